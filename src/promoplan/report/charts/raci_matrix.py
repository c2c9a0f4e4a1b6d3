"""Who does what: people downwards, steps to the right, a shape with its letter where somebody has a part."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from promoplan.report.charts.data import Chart
from promoplan.report.charts.measure import cut, lines, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Area, Box, Line, Shape, Text, told

_LABEL_ROOM, _ROW, _LINE, _KEY = 170.0, 29.0, 14.0, 32.0
_SIZE, _HALF, _APART = 11.5, 9.5, 22.0
_MOST_LINES = 3


class Member(Struct, frozen=True):
    """One person or role with the letters of each step, such as RA: R does it, A answers, C is asked, I is told."""

    label: str
    letters: tuple[str, ...]


class RaciMatrix(Chart, frozen=True):
    """`steps` names the columns, `words` says what each letter means."""

    steps: tuple[str, ...]
    members: tuple[Member, ...]
    words: Mapping[str, str]


def raci_matrix(chart: RaciMatrix) -> str:
    """The chart as SVG; above it, what the shapes mean."""
    left = min(max((width(each.label, _SIZE) for each in chart.members), default=0.0), _LABEL_ROOM) + 12
    wide = (WIDTH - left) / max(len(chart.steps), 1)
    heads = [lines(step, _SIZE, wide - 8, _MOST_LINES) for step in chart.steps]
    top = _KEY + max(map(len, heads), default=0) * _LINE + 8
    shapes = [*_key(chart.words)]
    for number, head in enumerate(heads):
        for at, line in enumerate(head):
            x, y = left + (number + 0.5) * wide, _KEY + 12 + at * _LINE
            shapes.append(Text(x, y, line, "label", "middle", _SIZE, bold=True))
    for number, member in enumerate(chart.members):
        shapes += _row(chart, member, (left, wide), top + number * _ROW)
    bottom = top + len(chart.members) * _ROW
    shapes.append(Line(0, bottom, WIDTH, bottom, "grid"))
    return draw(chart, shapes, bottom + 2)


def _key(words: Mapping[str, str]) -> Iterator[Shape]:
    x = _HALF + 2
    for letter, word in words.items():
        yield from _mark(letter, x, 12, "")
        shown = cut(word, _SIZE, WIDTH / max(len(words), 1) - 2 * _HALF - 22)
        yield Text(x + _HALF + 7, 16, shown, size=_SIZE)
        x += 2 * _HALF + width(shown, _SIZE) + 26


def _row(chart: RaciMatrix, member: Member, place: tuple[float, float], top: float) -> Iterator[Shape]:
    left, wide = place
    yield Line(0, top, WIDTH, top, "grid")
    yield Text(0, top + _ROW / 2 + 4, cut(member.label, _SIZE, left - 10), size=_SIZE, hover=member.label)
    for number, (step, letters) in enumerate(zip(chart.steps, member.letters, strict=True)):
        apart = min(_APART, (wide - 4) / max(len(letters), 1))
        first = left + (number + 0.5) * wide - (len(letters) - 1) * apart / 2
        hover = told(member.label, step, " / ".join(chart.words.get(letter, letter) for letter in letters))
        for at, letter in enumerate(letters):
            yield from _mark(letter, first + at * apart, top + _ROW / 2, hover, min(_HALF, apart / 2 - 1.5))


def _mark(letter: str, x: float, y: float, hover: str, half: float = _HALF) -> Iterator[Shape]:
    """R a square, A a lozenge, both filled; C a ring, I a flat slip; `half` is half their width."""
    look = "figure"
    match letter:
        case "R":
            look = "inverse"
            yield Box(x - half, y - half, 2 * half, 2 * half, "bar", hover, 2)
        case "A":
            look, long = "inverse", half + min(3.5, half / 3)
            yield Area(((x, y - long), (x + long, y), (x, y + long), (x - long, y)), "level-4", hover)
        case "C":
            yield Box(x - half, y - half, 2 * half, 2 * half, "open", hover, half)
        case _:
            yield Box(x - half, y - half + 2, 2 * half, 2 * half - 4, "heat-2", hover, 2)
    yield Text(x, y + 4, letter, look, "middle", _SIZE, bold=True, hover=hover)
