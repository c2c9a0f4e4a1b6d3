"""Prices and messages by profile, and what is done with data about people, in China."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.audience import Audience
from promoplan.model.compliance import Compliance, PersonalData
from promoplan.model.header import PlanHeader
from promoplan.model.promotions import Promotions
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, problem, rule

CHILD = 14
"""The age under which a guardian's consent is needed (Personal Information Protection Law, art. 31)."""

_NEEDS = (
    ("collects", "basis"),
    ("sensitive", "separate_consent"),
    ("under_14", "guardian_consent"),
    ("shared_with", "sharing_consent"),
    ("sent_to", "transfer_route"),
)
"""What the plan says it does, and what must stand beside it."""


@rule("PP865", Severity.ERROR)
def profile_pricing(
    plan: PlanHeader, promotions: Promotions | None = None, compliance: Compliance | None = None
) -> Iterator[Problem]:
    """An offer in China whose price hangs on the buyer's profile; a warning for messages that only profiles pick."""
    if not sold_in(plan, "CN"):
        return
    for offer in promotions.items if promotions else ():
        if offer.personalised:
            yield problem(offer.at("personalised"), name=offer.name)
    messaging = compliance.messaging if compliance else None
    if messaging is not None and messaging.personalised and messaging.without_profile is None:
        yield problem(messaging.at("personalised"), variant="messages", severity=Severity.WARNING)


@rule("PP866", Severity.ERROR)
def personal_data_without_basis(
    plan: PlanHeader, compliance: Compliance, audience: Audience | None = None
) -> Iterator[Problem]:
    """Data about people in China without what allows it; a warning for machines that decide and nobody has assessed.

    Only what `compliance.personal_data` states is judged. A segment under fourteen counts as children among the people.
    """
    data = compliance.personal_data
    if data is None or not sold_in(plan, "CN"):
        return
    for does, needs in _NEEDS:
        if getattr(data, does) and getattr(data, needs) is None and not _stays(data, does):
            yield problem(data.at(does), on_key=True, variant=needs, needs=needs)
    if not data.under_14 and data.guardian_consent is None:
        yield from _children(audience)
    if data.automated_decisions and data.assessed_on is None:
        yield problem(data.at("automated_decisions"), variant="assessed_on", severity=Severity.WARNING)


def _stays(data: PersonalData, does: str) -> bool:
    """Whether data that are said to be sent stay in the country."""
    return does == "sent_to" and set(data.sent_to) == {"CN"}


def _children(audience: Audience | None) -> Iterator[Problem]:
    """The first segment that children belong to."""
    for segment in audience.segments if audience else ():
        if segment.age is not None and segment.age.low < CHILD:
            yield problem(segment.at("age"), variant="segment", name=segment.name, age=str(segment.age))
            return
