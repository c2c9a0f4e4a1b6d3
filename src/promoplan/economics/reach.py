"""How near a plan comes to its goals, by its own figures: what its channels bring in a goal's scope and time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from promoplan.economics.funnel import Outcome, together
from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import lines_on
from promoplan.economics.measures import Measure, measure_of
from promoplan.economics.paid import with_money
from promoplan.economics.parts import Part, parts_of, tells
from promoplan.economics.returns import planned_outcome
from promoplan.economics.timing import Spell, share, spells_of
from promoplan.metrics.registry import METRICS
from promoplan.model.budget import Base, Budget
from promoplan.model.channels import Channel, Channels
from promoplan.model.goals import Target
from promoplan.model.header import PlanHeader
from promoplan.model.numbers import ONE
from promoplan.model.phases import Phases

if TYPE_CHECKING:
    from promoplan.economics.chance import Chance
    from promoplan.economics.scatter import Scatter

MOST_SHARES = 10_000
"""The most pairs of goal and channel that are looked at; a plan of 10 goals and 20 channels has 200."""


class Reach(Struct, frozen=True):
    """A goal with what is expected of its metric.

    `planned` is by the likely values, `chance` is there where figures are ranges, `spend` is the media money in the
    goal's scope and time.
    """

    target: Target
    aim: Decimal
    planned: Decimal
    spend: Decimal
    chance: "Chance | None"

    @property
    def expected(self) -> Decimal:
        """The mean where figures are ranges, else the figure as planned."""
        return self.planned if self.chance is None else Decimal(self.chance.mean)


class _Source(NamedTuple):
    """A channel with what it brings over the whole of the plan."""

    channel: Channel
    parts: tuple[Part, ...]
    outcome: Outcome
    spells: tuple[Spell, ...]


class _Asked(NamedTuple):
    """A goal that can be told of: its aim and the measure of its metric."""

    target: Target
    aim: Decimal
    measure: Measure


def reaches(
    plan: PlanHeader, targets: Iterable[Target], channels: Channels, budget: Budget | None, phases: Phases | None
) -> Iterator[Reach]:
    """What is expected of each goal, where everything that counts for it is known.

    Nothing is told of goals for a segment, of those whose channels do not all have the figures that are needed, or
    where media money has no channel: a sum that leaves something out would accuse wrongly. So a channel without money
    counts as well: by the volumes that it states, or as unknown. Of very many goals the last are left out.
    """
    asked = [found for target in targets if (found := _asked(target)) is not None]
    sources = {each.channel.id: each for each in _sources(plan, channels, budget, phases)} if asked else {}
    scattered = _scattered(sources, asked)
    if scattered is None:
        return
    for each in asked[: MOST_SHARES // max(len(sources), 1)]:
        scope = _in_scope(each, sources, budget)
        shares = _shares(plan, each.target, scope, phases)
        if scope and shares is not None:
            yield from _reach(each, scope, shares, scattered)


def _asked(target: Target) -> _Asked | None:
    """A goal whose metric the funnel tells of; what is spent is decided, not expected."""
    aim, measure = wanted(target), measure_of(target.metric, target.basis, target.of)
    if aim is None or measure is None or target.metric == "spend":
        return None
    return _Asked(target, aim, measure)


def _sources(plan: PlanHeader, channels: Channels, budget: Budget | None, phases: Phases | None) -> Iterator[_Source]:
    for channel, money in with_money(channels, budget):
        spells = spells_of(channel.id, plan.period, phases, budget)
        yield _Source(channel, parts_of(channel, money), planned_outcome(channel, money), spells)


def _scattered(sources: Mapping[str, _Source], asked: Sequence[_Asked]) -> "Mapping[str, Scatter] | None":
    """How what the channels bring scatters, by channel; empty where no figure is a range, None where it can't be told.

    See `promoplan.economics.scatter`.
    """
    parts = (part for source in sources.values() for part in source.parts)
    if not any(figure.is_range for part in parts for figure in part.figures.values()):
        return {}
    from promoplan.economics.scatter import scatters  # noqa: PLC0415 - many plans have no ranges

    bases = tuple(dict.fromkeys(base for each in asked for base in each.measure.bases))
    every = scatters([(source.parts, source.outcome) for source in sources.values()], bases)
    return None if every is None else dict(zip(sources, every, strict=True))


def _in_scope(asked: _Asked, sources: dict[str, _Source], budget: Budget | None) -> Sequence[_Source]:
    """The channels that count for a goal; none where it can't be told of all that do."""
    channel, _, segment = scope_of(asked.target)
    if segment is not None or (channel is not None and channel not in sources):
        return ()
    lines = lines_on(budget, Base.MEDIA) if budget and channel is None else ()
    if any(line.channel not in sources for line in lines if line.amount.amount):
        return ()
    within = tuple(sources.values()) if channel is None else (sources[channel],)
    scope = tuple(source for source in within if source.outcome.spend or not asked.measure.of_money)
    return scope if all(tells(source.channel, asked.target.metric) for source in scope) else ()


def _shares(
    plan: PlanHeader, target: Target, scope: Sequence[_Source], phases: Phases | None
) -> Sequence[Decimal] | None:
    """The share of each channel that falls into a goal's phase and time; None where these lie outside the plan."""
    _, name, _ = scope_of(target)
    phase = next((each for each in (phases.items if phases else ()) if each.id == name), None)
    if (phase is None and name is not None) or (target.by is not None and target.by < plan.period.start):
        return None
    by = target.by if target.by is not None and target.by < plan.period.end else None
    return [ONE if phase is None and by is None else share(source.spells, phase, by) for source in scope]


def _reach(
    asked: _Asked, scope: Sequence[_Source], shares: Sequence[Decimal], scattered: "Mapping[str, Scatter]"
) -> Iterator[Reach]:
    whole = together([source.outcome.share(part) for source, part in zip(scope, shares, strict=True)])
    planned = asked.measure.of(whole.sums)
    if planned is None or not whole.spend:
        return
    yield Reach(
        target=asked.target,
        aim=asked.aim,
        planned=planned,
        spend=whole.spend,
        chance=_chance(asked, scope, shares, scattered) if scattered else None,
    )


def _chance(
    asked: _Asked, scope: Sequence[_Source], shares: Sequence[Decimal], scattered: "Mapping[str, Scatter]"
) -> "Chance | None":
    from promoplan.economics.chance import chance  # noqa: PLC0415 - many plans have no ranges

    return chance(
        [(scattered[source.channel.id], float(part)) for source, part in zip(scope, shares, strict=True)],
        asked.measure,
        asked.aim,
        lower_is_better=METRICS[asked.target.metric].lower_is_better,
    )
