"""The risk register: every class of risk, with prevention, answer, owner and sign."""

from collections.abc import Iterator
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.promotions import Mechanic, Promotions
from promoplan.model.risks import RiskKind, Risks
from promoplan.rules.peaks import first_peak
from promoplan.rules.rule import Problem, Sections, problem, rule

CLASSES = (RiskKind.LEGAL, RiskKind.MARKET, RiskKind.TECHNICAL, RiskKind.SUPPLY_CHAIN, RiskKind.CREDIT)
"""The classes of the campaign guide (chapter 8)."""


class RiskLimits(NamedTuple):
    """From what likelihood x impact (of 25) on a risk needs a contingency plan."""

    high: int = 12


@rule("PP830", Severity.ERROR)
def no_risk(risks: Risks | None = None) -> Iterator[Problem]:
    """No risk register, or an empty one."""
    if risks is None or not risks.items:
        yield problem(("risks",), on_key=True, wanted=CLASSES)


@rule("PP831", Severity.WARNING)
def risk_class_missing(risks: Risks, *, sections: Sections) -> Iterator[Problem]:
    """A class of risk that nobody looked at; of the technical one, another rule speaks where there is a peak."""
    found = {risk.kind for risk in risks.items}
    ours = [kind for kind in CLASSES if kind is not RiskKind.TECHNICAL or first_peak(sections) is None]
    missing = tuple(kind for kind in ours if kind not in found)
    if risks.items and missing:
        yield problem(risks.at("items"), on_key=True, missing=missing)


@rule("PP832", Severity.ERROR)
def risk_without_mitigation(risks: Risks) -> Iterator[Problem]:
    """A risk that nothing is done to prevent."""
    return _without(risks, "mitigation")


def _without(risks: Risks, name: str) -> Iterator[Problem]:
    """The risks that lack a field."""
    for risk in risks.items:
        if getattr(risk, name) is None:
            yield problem(risk.path, on_key=True, name=risk.name)


@rule("PP833", Severity.ERROR, limits=RiskLimits)
def high_risk_without_contingency(risks: Risks, *, limits: RiskLimits) -> Iterator[Problem]:
    """A high risk for which nobody knows what to do when it happens."""
    for risk in risks.items:
        grade = risk.likelihood * risk.impact
        if grade >= limits.high and risk.contingency is None:
            yield problem(
                risk.path,
                on_key=True,
                name=risk.name,
                likelihood=risk.likelihood,
                impact=risk.impact,
                grade=grade,
                high=limits.high,
            )


@rule("PP834", Severity.WARNING)
def risk_without_owner(risks: Risks) -> Iterator[Problem]:
    """A risk that nobody watches."""
    return _without(risks, "owner")


@rule("PP837", Severity.WARNING)
def peak_without_technical_risk(risks: Risks, *, sections: Sections) -> Iterator[Problem]:
    """A live stream, sale or peak phase, and no technical risk in the register."""
    peak = first_peak(sections)
    if risks.items and peak is not None and not any(risk.kind is RiskKind.TECHNICAL for risk in risks.items):
        yield problem(risks.at("items"), on_key=True, related=[peak], kind=RiskKind.TECHNICAL)


@rule("PP838", Severity.INFO)
def no_trigger(risks: Risks) -> Iterator[Problem]:
    """A risk without the sign by which one sees it coming."""
    return _without(risks, "trigger")


@rule("PP839", Severity.WARNING)
def fraud_unguarded(promotions: Promotions) -> Iterator[Problem]:
    """A coupon, limited in number, of which one buyer may use all, or a lottery that one may enter without end.

    Of a coupon without any limit, another rule speaks.
    """
    for offer in promotions.items:
        if offer.mechanic is Mechanic.COUPON and offer.issue is not None and offer.limit_per_user is None:
            yield problem(offer.path, on_key=True, name=offer.name, issue=offer.issue)
        elif offer.mechanic is Mechanic.LOTTERY and offer.limit_per_user is None:
            yield problem(offer.path, on_key=True, variant="lottery", name=offer.name)
