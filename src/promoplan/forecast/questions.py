"""Which goals a forecast can tell, and what each of them asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import ZERO
from promoplan.economics.measures import Measure, measure_of
from promoplan.economics.parts import tells
from promoplan.forecast.flows import Flow, likely
from promoplan.forecast.result import Reason, Untold
from promoplan.metrics.registry import METRICS
from promoplan.model.goals import Goals, Target
from promoplan.model.header import PlanHeader
from promoplan.model.node import Node
from promoplan.model.numbers import ONE
from promoplan.model.phases import Phase, Phases


@dataclass(frozen=True)
class Question:
    """A goal that can be told: its metric, its aim, and the channels that it sums up, each with the share that counts.

    That is what falls into the goal's phase and before its deadline. `left_out` lack figures; `money` is the media
    money of all channels in the goal's scope.
    """

    goal: Target
    measure: Measure
    aim: Decimal
    members: tuple[tuple[Flow, Decimal], ...]
    left_out: tuple[str, ...]
    money: Decimal

    @property
    def lower_is_better(self) -> bool:
        """Whether the aim is reached from above."""
        return METRICS[self.goal.metric].lower_is_better

    @property
    def planned(self) -> Decimal:
        """The metric as planned, by the likely value of each figure."""
        sums = {
            base: sum((share * likely(flow.known[base]) for flow, share in self.members), ZERO)
            for base in self.measure.bases
        }
        return self.measure.of(sums) or ZERO

    @property
    def movable(self) -> bool:
        """Whether spend can move the metric otherwise than by the mix of channels."""
        return not self.measure.below or self.measure.of_money


def questions(sections: Mapping[str, Node], flows: Sequence[Flow]) -> tuple[Question | Untold, ...]:
    """Each goal of a plan, in its order."""
    plan, goals, phases = sections.get("plan"), sections.get("goals"), sections.get("phases")
    if not isinstance(plan, PlanHeader) or not isinstance(goals, Goals):
        return ()
    dates = {phase.id: phase for phase in phases.items} if isinstance(phases, Phases) else {}
    return tuple(_question(goal, flows, dates, plan.period.end) for goal in goals.targets)


def _question(goal: Target, flows: Sequence[Flow], phases: Mapping[str, Phase], end: date) -> Question | Untold:
    measure, aim = measure_of(goal.metric, goal.basis, goal.of), wanted(goal)
    channel, phase, segment = scope_of(goal)
    if measure is None or aim is None or segment is not None:
        return Untold(goal, _why(goal, measure, segment))
    scoped = [flow for flow in flows if channel is None or flow.channel.id == channel]
    by = goal.by if goal.by and goal.by < end else None
    shares = [] if phase and phase not in phases else _counting(scoped, measure, phases.get(phase or ""), by)
    members = tuple((flow, share) for flow, share in shares if _tells(flow, goal.metric, measure))
    left_out = tuple(flow.channel.id for flow, _ in shares if not _tells(flow, goal.metric, measure))
    if not members or not _divides(members, measure):
        return Untold(goal, Reason.FIGURES if shares else Reason.MONEY, left_out)
    return Question(goal, measure, aim, members, left_out, sum((flow.money for flow in scoped), ZERO))


def _why(goal: Target, measure: Measure | None, segment: str | None) -> Reason:
    """Why a goal can't be asked."""
    if measure is None:
        return Reason.BASIS if goal.metric == "roi" else Reason.METRIC
    return Reason.SEGMENT if segment is not None else Reason.TARGET


def _counting(
    flows: Sequence[Flow], measure: Measure, phase: Phase | None, by: date | None
) -> list[tuple[Flow, Decimal]]:
    """The channels of which something falls into the goal's time.

    A ratio over or of spend is one of what money brings: channels without any are no part of it.
    """
    paid = [flow for flow in flows if flow.money or not measure.of_money]
    if phase is None and by is None:
        return [(flow, ONE) for flow in paid]
    shares = [(flow, flow.share(phase, by)) for flow in paid]
    return [(flow, share) for flow, share in shares if share > 0]


def _tells(flow: Flow, metric: str, measure: Measure) -> bool:
    """Whether a channel gives what a metric needs."""
    return tells(flow.channel, metric) and all(base in flow.known for base in measure.bases)


def _divides(members: Sequence[tuple[Flow, Decimal]], measure: Measure) -> bool:
    """Whether, as planned, there is something to divide by."""
    if not measure.below:
        return True
    sums = (flow.known[base] for flow, _ in members for base in measure.below)
    return any(monomial.likely for monomials in sums for monomial in monomials)
