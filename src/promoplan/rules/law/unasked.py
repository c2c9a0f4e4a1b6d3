"""What buyers in China did not ask for: bundles already ticked, and pop-ups that do not go away."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.channels import Channels, Closing, PlacementFormat
from promoplan.model.header import PlanHeader
from promoplan.model.promotions import Mechanic, Promotions
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, problem, rule

_COVERING = frozenset({PlacementFormat.POPUP, PlacementFormat.SPLASH})


@rule("PP867", Severity.ERROR)
def preselected_tie_in(plan: PlanHeader, promotions: Promotions) -> Iterator[Problem]:
    """A bundle in China that is ticked before the buyer has chosen it."""
    for offer in promotions.items if sold_in(plan, "CN") else ():
        if offer.preselected and offer.mechanic is Mechanic.BUNDLE:
            yield problem(offer.at("preselected"), name=offer.name)


@rule("PP870", Severity.ERROR)
def pop_up_not_closable(plan: PlanHeader, channels: Channels) -> Iterator[Problem]:
    """A pop-up or splash in China that one click does not close, or of which the plan does not say so."""
    for channel in channels.items if sold_in(plan, "CN") else ():
        for placement in channel.placements:
            if placement.format in _COVERING and placement.close is not Closing.ONE_CLICK:
                yield problem(
                    placement.at("format" if placement.close is None else "close"),
                    variant="" if placement.close is None else "otherwise",
                    format=placement.format,
                    channel=channel.name,
                    close=placement.close or "",
                    wanted=Closing.ONE_CLICK,
                )
