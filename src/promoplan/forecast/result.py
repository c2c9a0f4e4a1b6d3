"""`Forecast`: what a simulation says of a plan, as pure values.

Figures of metrics are decimals without rounding, in the plan's currency where they are money; probabilities are shares.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from promoplan.model.channels import Placement
from promoplan.model.goals import Target

AIMED_AT = 0.8
"""The probability that the needed spend is asked for."""

FAR = 2
"""From how many times the plan's spend, or what part of it, a figure is called an extrapolation."""


TOLERANCE = 1e-9
"""How near a figure may miss its aim by rounding, as a share of the aim."""


class Verdict(StrEnum):
    """A probability in words."""

    LIKELY = "likely"
    HOPEFUL = "hopeful"
    EVEN = "even"
    UNLIKELY = "unlikely"
    REACHED = "reached"
    MISSED = "missed"


THRESHOLDS = ((AIMED_AT, Verdict.LIKELY), (0.6, Verdict.HOPEFUL), (0.4, Verdict.EVEN))
"""From which probability on a word holds; below all of them a goal is unlikely to be reached."""


class Reason(StrEnum):
    """Why a goal is not forecast."""

    METRIC = "metric"
    BASIS = "basis"
    SEGMENT = "segment"
    TARGET = "target"
    MONEY = "money"
    FIGURES = "figures"


class Lever(StrEnum):
    """How spend moves a goal."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ANY = "any"
    NO_HELP = "no-help"
    TOO_FAR = "too-far"


@dataclass(frozen=True)
class Needed:
    """The media spend at which a goal is reached with a probability of `AIMED_AT`.

    `planned` is what the plan spends on the goal's channels, `spend` that times `factor`; both None where there is no
    such spend. At least: the smallest one. At most: the largest, as the metric gets worse with more. Any: it does so,
    but not below that probability within ten times the plan. No help: spend does not move it, or only away. Too far:
    it takes more than ten times the plan.
    """

    lever: Lever
    planned: Decimal
    factor: Decimal | None = None

    @property
    def spend(self) -> Decimal | None:
        """The spend itself."""
        return None if self.factor is None else self.planned * self.factor

    @property
    def far(self) -> bool:
        """Whether it is more than twice the plan's spend, or less than half: the plan's figures say little of it."""
        return self.factor is not None and not self.factor / FAR <= 1 <= self.factor * FAR


class Test(StrEnum):
    """How a figure was moved to see what hangs on it, all others as planned."""

    __test__ = False

    RANGE = "range"
    WORSE = "worse"


@dataclass(frozen=True)
class Influence:
    """What a goal's metric comes to when one figure moves from `start` to `end`, all others as planned.

    Those are the ends of its range; where nothing is a range, the figure as planned and one a tenth worse. `figure` is
    its name in the economics; `placement` is the one that has it of its own, None where it is the channel's.
    """

    channel: str
    placement: Placement | None
    figure: str
    start: Decimal
    end: Decimal
    at_start: Decimal
    at_end: Decimal

    @property
    def swing(self) -> Decimal:
        """How far it moves the metric."""
        return abs(self.at_end - self.at_start)


@dataclass(frozen=True)
class Histogram:
    """How often the metric fell between two neighbouring edges; one edge more than counts."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Chance:
    """How a goal's metric is distributed, where a figure that it depends on is a range.

    `error` is the standard error of the probability; `p10` is the value that one run in ten stays below.
    """

    probability: float
    error: float
    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal
    histogram: Histogram


@dataclass(frozen=True)
class GoalForecast:
    """One goal with its aim, its metric as planned, and how likely it is reached.

    Without `chance` nothing that it depends on is a range. `influences` are those that count most, the
    strongest first. `left_out` are the channels with money, by id, that lack figures for it; no sum counts them.
    """

    goal: Target
    aim: Decimal
    lower_is_better: bool
    planned: Decimal
    chance: Chance | None
    test: Test
    influences: tuple[Influence, ...]
    needed: Needed
    left_out: tuple[str, ...]

    @property
    def percentiles(self) -> tuple[Decimal, Decimal, Decimal] | tuple[None, None, None]:
        """P10, P50 and P90 of the metric."""
        return (self.chance.p10, self.chance.p50, self.chance.p90) if self.chance else (None, None, None)

    @property
    def reached(self) -> bool:
        """Whether the plan's own likely figures reach it."""
        slack = abs(self.aim) * Decimal(TOLERANCE)
        return self.planned <= self.aim + slack if self.lower_is_better else self.planned >= self.aim - slack

    @property
    def verdict(self) -> Verdict:
        """How likely it is, in words."""
        if self.chance is None:
            return Verdict.REACHED if self.reached else Verdict.MISSED
        probability = self.chance.probability
        return next((verdict for least, verdict in THRESHOLDS if probability >= least), Verdict.UNLIKELY)


@dataclass(frozen=True)
class Untold:
    """A goal that the forecast can't tell; `channels`, by id, lack figures for it."""

    goal: Target
    reason: Reason
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChannelForecast:
    """One channel: its media money, and what it brings as planned; None where figures are missing.

    `p10` and `p90` are of the revenue, None where it is certain. `elasticity` is its diminishing returns, None where it
    states none; `anchored` tells that it names the spend at which its figures hold. `stated` tells that volumes of it
    are the plan's own, not computed; `doubtful` names figures that may be 0 and would have to be divided by.
    """

    id: str
    name: str
    spend: Decimal
    orders: Decimal | None
    revenue: Decimal | None
    contribution: Decimal | None
    p10: Decimal | None
    p90: Decimal | None
    elasticity: Decimal | None
    anchored: bool
    stated: bool
    doubtful: tuple[str, ...]

    @property
    def roas(self) -> Decimal | None:
        """Revenue over spend."""
        return self.revenue / self.spend if self.revenue is not None and self.spend else None


@dataclass(frozen=True)
class Forecast:
    """All that a forecast says; `uncertain` counts the figures that are ranges, each once."""

    runs: int
    seed: int
    uncertain: int
    goals: tuple[GoalForecast, ...]
    untold: tuple[Untold, ...]
    channels: tuple[ChannelForecast, ...]

    @property
    def spend(self) -> Decimal:
        """The media money of all channels."""
        return sum((channel.spend for channel in self.channels), Decimal(0))
