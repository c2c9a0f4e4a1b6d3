"""Who looks at the law: the review of what consumers read."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.compliance import Compliance
from promoplan.model.content import Content
from promoplan.model.team import Group, Team
from promoplan.rules.rule import Problem, problem, rule


@rule("PP875", Severity.WARNING)
def no_compliance_review(
    content: Content, compliance: Compliance | None = None, team: Team | None = None
) -> Iterator[Problem]:
    """Nobody reviews copy and terms: no reviewer, and no member of the legal group among those who check content."""
    lawyers = {member.id for member in (team.members if team else ()) if member.group is Group.LEGAL}
    checkers = content.review.by if content.review else ()
    if (compliance is None or compliance.reviewer is None) and lawyers.isdisjoint(checkers):
        yield problem(("compliance",), on_key=True)
