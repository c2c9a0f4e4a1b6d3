"""The funnels of the channels side by side, all on one logarithmic scale."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil, log10

from msgspec import Struct

from promoplan.report.charts.data import Chart, Stage
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Line, Shape, Text, told

_GUTTER = 36.0
_PANEL = (WIDTH - _GUTTER) / 2
_HEAD, _ROW, _BAR, _FOOT, _NOTE = 24.0, 23.0, 13.0, 18.0, 20.0
_SIZE, _GAP = 11.5, 8.0
_LABEL_ROOM, _FIGURE_ROOM, _RATE_ROOM = 96.0, 96.0, 52.0


class ChannelFunnel(Struct, frozen=True):
    """What one channel brings, stage by stage; `rate` of a stage is its share of the stage before."""

    label: str
    stages: tuple[Stage, ...]


class ChannelFunnels(Chart, frozen=True):
    """A panel for each channel; `note` says how to read the scale."""

    channels: tuple[ChannelFunnel, ...]
    note: str = ""


class _Columns(Struct, frozen=True):
    """Widths of labels, figures and rates, and the power of ten at which the scale ends."""

    label: float
    figure: float
    rate: float
    powers: int

    @property
    def room(self) -> float:
        """How long the longest bar may be."""
        return _PANEL - self.label - self.figure - self.rate - 3 * _GAP

    def long(self, value: float) -> float:
        """How long a bar is: nothing at 1 and below."""
        return self.room * log10(value) / self.powers if value > 1 else 0.0


def channel_funnels(chart: ChannelFunnels) -> str:
    """The chart as SVG: two panels in a row, a line for each power of ten."""
    stages = [stage for channel in chart.channels for stage in channel.stages]
    columns = _columns(stages)
    shapes: list[Shape] = []
    top = 0.0
    for pair in zip_longest(chart.channels[::2], chart.channels[1::2]):
        for channel, left in zip(pair, (0.0, _PANEL + _GUTTER), strict=True):
            if channel is not None:
                shapes += _panel(channel, left, top, columns)
        top += max(_HEAD + len(channel.stages) * _ROW + _FOOT for channel in pair if channel is not None)
    if chart.note:
        shapes.append(Text(0, top + 6, cut(chart.note, _SIZE, WIDTH), "muted", size=_SIZE))
    return draw(chart, shapes, max(top - _FOOT + (_FOOT + _NOTE - 4 if chart.note else 4), _HEAD))


def _columns(stages: Sequence[Stage]) -> _Columns:
    def widest(texts: Iterator[str], room: float) -> float:
        return min(max((width(text, _SIZE) * 1.06 for text in texts), default=0.0), room)

    most = max((float(stage.value) for stage in stages), default=1.0)
    return _Columns(
        widest((stage.label for stage in stages), _LABEL_ROOM) + 3,
        widest((stage.figure for stage in stages), _FIGURE_ROOM),
        widest((stage.rate for stage in stages), _RATE_ROOM),
        max(ceil(log10(most)), 1) if most > 1 else 1,
    )


def _panel(channel: ChannelFunnel, left: float, top: float, columns: _Columns) -> Iterator[Shape]:
    yield Text(left, top + 14, cut(channel.label, 12.5, _PANEL), size=12.5, bold=True, hover=channel.label)
    upper, begin = top + _HEAD, left + columns.label + _GAP
    lower = upper + len(channel.stages) * _ROW
    for power in range(columns.powers + 1):
        x = begin + columns.room * power / columns.powers
        yield Line(x, upper, x, lower, "grid" if power else "axis")
    for number, stage in enumerate(channel.stages):
        yield from _stage(channel, stage, (left, begin, upper + number * _ROW), columns)


def _stage(
    channel: ChannelFunnel, stage: Stage, place: tuple[float, float, float], columns: _Columns
) -> Iterator[Shape]:
    left, begin, top = place
    base, hover = top + 15.5, told(channel.label, stage.label, stage.figure, stage.rate)
    yield Text(begin - _GAP, base, cut(stage.label, _SIZE, columns.label), "label", "end", _SIZE, hover=hover)
    long = max(columns.long(float(stage.value)), 1.5)
    yield Box(begin, top + (_ROW - _BAR) / 2, long, _BAR, "bar", hover, 2)
    right = left + _PANEL - columns.rate - (_GAP if columns.rate else 0)
    figure = cut(stage.figure, _SIZE, columns.figure)
    yield Text(right, base, figure, "figure", "end", _SIZE, bold=True, hover=hover)
    yield Text(left + _PANEL, base, cut(stage.rate, _SIZE, columns.rate), "warm-text", "end", _SIZE, hover=hover)
