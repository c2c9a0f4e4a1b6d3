"""The content calendar: what the team can make, phases and weeks left empty, and how often people are written to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, Decimal
from itertools import groupby
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.channels import Channel, Channels, Role
from promoplan.model.content import Content
from promoplan.model.header import PlanHeader
from promoplan.model.phases import Phase, Phases
from promoplan.rules.publishing import DAILY, Calendar
from promoplan.rules.rule import Problem, problem, rule
from promoplan.rules.timeline import Run, Timeline

WEEK = 7
ONE = Decimal(1)
ROUNDING = 1 + Decimal("1e-12")
"""What divisions may add: a load of exactly the capacity must not exceed it."""


class SilenceLimits(NamedTuple):
    """How many days without anything on a core channel are too many."""

    days: int = 7


@rule("PP409", Severity.WARNING)
def over_capacity(plan: PlanHeader, content: Content, phases: Phases | None = None) -> Iterator[Problem]:
    """A week in which more pieces come out than the team can make."""
    if content.capacity is None:
        return
    calendar, most = Calendar.of(plan, phases), content.capacity.per_week
    timeline = Timeline.of(run for piece in content.pieces for run in calendar.published(piece))
    week, load = timeline.busiest(WEEK) or (plan.period.start, Decimal(0))
    if load / WEEK > most * ROUNDING:
        at, found = content.at("capacity"), load / WEEK
        yield problem(at, related=[content.at("pieces")], found=found, most=most, week=week)


@rule("PP414", Severity.WARNING)
def phase_without_content(plan: PlanHeader, content: Content, phases: Phases) -> Iterator[Problem]:
    """A phase in which no piece is published."""
    if content.pieces:
        timeline = _of_all_pieces(content, Calendar.of(plan, phases))
        for phase in phases.items:
            if phase.start <= phase.end and not timeline.total(phase.start, phase.end):
                yield problem(phase.path, on_key=True, name=phase.name, start=phase.start, end=phase.end)


def _of_all_pieces(content: Content, calendar: Calendar) -> Timeline:
    return Timeline.of(run for piece in content.pieces for run in calendar.present(piece))


@rule("PP417", Severity.WARNING, limits=SilenceLimits)
def silent_week(
    plan: PlanHeader, content: Content, channels: Channels, phases: Phases, *, limits: SilenceLimits
) -> Iterator[Problem]:
    """A week of a phase in which a core channel shows nothing: neither a piece nor a placement.

    Channels without any piece, phases without any content and channels with creators, whose days the plan does not
    name, are not judged. Of each channel and phase only the first silence is told.
    """
    calendar = Calendar.of(plan, phases)
    pieces = _runs_by_channel(content, calendar)
    everything = _of_all_pieces(content, calendar)
    undated = {creator.channel for creator in content.creators}
    judged = [phase for phase in phases.items if everything.total(phase.start, phase.end)]
    for channel in channels.items:
        if channel.role is not Role.CORE or channel.id not in pieces or channel.id in undated:
            continue
        timeline = Timeline.of([*pieces[channel.id], *_placements(channel, calendar)])
        for phase in judged:
            silence = _first_silence(timeline, phase, limits.days)
            if silence is not None:
                yield problem(
                    content.at("pieces"),
                    on_key=True,
                    variant="rare" if silence.rate else "",
                    related=[channel.at("id"), phase.path],
                    channel=channel.name,
                    phase=phase.name,
                    start=silence.start,
                    end=silence.end,
                    days=(silence.end - silence.start).days + 1,
                )


def _runs_by_channel(content: Content, calendar: Calendar) -> dict[str, list[Run]]:
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    for piece in content.pieces:
        for name in dict.fromkeys(piece.channels):
            runs[name] += calendar.present(piece)
    return runs


def _placements(channel: Channel, calendar: Calendar) -> Iterator[Run]:
    first, last = calendar.period.start, calendar.period.end
    for placement in channel.placements:
        yield Run(placement.start or first, placement.end or last, DAILY)


def _first_silence(timeline: Timeline, phase: Phase, days: int) -> Run | None:
    """The first stretch of a phase that must hold so many empty days on end, however its pieces are spread.

    Its rate is what comes out in it in all.
    """
    for rare, group in groupby(timeline.stretches(phase.start, phase.end), key=lambda run: run.rate < ONE):
        runs = list(group)
        if rare and _longest_gap(runs) >= days:
            return Run(runs[0].start, runs[-1].end, _pieces_in(runs))
    return None


def _longest_gap(runs: Iterable[Run]) -> Decimal:
    """The empty days on end that are left even where the pieces of a stretch are spread evenly."""
    runs = list(runs)
    length = (runs[-1].end - runs[0].start).days + 1
    pieces = _pieces_in(runs).to_integral_value(ROUND_CEILING)
    return ((length - pieces) / (pieces + 1)).to_integral_value(ROUND_CEILING)


def _pieces_in(runs: Iterable[Run]) -> Decimal:
    return sum(((run.end - run.start).days + 1) * run.rate for run in runs) / Decimal(WEEK)
