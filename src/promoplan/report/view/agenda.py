"""The agenda: everything that the plan dates, as entries of a calendar with their raw days and rhythms."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.content import Content, Piece
from promoplan.model.frame import Step, StepFrame, StepStatus
from promoplan.model.goals import Goals
from promoplan.model.header import PlanHeader
from promoplan.model.optimization import Optimization, Review
from promoplan.model.phases import Phases
from promoplan.model.plan import SECTIONS
from promoplan.model.promotions import Promotions
from promoplan.model.times import Frequency, Unit
from promoplan.report.view.content_calendar import runs_of
from promoplan.report.view.goals import goals
from promoplan.report.view.material import Material
from promoplan.report.view.offers import offer_text
from promoplan.report.view.placements import placements
from promoplan.report.view.times import frequency

_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_DAYS = {Unit.HOUR: 1, Unit.DAY: 1, Unit.WEEK: 7}
_DECEMBER = 12


class EntryKind(StrEnum):
    """What an entry of the agenda is; on one day they stand in this order."""

    PLAN = "plan"
    PHASE = "phase"
    EVENT = "event"
    MILESTONE = "milestone"
    GOAL = "goal"
    STEP = "step"
    PROMOTION = "promotion"
    PLACEMENT = "placement"
    PUBLICATION = "publication"
    REVIEW = "review"
    EVALUATION = "evaluation"


class Interval(Struct, frozen=True):
    """A repetition after so many days, or so many months; the other is 0."""

    days: int = 0
    months: int = 0


class EntryView(Struct, frozen=True):
    """One entry of the agenda, from its first to its last day, both included.

    `key` names it among all entries of the plan, also after it has been moved. With `every` it is a series of single
    days, the first on `start`, none after `end`; `rhythm` says so in words. `opens` and `closes` are its hours on the
    readers' clock, where the plan states them; they reach past midnight where it closes earlier than it opens.
    `where` names channels.
    """

    kind_key: EntryKind
    key: str
    kind: str
    what: str
    start: date
    end: date
    where: str = ""
    rhythm: str = ""
    owner: str = ""
    note: str = ""
    done: bool = False
    every: Interval | None = None
    opens: time | None = None
    closes: time | None = None


def agenda(material: Material) -> tuple[EntryView, ...]:
    """All that whole sections date, by the first day; what ends before it begins is left out."""
    order = list(EntryKind)
    found = (entry for entry in _unique(material) if entry.start <= entry.end)
    return tuple(sorted(found, key=lambda entry: (entry.start, order.index(entry.kind_key), entry.end)))


def _unique(material: Material) -> Iterator[EntryView]:
    """Entries of the same name told apart by their number in the plan."""
    seen: dict[str, int] = {}
    for entry in _entries(material):
        seen[entry.key] = number = seen.get(entry.key, 0) + 1
        yield entry if number == 1 else replace(entry, key=f"{entry.key}#{number}")


def _entries(material: Material) -> Iterator[EntryView]:
    yield from _plan(material)
    yield from _phases(material)
    yield from _goals(material)
    yield from _steps(material)
    yield from _promotions(material)
    yield from _placements(material)
    content = material.section(Content)
    for piece in content.pieces if content else ():
        yield from _publications(material, piece)
    yield from _reviews(material)


def _entry(
    material: Material,
    kind: EntryKind,
    key: str,
    what: str,
    start: date,
    end: date | None = None,
    *,
    owner: str = "",
    note: str = "",
) -> EntryView:
    word = material.voice.label(f"agenda.{kind}")
    return EntryView(kind, f"{kind}/{key}", word, what, start, end or start, owner=owner, note=note)


def _plan(material: Material) -> Iterator[EntryView]:
    header, period = material.section(PlanHeader), material.period
    if period:
        name = header.name if header else material.voice.label("cover.nameless")
        note = (header.summary or "") if header else ""
        yield _entry(material, EntryKind.PLAN, "plan", name, period.start, period.end, note=note)
    for event in header.events if header else ():
        yield _entry(material, EntryKind.EVENT, event.name, event.name, event.start, event.end)


def _phases(material: Material) -> Iterator[EntryView]:
    section, voice = material.section(Phases), material.voice
    for phase in section.items if section else ():
        note = "\n".join(filter(None, (phase.purpose, voice.listed(phase.tasks), phase.acceptance)))
        yield _entry(material, EntryKind.PHASE, phase.id, phase.name, phase.start, phase.end, note=note)
        for each in phase.milestones:
            key, owner = f"{phase.id}/{each.name}", material.name(each.owner)
            yield _entry(material, EntryKind.MILESTONE, key, each.name, each.date, owner=owner, note=phase.name)


def _goals(material: Material) -> Iterator[EntryView]:
    """The days by which goals and their milestones are reached."""
    voice = material.voice
    for goal in goals(material) if material.section(Goals) else ():
        for part in goal.milestones:
            if part.end == goal.deadline and part.value == goal.target_value:
                continue
            what = voice.label("agenda.goal-part", goal=goal.name, period=part.period, figure=part.figure)
            key, due = f"{goal.id}/{part.start}/{part.end}", part.end
            if goal.deadline and part.start <= goal.deadline < part.end:
                due = goal.deadline
            yield _entry(material, EntryKind.GOAL, key, what, due, owner=goal.owner)
        if goal.deadline:
            what = voice.label("agenda.goal-due", goal=goal.name, figure=goal.target) if goal.target else goal.name
            yield _entry(material, EntryKind.GOAL, goal.id, what, goal.deadline, owner=goal.owner, note=goal.rationale)


def _steps(material: Material) -> Iterator[EntryView]:
    for number, step in enumerate(Step, 1):
        frame = material.section(SECTIONS[step])
        if isinstance(frame, StepFrame) and frame.due:
            voice = material.voice
            what = voice.label("heading.step", number=f"{number:02}", action=voice.label(f"step.{step}"))
            found = _entry(material, EntryKind.STEP, step, what, frame.due, owner=material.name(frame.owner))
            yield replace(found, done=frame.status is StepStatus.DONE, note=frame.acceptance or "")


def _promotions(material: Material) -> Iterator[EntryView]:
    section = material.section(Promotions)
    for offer in section.items if section else ():
        note = "\n".join(filter(None, (offer_text(material.voice, offer), offer.terms)))
        found = _entry(material, EntryKind.PROMOTION, offer.id, offer.name, offer.start, offer.end, note=note)
        where = material.all_names(offer.channels) or material.voice.label("all-channels")
        yield replace(found, where=where, owner=material.name(offer.owner))


def _placements(material: Material) -> Iterator[EntryView]:
    section = material.section(Channels)
    if section is None:
        return
    keys = (f"{each.id}/{booked.name or booked.format}" for each in section.items for booked in each.placements)
    for key, each in zip(keys, placements(material, section), strict=True):
        if each.start and each.end:
            what = material.voice.label("placement.bar", channel=each.channel, placement=each.name)
            found = _entry(material, EntryKind.PLACEMENT, key, what, each.start, each.end, note=each.spend)
            yield replace(found, where=each.channel)


def _publications(material: Material, piece: Piece) -> Iterator[EntryView]:
    """A piece's day, or its series: one entry for each span in which it appears."""
    for run in runs_of(material, piece):
        found = _entry(material, EntryKind.PUBLICATION, piece.id, piece.theme, run.start, run.end)
        once = run.start == run.end or piece.frequency is None
        yield replace(
            found,
            where=material.all_names(piece.channels),
            owner=material.name(piece.owner),
            note=material.voice.term(piece.format),
            rhythm="" if once else frequency(material.voice, piece.frequency),
            every=None if once or piece.frequency is None else _interval(piece.frequency),
            opens=piece.hours.start if piece.hours else None,
            closes=piece.hours.end if piece.hours else None,
        )


def _reviews(material: Material) -> Iterator[EntryView]:
    """Regular looks at the figures, the first one when the first span is over, and the evaluation."""
    budget, section, voice = material.section(Budget), material.section(Optimization), material.voice
    for review in section.reviews if section else ():
        yield from _review(material, review)
    for key, rhythm in (("cost-review", budget.cost_review), ("replanning", budget.replanning)) if budget else ():
        if rhythm:
            yield from _series(material, key, voice.label(f"field.{key}"), rhythm)
    evaluation = section.evaluation if section else None
    if evaluation and evaluation.due:
        what, owner = voice.label("date.evaluation"), material.name(evaluation.owner)
        yield _entry(material, EntryKind.EVALUATION, "evaluation", what, evaluation.due, owner=owner)


def _review(material: Material, review: Review) -> Iterator[EntryView]:
    voice = material.voice
    what = voice.label("agenda.review-of", rhythm=frequency(voice, review.cadence))
    for found in _series(material, review.cadence.text, what, review.cadence):
        note = "\n".join(filter(None, (review.decision, material.all_names(review.members))))
        yield replace(found, owner=material.name(review.owner), note=note)


def _series(material: Material, key: str, what: str, rhythm: Frequency) -> Iterator[EntryView]:
    """Days after each span of the plan, the last one at latest on the day after its end; the plan names no days."""
    period, every = material.period, _interval(rhythm)
    if period is None:
        return
    first, last = _after(period.start, every), period.end + timedelta(days=1)
    if first <= last:
        found = _entry(material, EntryKind.REVIEW, key, what, first, _last(first, last, every))
        yield replace(found, rhythm=frequency(material.voice, rhythm), every=every if found.end > first else None)


def _last(first: date, until: date, every: Interval) -> date:
    """The last day of a series that begins on one day and ends on another at latest."""
    if every.days:
        return until - timedelta(days=(until - first).days % every.days)
    months = (until.year - first.year) * _DECEMBER + until.month - first.month
    months -= months % every.months
    last = _after(first, Interval(months=months))
    return last if last <= until else _after(first, Interval(months=months - every.months))


def _interval(rhythm: Frequency) -> Interval:
    """The span in which a rhythm's times fall, a day at least."""
    if rhythm.unit in _MONTHS:
        return Interval(months=_MONTHS[rhythm.unit] * rhythm.per)
    return Interval(days=_DAYS[rhythm.unit] * rhythm.per if rhythm.unit is not Unit.HOUR else 1)


def _after(day: date, every: Interval) -> date:
    """The day after a span; in months, the same day of a later one, or its last."""
    if not every.months:
        return day + timedelta(days=every.days)
    months = day.month - 1 + every.months
    year, month = day.year + months // _DECEMBER, months % _DECEMBER + 1
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
