"""The sheet of goals: planned figures with their milestones, and room for the actual ones."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from promoplan.report.view.context import ReportContext
from promoplan.report.view.goals import GoalView, MilestoneView
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.figures import SHARE, figure_shape, fits
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.sheet import Place, Sheet
from promoplan.report.workbook.words import word

_GOAL, _DEADLINE, _BASELINE, _TARGET, _CHANGE, _FIRST = 0, 4, 5, 6, 7, 8
_HEADS = ("goal", "metric", "scope", "owner", "deadline", "baseline", "target", "change")
_MOST_PERIODS = 400
"""The most columns of milestones; what a plan has beyond these stands in the report alone."""
_MOST_TERMS = 200  # of a sum; a spreadsheet takes 255
_HUNDRED = Decimal(100)
_SIGNED_SHARE = f"+{SHARE};-{SHARE};{SHARE}"


class Period(NamedTuple):
    """A part of the calendar for which some goal has a milestone."""

    start: date
    end: date
    label: str


class GoalRow(NamedTuple):
    """A goal with where the sheet holds its figures, their number format, and whether formulas compute with them."""

    goal: GoalView
    baseline: Place
    target: Place
    shape: str
    live: bool


def goals(sheet: Sheet, context: ReportContext) -> tuple[GoalRow, ...]:
    """Writes the sheet: planned figures above, actual ones below."""
    voice = Voice(context.language)
    found = sorted({_period(part) for goal in context.goals for part in goal.milestones})[:_MOST_PERIODS]
    columns = {period: column for column, period in enumerate(found, _FIRST)}
    heads = [*(voice.label(f"field.{key}") for key in _HEADS), *(period.label for period in found)]
    figures = frozenset(range(_BASELINE, len(heads) + 2))
    head = sheet.opening(word("sheet.goals", context.language), word("note.goals", context.language))
    first = sheet.heads(head, [*heads, *_words(context, "milestones", "to-target")], figures)
    rows = [_planned(sheet, row, goal, context, columns) for row, goal in enumerate(context.goals, first)]
    row = sheet.section(first + len(rows) + 1, word("section.actual", context.language), len(heads) + 2)
    row = sheet.heads(row, [*heads, *_words(context, "so-far", "reached")], figures)
    for place, each in enumerate(rows, row):
        _actual(sheet, place, each, columns)
    sheet.finish(heads=head, context=context, frozen=1)
    return tuple(rows)


def _words(context: ReportContext, *keys: str) -> list[str]:
    return [word(f"col.{key}", context.language) for key in keys]


def _period(part: MilestoneView) -> Period:
    return Period(part.start, part.end, part.period)


def _planned(sheet: Sheet, row: int, goal: GoalView, context: ReportContext, columns: Mapping[Period, int]) -> GoalRow:
    parts = {_period(part): part.value for part in goal.milestones}
    told = [value for value in (goal.baseline_value, goal.target_value, *parts.values()) if value is not None]
    shape = figure_shape(goal.unit_key, context.cover.currency_code, context.language, told)
    live = all(map(fits, [*told, sum(parts.values(), Decimal(0))]))
    made = GoalRow(goal, sheet.at(row, _BASELINE), sheet.at(row, _TARGET), shape, live)
    sheet.texts(row, _GOAL, (goal.name, goal.metric, goal.scope, goal.owner))
    sheet.day(row, _DEADLINE, goal.deadline)
    sheet.figure(row, _BASELINE, goal.baseline_value, shape, Look.TYPED)
    sheet.figure(row, _TARGET, goal.target_value, shape, Look.TYPED)
    _change(sheet, row, made, context)
    for period, column in columns.items():
        sheet.figure(row, column, parts.get(period), shape, Look.TYPED if period in parts else Look.FIGURE)
    _check(sheet, row, made, columns)
    return made


def _change(sheet: Sheet, row: int, made: GoalRow, context: ReportContext) -> None:
    """The wanted growth; what the plan says of it where its figures do not tell."""
    goal, baseline, target = made.goal, made.baseline.inside, made.target.inside
    start, end = goal.baseline_value, goal.target_value
    if start is None or end is None or not (start or goal.in_points):
        sheet.text(row, _CHANGE, goal.change)
    elif goal.in_points:
        unit = Voice(context.language).label("points", figure="0.0").replace("0.0", '0.0"') + '"'
        value = (end - start) * _HUNDRED
        sheet.formula(row, _CHANGE, f"({target}-{baseline})*100", value, f"+{unit};-{unit};{unit}", live=made.live)
    else:
        formula, value = f'IF({baseline}=0,"",({target}-{baseline})/{baseline})', (end - start) / start
        sheet.formula(row, _CHANGE, formula, value, _SIGNED_SHARE, live=made.live)


def _check(sheet: Sheet, row: int, made: GoalRow, columns: Mapping[Period, int]) -> None:
    """What the leading milestones sum up to, and how far that is from the target."""
    goal, summed = made.goal, _FIRST + len(columns)
    terms = _leading(sheet, row, goal, columns)
    sheet.texts(row, summed, ("", ""))
    if not terms:
        return
    value = sum((goal.milestones[place].value for place in goal.leading), Decimal(0))
    sheet.formula(row, summed, f"SUM({terms})", value, made.shape, live=made.live)
    if goal.target_value is not None:
        formula = f"ROUND({sheet.at(row, summed).inside}-{made.target.inside},6)"
        sheet.formula(row, summed + 1, formula, value - goal.target_value, made.shape, live=made.live)


def _leading(sheet: Sheet, row: int, goal: GoalView, columns: Mapping[Period, int]) -> str:
    """The cells of a row whose sum is held against the target; "" where they are too many."""
    found = [columns.get(_period(goal.milestones[place])) for place in goal.leading]
    known = [column for column in found if column is not None]
    return ",".join(sheet.at(row, column).inside for column in known) if len(found) == len(known) <= _MOST_TERMS else ""


def _actual(sheet: Sheet, row: int, made: GoalRow, columns: Mapping[Period, int]) -> None:
    """A row to type actual figures in; an amount adds up, of a level the last figure counts."""
    goal, so_far = made.goal, _FIRST + len(columns)
    sheet.texts(row, _GOAL, (goal.name, goal.metric, goal.scope, goal.owner))
    sheet.day(row, _DEADLINE, goal.deadline)
    for column, source, value in (
        (_BASELINE, made.baseline, goal.baseline_value),
        (_TARGET, made.target, goal.target_value),
    ):
        if value is None:
            sheet.text(row, column, "")
        else:
            sheet.formula(row, column, source.inside, value, made.shape, live=made.live)
    sheet.text(row, _CHANGE, "")
    asked = {_period(part) for part in goal.milestones}
    for period, column in columns.items():
        sheet.figure(row, column, None, made.shape, Look.TYPED if period in asked else Look.FIGURE)
    terms = _leading(sheet, row, goal, columns)
    sheet.texts(row, so_far, ("", ""))
    if not terms:
        return
    cells = f"{sheet.at(row, _FIRST).inside}:{sheet.at(row, so_far - 1).inside}"
    counted = f"SUM({terms})" if goal.additive else _last_of(cells)
    sheet.formula(row, so_far, f'IF(COUNT({cells})=0,"",{counted})', "", made.shape)
    if goal.target_value:
        told, target = sheet.at(row, so_far).inside, sheet.at(row, _TARGET).inside
        sheet.formula(row, so_far + 1, f'IF({told}="","",{told}/{target})', "", SHARE)


def _last_of(cells: str) -> str:
    """The formula for the last cell of a row that is not empty; LOOKUP of a great number is not the same everywhere."""
    return f'INDEX({cells},SUMPRODUCT(MAX(({cells}<>"")*(COLUMN({cells})-{_FIRST}))))'
