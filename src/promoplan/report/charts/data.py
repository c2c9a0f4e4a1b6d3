"""What the charts are drawn from: raw numbers for lengths and places, and beside them the texts that readers see.

Every chart has a `title` and a `description` (the same in words, for those who can't see it), and the `language` of
its texts. Texts are data: they are cut to fit and escaped, never read as markup.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from promoplan.i18n.catalogue import Language
from promoplan.report.charts.palette import LIGHT, Palette


class _Painted(Struct, frozen=True, kw_only=True):
    palette: Palette = LIGHT


class Chart(_Painted, frozen=True):
    """What every chart has."""

    title: str
    description: str
    language: Language


class BarKind(StrEnum):
    """How a bar is painted."""

    PLAIN = "plain"
    RESERVE = "reserve"
    OVER = "over"


class Bar(Struct, frozen=True):
    """One bar: `figure` is `value` in words, `share` a second figure behind it, `target` where the value should be.

    A bar of kind RESERVE is money kept back, one of kind OVER breaks its limit.
    """

    label: str
    value: Decimal
    figure: str
    share: str = ""
    kind: BarKind = BarKind.PLAIN
    target: Decimal | None = None
    target_figure: str = ""


class Bars(Chart, frozen=True):
    """Bars from one zero line, in the order given; `target_label` names the target marks."""

    bars: tuple[Bar, ...]
    target_label: str = ""


class RowKind(StrEnum):
    """What a row of the calendar shows."""

    PHASE = "phase"
    STEP = "step"
    PLACEMENT = "placement"
    PROMOTION = "promotion"
    MILESTONE = "milestone"


class Row(Struct, frozen=True):
    """A span of days, both ends included; a milestone of one day is a mark. `figure` is the span in words."""

    label: str
    kind: RowKind
    start: date
    end: date
    figure: str
    done: bool = False


class Group(Struct, frozen=True):
    """Rows under one heading; `more` says how many others there are, "" for none."""

    heading: str
    rows: tuple[Row, ...]
    more: str = ""


class Gantt(Chart, frozen=True):
    """The calendar; `today` is marked when it lies within."""

    groups: tuple[Group, ...]
    today: date | None = None
    today_label: str = ""


class Stage(Struct, frozen=True):
    """One stage of the funnel: `rate` is its share of the stage before, in words; "" for the first."""

    label: str
    value: Decimal
    figure: str
    rate: str = ""


class Funnel(Chart, frozen=True):
    """Stages from the widest to the narrowest; `note` says how to read the scale."""

    stages: tuple[Stage, ...]
    note: str = ""


class Risk(Struct, frozen=True):
    """One risk: `mark` stands in its cell, `name` in the key below; likelihood and impact run from 1 to 5."""

    mark: str
    name: str
    likelihood: int
    impact: int


class RiskMatrix(Chart, frozen=True):
    """Likelihood upwards, impact to the right."""

    risks: tuple[Risk, ...]
    likelihood_label: str
    impact_label: str


class Point(Struct, frozen=True):
    """What a goal shall show at one milestone."""

    label: str
    value: Decimal
    figure: str


class GoalPath(Struct, frozen=True):
    """One goal's milestones.

    `target` is where the goal shall stand at the end and drawn as a line where a single milestone is to reach it;
    None leaves the line out (the milestones are parts of a sum). `target_figure` is shown in either case.
    """

    label: str
    target_figure: str
    points: tuple[Point, ...]
    target: Decimal | None = None


class GoalMilestones(Chart, frozen=True):
    """Small bars side by side for each goal; every goal has its own scale."""

    goals: tuple[GoalPath, ...]
    target_label: str = ""


class Outlook(Struct, frozen=True):
    """How a goal's metric is distributed.

    `edges` bound equally wide classes, `counts` say how often the metric fell into each. `aim` is where the goal is,
    `planned` what the plan's likely figures give; `percentiles` are names, values and figures, from low to high.
    """

    label: str
    chance: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    aim: float
    aim_figure: str
    planned: float
    planned_figure: str
    percentiles: tuple[tuple[str, float, str], ...]
    lower_is_better: bool = False


class Outlooks(Chart, frozen=True):
    """Distributions of goals side by side, each on its own scale; the labels name the lines of goal and plan."""

    goals: tuple[Outlook, ...]
    aim_label: str = ""
    planned_label: str = ""


class Swing(Struct, frozen=True):
    """What a goal's metric comes to when one figure moves from its start to its end."""

    label: str
    start: Decimal
    end: Decimal
    start_figure: str
    end_figure: str


class Swings(Struct, frozen=True):
    """What moves one goal, the strongest first; `planned` is where nothing moves."""

    label: str
    planned: Decimal
    planned_figure: str
    swings: tuple[Swing, ...]


class Tornado(Chart, frozen=True):
    """What moves each goal, one panel below the other, each on its own scale.

    The labels name the two halves of a bar; with no `start_label`, bars only go one way, from the plan.
    """

    goals: tuple[Swings, ...]
    start_label: str
    end_label: str
    planned_label: str
