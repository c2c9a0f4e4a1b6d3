"""The team: one person answers for each step, the method's groups are covered, and nobody checks their own work."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.content import Content
from promoplan.model.frame import Step
from promoplan.model.promotions import Promotions
from promoplan.model.team import Group, StepRaci, Team
from promoplan.rules.rule import Problem, problem, rule

_GROUPS = (Group.STRATEGY, Group.CHANNEL, Group.CONTENT, Group.DATA, Group.USER_OPERATIONS)


@rule("PP036", Severity.WARNING)
def raci_accountable(team: Team) -> Iterator[Problem]:
    """A step for which nobody, or more than one, is accountable; without a table of responsibilities, silence."""
    if team.raci is None:
        return
    entries: dict[str, StepRaci | None] = {step.value: getattr(team.raci, step.value) for step in Step}
    absent = tuple(name for name, entry in entries.items() if entry is None)
    if absent:
        yield problem(team.raci.path, on_key=True, variant="absent", steps=absent)
    for name, entry in entries.items():
        people = tuple(dict.fromkeys(entry.accountable)) if entry else ()
        if entry is not None and not people:
            yield problem(entry.path, on_key=True, variant="none", step=name)
        elif entry is not None and len(people) > 1:
            yield problem(entry.at("accountable"), variant="several", step=name, people=people)


@rule("PP054", Severity.INFO)
def group_missing(team: Team) -> Iterator[Problem]:
    """One of the method's five groups has nobody in the team."""
    covered = {member.group for member in team.members}
    missing = tuple(group.value for group in _GROUPS if group not in covered)
    if team.members and missing:
        yield problem(team.at("members"), on_key=True, missing=missing)


@rule("PP055", Severity.WARNING)
def maker_is_checker(
    budget: Budget | None = None, content: Content | None = None, promotions: Promotions | None = None
) -> Iterator[Problem]:
    """Who spends the money or sets a price also approves it, or who makes a piece is the only one to check it."""
    if budget is not None:
        yield from _own_money(budget)
    if content is not None:
        yield from _own_content(content)
    for offer in promotions.items if promotions else ():
        if offer.approved_by is not None and offer.approved_by == offer.owner:
            at, related = offer.at("approved_by"), [offer.at("owner")]
            yield problem(at, variant="price", related=related, person=str(offer.owner), offer=offer.name)


def _own_money(budget: Budget) -> Iterator[Problem]:
    approvers = {approval.by for approval in budget.approvals}
    if budget.owner is not None and approvers == {budget.owner}:
        by = budget.approvals[0].at("by")
        yield problem(by, variant="budget", related=[budget.at("owner")], person=str(budget.owner))
    for line in budget.lines:
        if line.approved_by is not None and line.approved_by == line.owner:
            yield problem(
                line.at("approved_by"),
                variant="line",
                related=[line.at("owner")],
                person=str(line.owner),
                line=line.name,
            )


def _own_content(content: Content) -> Iterator[Problem]:
    review = content.review
    checkers = set(review.by) if review else set()
    own = [piece for piece in content.pieces if piece.owner is not None and checkers == {piece.owner}]
    if review is not None and own:
        yield problem(
            review.at("by"),
            variant="content",
            related=[piece.at("owner") for piece in own],
            person=str(own[0].owner),
            pieces=tuple(piece.id for piece in own),
        )
