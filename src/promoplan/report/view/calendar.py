"""The calendar of the plan: phases, milestones and events in words, and everything dated as bars for a Gantt chart."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from promoplan.model.channels import Channels
from promoplan.model.frame import Step, StepFrame, StepStatus
from promoplan.model.header import PlanHeader
from promoplan.model.optimization import Optimization
from promoplan.model.phases import Phase, Phases
from promoplan.model.plan import SECTIONS
from promoplan.model.promotions import Promotions
from promoplan.report.view.material import Material
from promoplan.report.view.placements import placements
from promoplan.report.view.times import length, span

_KEY_DATES = frozenset({"plan", "phase", "peak-event", "review"})


class PhaseView(Struct, frozen=True):
    """One phase in words."""

    name: str
    kind: str
    dates: str
    length: str
    purpose: str
    tasks: str
    acceptance: str


class DateView(Struct, frozen=True):
    """A day that matters, and what happens on it; `when` is the raw day, `is_key` marks what the summary tells."""

    when: date
    date: str
    what: str
    kind: str
    owner: str
    is_key: bool


class BarGroup(StrEnum):
    """The groups of a Gantt chart, in its order."""

    STEP = "step"
    PHASE = "phase"
    PLACEMENT = "placement"
    PROMOTION = "promotion"
    MILESTONE = "milestone"


class Bar(Struct, frozen=True):
    """A bar of the Gantt chart from its first to its last day, both included; `dates` says them in words."""

    group: BarGroup
    label: str
    start: date
    end: date
    dates: str
    done: bool = False


class CalendarView(Struct, frozen=True):
    """When everything happens; `start` and `end` are the first and last day of all bars and the plan."""

    phases: tuple[PhaseView, ...]
    dates: tuple[DateView, ...]
    bars: tuple[Bar, ...]
    start: date | None
    end: date | None

    @property
    def has_tasks(self) -> bool:
        """Whether any phase says what is done in it, or how one sees that it is done."""
        return any(phase.tasks or phase.acceptance for phase in self.phases)


def calendar(material: Material) -> CalendarView:
    """All that whole sections date."""
    bars = tuple(bar for bar in _bars(material) if bar.start <= bar.end)
    period = material.period
    days_told = [each for bar in bars for each in (bar.start, bar.end)]
    days_told += [period.start, period.end] if period else []
    return CalendarView(
        phases=tuple(_phase(material, phase) for phase in _phases(material)),
        dates=tuple(sorted(_dates(material), key=lambda each: each.when)),
        bars=bars,
        start=min(days_told, default=None),
        end=max(days_told, default=None),
    )


def _phases(material: Material) -> tuple[Phase, ...]:
    section = material.section(Phases)
    return tuple(sorted(section.items, key=lambda phase: phase.start)) if section else ()


def _phase(material: Material, phase: Phase) -> PhaseView:
    voice = material.voice
    return PhaseView(
        name=phase.name,
        kind=voice.term(phase.kind),
        dates=span(voice, phase.start, phase.end),
        length=length(voice, phase.start, phase.end),
        purpose=phase.purpose or "",
        tasks=voice.listed(phase.tasks),
        acceptance=phase.acceptance or "",
    )


def _dates(material: Material) -> Iterator[DateView]:
    """First and last day of the plan, phases' starts, milestones, events and the evaluation."""
    voice, period = material.voice, material.period

    def told(when: date, what: str, kind: str, owner: str = "", until: date | None = None) -> DateView:
        return DateView(when, span(voice, when, until), what, voice.label(f"date.{kind}"), owner, kind in _KEY_DATES)

    if period:
        yield told(period.start, voice.label("date.plan-starts"), "plan")
        yield told(period.end, voice.label("date.plan-ends"), "plan")
    for phase in _phases(material):
        yield told(phase.start, voice.label("date.phase-starts", name=phase.name), "phase")
        for milestone in phase.milestones:
            yield told(milestone.date, milestone.name, "milestone", material.name(milestone.owner))
    header = material.section(PlanHeader)
    for event in header.events if header else ():
        yield told(event.start, event.name, "peak-event" if event.peak else "event", until=event.end)
    optimization = material.section(Optimization)
    evaluation = optimization.evaluation if optimization else None
    if evaluation and evaluation.due:
        yield told(evaluation.due, voice.label("date.evaluation"), "review", material.name(evaluation.owner))


def _bars(material: Material) -> Iterator[Bar]:
    yield from _step_bars(material)
    for phase in _phases(material):
        yield _bar(material, BarGroup.PHASE, phase.name, phase.start, phase.end)
    yield from _placement_bars(material)
    promotions = material.section(Promotions)
    for offer in promotions.items if promotions else ():
        yield _bar(material, BarGroup.PROMOTION, offer.name, offer.start, offer.end)
    for phase in _phases(material):
        for milestone in phase.milestones:
            yield _bar(material, BarGroup.MILESTONE, milestone.name, milestone.date, milestone.date)
    header = material.section(PlanHeader)
    for event in header.events if header else ():
        yield _bar(material, BarGroup.MILESTONE, event.name, event.start, event.end or event.start)


def _step_bars(material: Material) -> Iterator[Bar]:
    """The days by which the steps are done."""
    for number, step in enumerate(Step, 1):
        frame = material.section(SECTIONS[step])
        if isinstance(frame, StepFrame) and frame.due:
            label = f"{number:02} {material.voice.label(f'step.{step}')}"
            done = frame.status is StepStatus.DONE
            yield _bar(material, BarGroup.STEP, label, frame.due, frame.due, done=done)


def _placement_bars(material: Material) -> Iterator[Bar]:
    """Bars of the delivery plan, as far as it is dated."""
    section = material.section(Channels)
    for each in placements(material, section) if section else ():
        if each.start and each.end:
            label = material.voice.label("placement.bar", channel=each.channel, placement=each.name)
            yield _bar(material, BarGroup.PLACEMENT, label, each.start, each.end)


def _bar(material: Material, group: BarGroup, label: str, start: date, end: date, *, done: bool = False) -> Bar:
    return Bar(group, label, start, end, span(material.voice, start, end), done)
