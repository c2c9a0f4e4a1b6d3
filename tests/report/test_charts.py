"""Charts: well-formed SVG that holds every figure, at any number of rows, size of figures and length of text."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.report.charts.axis import axis
from promoplan.report.charts.bars import bars
from promoplan.report.charts.data import (
    Bar,
    BarKind,
    Bars,
    Funnel,
    Gantt,
    GoalMilestones,
    GoalPath,
    Group,
    Outlook,
    Outlooks,
    Point,
    Risk,
    RiskMatrix,
    Row,
    RowKind,
    Stage,
    Swing,
    Swings,
    Tornado,
)
from promoplan.report.charts.funnel import funnel
from promoplan.report.charts.gantt import gantt
from promoplan.report.charts.goal_milestones import goal_milestones
from promoplan.report.charts.measure import ELLIPSIS, cut, width
from promoplan.report.charts.outlooks import outlooks
from promoplan.report.charts.risk_matrix import risk_matrix
from promoplan.report.charts.scene import WIDTH, drawn
from promoplan.report.charts.tornado import tornado
from promoplan.report.packaged import FOLDER

SVG = "{http://www.w3.org/2000/svg}"
LONG = "小红书达人合作与内容种草推广项目 and a very long English name that no column holds"
HOSTILE = ('#read("/etc/passwd")', "<script>alert(1)</script>", "{{7*7}}", "$x$", "`a`", "🎉", "\U00020bb7", "a & b")
FIRST = date(2027, 4, 1)

Drawer = Callable[[int, str], str]


def a_bars(count: int, text: str) -> str:
    """Bars whose figures span twelve orders of magnitude, the last one a reserve."""
    rows = [Bar(f"{text} {n}", Decimal(10) ** (n % 13), f"¥{n}", f"{n}%") for n in range(count)]
    kept = (Bar(text, Decimal(5), "¥5", kind=BarKind.RESERVE, target=Decimal(9), target_figure="9"),) * bool(count)
    return bars(Bars(text, text, Language.ZH_HANS, (*rows[1:], *kept), text))


def a_funnel(count: int, text: str) -> str:
    """A funnel from many to none."""
    stages = tuple(Stage(f"{text} {n}", Decimal(10) ** (count - n - 1) - 1, f"N{n}", f"{n}%") for n in range(count))
    return funnel(Funnel(text, text, Language.EN, stages))


def a_gantt(count: int, text: str) -> str:
    """Spans of one day to two years, and milestones."""
    kinds = list(RowKind)
    rows = tuple(
        Row(f"{text} {n}", kinds[n % 5], FIRST, FIRST + timedelta(days=n * n % 700), f"D{n}", n % 2 == 0)
        for n in range(count)
    )
    return gantt(Gantt(text, text, Language.ZH_HANT, (Group(text, rows), Group("-", ())), FIRST, text))


def a_matrix(count: int, text: str) -> str:
    """Risks in every cell, then on top of one another."""
    risks = tuple(Risk(f"R{n}", f"{text} {n}", 1 + n % 5, 1 + n // 5 % 5) for n in range(count))
    return risk_matrix(RiskMatrix(text, text, Language.ZH_HANS, risks, text, text))


def a_goals(count: int, text: str) -> str:
    """Goals with none to many milestones."""
    goals = tuple(
        GoalPath(f"{text} {n}", f"T{n}", tuple(Point(text, Decimal(m), f"M{m}") for m in range(n % 9)), Decimal(n))
        for n in range(count)
    )
    return goal_milestones(GoalMilestones(text, text, Language.EN, goals, text))


def an_outlook(text: str, number: int, figure: str = "") -> Outlook:
    """A distribution over 40 classes from 1,000 to 1,400, its goal from far below to far above it."""
    edges, counts = tuple(1000.0 + 10 * n for n in range(41)), tuple(n * (40 - n) for n in range(40))
    ends = (("P10", 1080.0, figure or text), ("P50", 1200.0, figure or text), ("P90", 1320.0, figure or text))
    aim = 1200.0 + 400 * (number % 9 - 4)
    return Outlook(f"{text} {number}", "67%", edges, counts, aim, f"≥ A{number}", 1210.0, f"N{number}", ends)


def an_outlooks(count: int, text: str) -> str:
    """Goals within their distribution and far from it."""
    return outlooks(
        Outlooks(text, text, Language.ZH_HANS, tuple(an_outlook(text, n) for n in range(count)), text, text)
    )


def a_tornado(count: int, text: str) -> str:
    """Goals moved by none to many figures: up, down, to one side only, and not at all."""
    goals = tuple(
        Swings(
            f"{text} {n}",
            Decimal(100),
            f"N{n}",
            tuple(Swing(text, Decimal(100 - m), Decimal(100 + m * (m % 3)), f"S{m}", f"E{m}") for m in range(n % 9)),
        )
        for n in range(count)
    )
    return tornado(Tornado(text, text, Language.ZH_HANT, goals, text, text, text))


def long(text: ET.Element) -> float:
    """How wide a text element is drawn."""
    return width(text.text or "", float(text.get("font-size", 0)))


def start_of(text: ET.Element) -> float:
    """Where a text element begins."""
    share = {"end": 1.0, "middle": 0.5}.get(text.get("text-anchor", ""), 0.0)
    return float(text.get("x", 0)) - share * long(text)


DRAWERS = (a_bars, a_funnel, a_gantt, a_matrix, a_goals, an_outlooks, a_tornado)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 70])
@pytest.mark.parametrize("draw", DRAWERS)
def test_any_number_of_rows(draw: Drawer, count: int) -> None:
    """Every chart is well-formed, says what it is, and keeps its shapes on the canvas."""
    svg = draw(count, LONG)
    root = ET.fromstring(svg)  # noqa: S314 - our own output
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}desc") == LONG
    assert root.findtext(f"{SVG}title") == LONG == drawn(svg).title
    height = float(root.get("height", 0))
    for shape in root.iter():
        for name, most in (("x", WIDTH), ("x1", WIDTH), ("x2", WIDTH), ("y", height), ("y1", height), ("y2", height)):
            assert -0.1 <= float(shape.get(name, 0)) <= most + 0.1, (shape.tag, shape.attrib)
    for text in root.iter(f"{SVG}text"):
        if not text.get("transform"):
            assert -1 <= start_of(text) <= start_of(text) + long(text) <= WIDTH + 1, text.text


@pytest.mark.parametrize("draw", DRAWERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_data(draw: Drawer, text: str) -> None:
    """Whatever a text holds comes out as that text, in elements that every reader draws."""
    root = ET.fromstring(draw(3, text))  # noqa: S314 - our own output
    assert root.findtext(f"{SVG}title") == text
    known = {"svg", "g", "title", "desc", "rect", "line", "polygon", "text"}
    assert {shape.tag.removeprefix(SVG) for shape in root.iter()} <= known
    assert not {name for shape in root.iter() for name in shape.attrib if name.startswith("on") or name == "style"}


@pytest.mark.parametrize(
    ("draw", "figures"),
    [(a_bars, "¥8"), (a_funnel, "N8"), (a_gantt, "D8"), (a_goals, "M6"), (an_outlooks, "≥ A8"), (a_tornado, "E7")],
)
def test_figures_are_there(draw: Drawer, figures: str) -> None:
    """A figure is found on its mark: drawn or, where there is no room, on pointing at it."""
    assert figures in draw(9, "a")


def test_no_ellipsis_for_what_fits() -> None:
    """Texts are cut only when they are wider than their room, and never to more than it."""
    assert cut("抖音", 12, width("抖音", 12)) == "抖音"
    assert cut("", 12, 0) == ""
    for room in range(10, 300, 7):
        assert width(cut(LONG, 12, room), 12) <= room
        assert cut(LONG, 12, room).endswith(ELLIPSIS) or cut(LONG, 12, room) == ""


def test_a_cut_keeps_letters_whole() -> None:
    """No cut parts a letter from its accent."""
    accented = "e\u0301" * 20
    for room in range(20, 100):
        assert not cut(accented, 12, room).removesuffix(ELLIPSIS).endswith("e")


def test_chinese_counts_twice() -> None:
    """A Chinese character is about two Latin ones wide."""
    assert width("抖", 10) == pytest.approx(width("aa", 10), rel=0.2)


def test_larger_is_longer() -> None:
    """Bars are as long as their values say."""
    three = tuple(Bar("a", Decimal(n), f"{n}") for n in (0, 1, 2, 4))
    root = ET.fromstring(bars(Bars("t", "d", Language.EN, three)))  # noqa: S314 - our own output
    widths = [float(bar.get("width", 0)) for bar in root.iter(f"{SVG}rect")]
    assert len(widths) == 3  # zero has no bar
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.1)
    assert widths[2] == pytest.approx(4 * widths[0], abs=0.1)


def test_the_goal_is_a_line_among_the_classes() -> None:
    """Classes beyond the goal are painted as reached, its line stands at their border, and the plan's beside it."""
    root = ET.fromstring(outlooks(Outlooks("t", "d", Language.EN, (an_outlook("a", 4, "1,080"),))))  # noqa: S314
    reached = [float(bar.get("x", 0)) for bar in root.iter(f"{SVG}rect") if bar.get("class") == "bar"]
    missed = [float(bar.get("x", 0)) for bar in root.iter(f"{SVG}rect") if bar.get("class") == "missed"]
    lines = {line.get("class"): float(line.get("x1", 0)) for line in root.iter(f"{SVG}line")}
    assert max(missed) < lines["target"] == pytest.approx(min(reached), abs=0.1)
    assert lines["target"] < lines["planned"]


def test_percentiles_do_not_overlap() -> None:
    """However long their figures, and however near they lie to one another and to the edge."""
    for figure, values in product(("1", "NT$43,622,175", LONG), ((1000.0, 1001.0, 1002.0), (1398.0, 1399.0, 1400.0))):
        ends = tuple(("P", value, figure) for value in values)
        goal = replace(an_outlook("a", 4), percentiles=ends)
        root = ET.fromstring(outlooks(Outlooks("t", "d", Language.EN, (goal,))))  # noqa: S314 - our own output
        shown = [text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle" and text.text != "P"]
        spans = [(start_of(text), start_of(text) + long(text)) for text in shown]
        assert len(spans) == 3
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert 0 <= spans[0][0] <= spans[-1][1] <= WIDTH / 2


def test_a_swing_to_one_side_is_one_bar() -> None:
    """From the plan's line to where the figure takes the goal."""
    swings = (Swing("a", Decimal(100), Decimal(80), "", "80"), Swing("b", Decimal(100), Decimal(90), "", "90"))
    chart = Tornado("t", "d", Language.EN, (Swings("g", Decimal(100), "100", swings),), "", "worse", "planned")
    root = ET.fromstring(tornado(chart))  # noqa: S314 - our own output
    first, second = [float(bar.get("width", 0)) for bar in root.iter(f"{SVG}rect")][1:]  # after the key
    assert first == pytest.approx(2 * second, abs=0.1)


def test_risks_in_one_cell_are_counted() -> None:
    """Marks that find no place in their cell are counted there, and named in the key."""
    risks = tuple(Risk(f"R{n}", f"risk {n}", 3, 3) for n in range(1, 13))
    svg = risk_matrix(RiskMatrix("t", "d", Language.EN, risks, "likelihood", "impact"))
    texts = [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314
    in_cell = [text for text in texts if re.match(r"R\d+ ", text)]
    named, rest = sum(text.count("R") for text in in_cell), int(in_cell[-1].partition("+")[2])
    assert named + rest == 12
    assert all(f"risk {n}" in texts for n in range(1, 13))


@pytest.mark.parametrize("days", [1, 7, 45, 91, 200, 365, 500, 900, 2500])
@pytest.mark.parametrize("language", Language)
def test_axis(days: int, language: Language) -> None:
    """The calendar's parts follow one another and cover the first day, at any length."""
    parts = axis(FIRST, FIRST + timedelta(days=days - 1), language)
    assert parts.upper[0].at <= FIRST
    for row in (parts.upper, parts.lower):
        assert all(one.at < other.at for one, other in pairwise(row))
        assert len(row) <= 40
    assert ("年" in parts.upper[0].name) == (language is not Language.EN)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def looks() -> dict[str, str]:
    """The fills of the chart template, by look."""
    source = (FOLDER / "charts" / "chart.svg.jinja").read_text(encoding="utf-8")
    return dict(re.findall(r'"([a-z0-9-]+)": \["(#[0-9a-f]{6})"', source))


def test_contrast() -> None:
    """Texts reach 4.5:1 and marks 3:1 on white, texts also on the fills that they stand on."""
    fills = looks()
    for text in ("label", "figure", "muted", "warm-text"):
        assert contrast(fills[text], "#ffffff") >= 4.5, text
        assert contrast(fills[text], fills["stripe"]) >= 4.5, text
    for mark in (
        "bar",
        "bar-deep",
        "over",
        "phase",
        "step",
        "step-done",
        "placement",
        "promotion",
        "milestone",
        "missed",
    ):
        assert contrast(fills[mark], "#ffffff") >= 3, mark
    for inside in ("bar", "bar-deep", "level-4"):
        assert contrast(fills["inverse"], fills[inside]) >= 4.5, inside
    for level in ("level-1", "level-2", "level-3"):
        assert contrast(fills["label"], fills[level]) >= 4.5, level


def test_levels_differ_in_grey() -> None:
    """The matrix reads in greyscale: each level is clearly darker than the one before."""
    fills = looks()
    greys = [contrast(fills[f"level-{n}"], "#ffffff") for n in range(1, 5)]
    assert all(darker / lighter > 1.09 for lighter, darker in pairwise(greys))
