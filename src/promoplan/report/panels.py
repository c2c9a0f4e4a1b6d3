"""What the parts of a report show that have a design of their own: the summary on one page, the steps, each step."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.i18n.catalogue import text
from promoplan.report.charts.measure import cut
from promoplan.report.view.context import ReportContext
from promoplan.report.view.goals import GoalView
from promoplan.report.view.steps import StepView
from promoplan.report.view.voice import Voice

_MOST_POINTS = 4
"""The most milestones of a goal on the summary; the part on goals tells them all."""
_MOST_GOALS, _MOST_DATES = 6, 8
_MOST_TEXT = 90
"""The longest text of a card, in ems, as the summary is one page; the parts behind it tell it whole."""


class Waypoint(Struct, frozen=True):
    """A milestone of a goal; `share` is its figure as a part of the largest that is shown, 0 to 1."""

    period: str
    figure: str
    share: float


class GoalPanel(Struct, frozen=True):
    """A goal, where it starts, by when it is reached with what chance, and the way there."""

    name: str
    target: str
    change: str
    notes: tuple[str, ...]
    way: tuple[Waypoint, ...]


class ChannelPanel(Struct, frozen=True):
    """A core channel, its role and money; `part` of the working budget, 0 to 1."""

    name: str
    role: str
    amount: str
    share: str
    part: float


class DatePanel(Struct, frozen=True):
    """A day, and what happens on it."""

    date: str
    what: str


class Tally(Struct, frozen=True):
    """How many findings of a severity there are; `key` is error, warning or info, `phrase` says number and word."""

    key: str
    count: int
    phrase: str


class RiskPanel(Struct, frozen=True):
    """A risk with its mark, its level (high, middle or low) and what is done against it."""

    mark: str
    name: str
    level: str
    level_key: str
    answer: str


class SummaryPanel(Struct, frozen=True):
    """The summary; titles are the headings of its cards, in the report's language."""

    about: tuple[str, ...]
    goals_title: str
    goals: tuple[GoalPanel, ...]
    channels_title: str
    channels: tuple[ChannelPanel, ...]
    dates_title: str
    dates: tuple[DatePanel, ...]
    findings_title: str
    verdict: str
    findings: tuple[Tally, ...]
    risks_title: str
    risks: tuple[RiskPanel, ...]


class Note(Struct, frozen=True):
    """A labelled text; `key` says which: acceptance, risk, counter or evidence."""

    key: str
    label: str
    text: str


class StepPanel(Struct, frozen=True):
    """A step: done, in-progress, open or missing by `status_key`; `late` says that its day is past, else ""."""

    key: str
    number: str
    action: str
    status: str
    status_key: str
    late: str
    facts: tuple[Note, ...]
    notes: tuple[Note, ...]
    owner: str
    due: str


def summary_panel(context: ReportContext) -> SummaryPanel:
    """The summary of a report."""
    shown, language = context.summary, context.language
    voice = Voice(language)
    return SummaryPanel(
        about=tuple(filter(None, (part.strip() for part in context.cover.summary.split("\n\n")))),
        goals_title=voice.label("heading.goals"),
        goals=tuple(_goal(context, goal) for goal in shown.goals[:_MOST_GOALS]),
        channels_title=voice.label("field.core-channels"),
        channels=tuple(
            ChannelPanel(
                cut(each.name, 1, _MOST_TEXT), each.role, each.amount, each.share, _share(each.part, Decimal(1))
            )
            for each in shown.channels
        ),
        dates_title=voice.label("heading.key-dates"),
        dates=tuple(DatePanel(each.date, cut(each.what, 1, _MOST_TEXT)) for each in shown.dates[:_MOST_DATES]),
        findings_title=text("page", "findings", language),
        verdict=shown.verdict,
        findings=tuple(Tally(each.key, each.count, each.phrase) for each in shown.findings),
        risks_title=voice.label("heading.main-risks"),
        risks=tuple(
            RiskPanel(
                each.mark,
                cut(each.name, 1, _MOST_TEXT),
                each.level,
                each.level_key,
                cut(each.mitigation, 1, _MOST_TEXT),
            )
            for each in shown.risks
        ),
    )


def _goal(context: ReportContext, goal: GoalView) -> GoalPanel:
    language = context.language
    told = {each.id: each.chance for each in context.forecast.goals} if context.forecast else {}
    notes = (("from", "baseline", goal.baseline), ("by", "day", goal.by), ("chance", "chance", told.get(goal.id, "")))
    return GoalPanel(
        name=cut(goal.name, 1, _MOST_TEXT),
        target=goal.target,
        change=goal.change,
        notes=tuple(text("page", key, language).format_map({blank: said}) for key, blank, said in notes if said),
        way=tuple(_way(goal)),
    )


def _way(goal: GoalView) -> Iterator[Waypoint]:
    """The last milestone, and others evenly before it."""
    told = goal.milestones
    every = -(-len(told) // _MOST_POINTS) if told else 1
    kept = told[(len(told) - 1) % every :: every]
    most = max((each.value for each in kept), default=Decimal(0))
    if not goal.additive and goal.target_value is not None:
        most = max(most, goal.target_value)
    for each in kept:
        yield Waypoint(each.period, each.figure, _share(each.value, most))


def _share(value: Decimal | None, most: Decimal) -> float:
    """A figure as a part of the largest, within 0 and 1."""
    return round(float(min(max(value / most, Decimal(0)), Decimal(1))), 4) if value is not None and most > 0 else 0.0


def step_panels(context: ReportContext) -> tuple[StepPanel, ...]:
    """The seven steps."""
    voice = Voice(context.language)
    late = text("page", "late", context.language)
    return tuple(_step(step, voice, late if step.is_late else "") for step in context.steps)


def _step(step: StepView, voice: Voice, late: str) -> StepPanel:
    owner = cut(step.owner, 1, _MOST_TEXT)
    facts = (("owner", owner), ("due", step.due), ("done-on", step.done_on))
    notes = (
        ("acceptance", step.acceptance),
        ("evidence", step.evidence),
        ("risk", step.risk),
        ("counter", step.counter),
    )
    return StepPanel(
        key=step.key,
        number=step.number,
        action=step.action,
        status=step.status,
        status_key=step.status_key,
        late=late,
        facts=_notes(voice, facts),
        notes=_notes(voice, notes),
        owner=owner,
        due=step.due,
    )


def _notes(voice: Voice, told: Sequence[tuple[str, str]]) -> tuple[Note, ...]:
    return tuple(Note(key, voice.label(f"field.{key}"), said) for key, said in told if said)


def names(steps: Sequence[StepPanel]) -> frozenset[str]:
    """The names of all panels, by which the body marks them."""
    return frozenset({"summary", "steps", *(f"step-{step.key}" for step in steps)})
