"""Charts: well-formed SVG that holds every figure, at any number of rows, size of figures and length of text."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from promoplan.i18n.catalogue import Language
from promoplan.report import palette as colours
from promoplan.report.charts import palette
from promoplan.report.charts.axis import axis
from promoplan.report.charts.bars import bars
from promoplan.report.charts.channel_funnels import ChannelFunnel, ChannelFunnels, channel_funnels
from promoplan.report.charts.competitor_map import CompetitorMap, Position, competitor_map
from promoplan.report.charts.content_calendar import ContentCalendar, Lane, Slot, content_calendar
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
from promoplan.report.charts.measure import ELLIPSIS, cut, lines, width
from promoplan.report.charts.outlooks import outlooks
from promoplan.report.charts.raci_matrix import Member, RaciMatrix, raci_matrix
from promoplan.report.charts.risk_matrix import risk_matrix
from promoplan.report.charts.scene import drawn, page_style
from promoplan.report.charts.shapes import WIDTH
from promoplan.report.charts.tornado import tornado
from promoplan.report.palette import contrast

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
    return funnel(Funnel(text, text, Language.EN, stages, text))


def a_gantt(count: int, text: str) -> str:
    """Spans of one day to two years, and milestones."""
    kinds = list(RowKind)
    rows = tuple(
        Row(f"{text} {n}", kinds[n % 5], FIRST, FIRST + timedelta(days=n * n % 700), f"D{n}", n % 2 == 0)
        for n in range(count)
    )
    groups = (Group(text, rows, text), Group("-", ()))
    return gantt(Gantt(text, text, Language.ZH_HANT, groups, FIRST, text))


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


def a_map(count: int, text: str) -> str:
    """Companies at every price level, many of them with the same share; one of them is ours."""
    positions = tuple(Position(f"{text} {n}", n % 3, Decimal(n // 7) / 100, f"P{n}", n == 4) for n in range(count))
    ticks = ((Decimal(0), "0%"), (Decimal("0.1"), "10%"))
    return competitor_map(CompetitorMap(text, text, Language.EN, positions, (text, text, text), ticks, text, text))


def a_raci(count: int, text: str) -> str:
    """People with no part to every part in a step."""
    letters = tuple("RACI"[: n % 5] for n in range(7))
    members = tuple(Member(f"{text} {n}", letters) for n in range(count))
    words = dict.fromkeys("RACI", text)
    return raci_matrix(RaciMatrix(text, text, Language.ZH_HANS, (text,) * 7, members, words))


def a_content(count: int, text: str) -> str:
    """Channels over as many weeks, from nothing to thousands of pieces, under phases that overlap."""
    weeks = tuple(FIRST + timedelta(days=7 * n) for n in range(min(count, 36)))
    slots = tuple(Slot(day, day + timedelta(days=6), text, f"{day.day}", f"{text} {day.month}") for day in weeks)
    lanes = tuple(Lane(f"{text} {n}", tuple(n * m**2 % 2500 for m in range(len(weeks)))) for n in range(count))
    phases = tuple(Row(text, RowKind.PHASE, FIRST, FIRST + timedelta(days=30 * n), f"D{n}") for n in range(count))
    total = Lane(text, tuple(range(len(weeks)))) if count else None
    return content_calendar(ContentCalendar(text, text, Language.ZH_HANT, slots, lanes, total, phases))


def a_funnels(count: int, text: str) -> str:
    """Channels from no stage to six, each a tenth of the one before."""
    channels = tuple(
        ChannelFunnel(
            f"{text} {n}", tuple(Stage(text, Decimal(10) ** (n % 13 - m), f"N{m}", f"{m}%") for m in range(n % 7))
        )
        for n in range(count)
    )
    return channel_funnels(ChannelFunnels(text, text, Language.EN, channels, text))


def long(text: ET.Element) -> float:
    """How wide a text element is drawn."""
    return width(text.text or "", float(text.get("font-size", 0)))


def marks(root: ET.Element) -> list[ET.Element]:
    """The rectangles that are drawn: all but those that are pointed at or shown then."""
    return root.findall(f"{SVG}rect")


def start_of(text: ET.Element) -> float:
    """Where a text element begins."""
    share = {"end": 1.0, "middle": 0.5}.get(text.get("text-anchor", ""), 0.0)
    return float(text.get("x", 0)) - share * long(text)


DRAWERS = (
    a_bars, a_funnel, a_gantt, a_matrix, a_goals, an_outlooks, a_tornado, a_map, a_raci, a_content, a_funnels,
)  # fmt: skip


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


@pytest.mark.parametrize("draw", DRAWERS)
def test_what_xml_cannot_hold_is_replaced(draw: Drawer) -> None:
    """Control characters and halves of surrogates leave the file well-formed."""
    root = ET.fromstring(draw(3, "a\x00\x0b\x1f\ud800\ufffe z"))  # noqa: S314 - our own output
    assert root.findtext(f"{SVG}title") == "a" + 5 * "\ufffd" + " z"


@pytest.mark.parametrize(
    ("draw", "figures"),
    [
        (a_bars, "¥8"),
        (a_funnel, "N8"),
        (a_gantt, "D8"),
        (a_goals, "M6"),
        (an_outlooks, "≥ A8"),
        (a_tornado, "E7"),
        (a_map, "P8"),
        (a_content, "288"),
        (a_funnels, "N5"),
    ],
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
    widths = [float(bar.get("width", 0)) for bar in marks(root)]
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
    first, second = [float(bar.get("width", 0)) for bar in marks(root)][1:]  # after the key
    assert first == pytest.approx(2 * second, abs=0.1)


def test_risks_in_one_cell_are_counted() -> None:
    """Marks that find no place in their cell are counted there, and named in the key."""
    risks = tuple(Risk(f"R{n}", f"risk {n}", 3, 3) for n in range(1, 13))
    svg = risk_matrix(RiskMatrix("t", "d", Language.EN, risks, "likelihood", "impact"))
    texts = [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314
    in_cell = [text for text in texts if re.match(r"R\d+ [R+]", text)]
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


PALETTES = {
    "light": palette.LIGHT,
    "dark": palette.DARK,
    **{f"{brand} light": palette.light(colours.light(brand, "#ffd400")) for brand in ("#0a7d3c", "#ffd400", "#000000")},
    **{f"{brand} dark": palette.dark(colours.dark(brand, "#5500ff")) for brand in ("#0a7d3c", "#ffd400", "#ff9ad5")},
}


@pytest.mark.parametrize("name", PALETTES)
def test_contrast(name: str) -> None:
    """Texts reach 4.5:1 and marks 3:1 on their page, texts also on the fills they stand on, in any brand's look."""
    found = PALETTES[name]
    given = found._asdict()
    for text, ground in product(("ink", "muted", "warm_ink"), ("paper", "soft")):
        assert contrast(given[text], given[ground]) >= 4.5, (text, ground)
    for mark in ("primary", "deep", "light", "accent", "alert", "neutral"):
        assert contrast(given[mark], found.paper) >= 3, mark
    for fill in ("primary", "deep", "level_4"):
        assert contrast(found.on_fill, given[fill]) >= 4.5, fill
    for fill in ("level_1", "level_2", "level_3", "heat_1", "heat_2", "heat_3"):
        assert contrast(found.ink, given[fill]) >= 4.5, fill


@pytest.mark.parametrize("name", PALETTES)
def test_levels_differ_in_grey(name: str) -> None:
    """Matrix and calendar read in greyscale: each degree stands out more clearly from the page than the one before."""
    found = PALETTES[name]
    for degrees in (
        (found.level_1, found.level_2, found.level_3, found.level_4),
        (found.heat_1, found.heat_2, found.heat_3, found.primary),
    ):
        greys = [contrast(each, found.paper) for each in degrees]
        assert all(stronger / weaker > 1.05 for weaker, stronger in pairwise(greys))


def test_a_page_repaints_every_look_for_the_dark() -> None:
    """The style sheet knows each look of the charts and shows what marks tell on pointing at them."""
    css = page_style()
    _, _, night = css.partition("prefers-color-scheme: dark")
    assert all(f"svg .{look} " in night for look in palette.LOOKS)
    assert ".point:hover > .told { display: inline" in css
    assert css.count("{") == css.count("}")


def test_marks_tell_their_figures() -> None:
    """What is pointed at shows label and figure on a slip that is hidden before, within the canvas."""
    root = ET.fromstring(a_bars(9, "a"))  # noqa: S314 - our own output
    points = [each for each in root.iter(f"{SVG}g") if each.get("class") == "point"]
    assert len(points) >= 9
    for point in points:
        place, told = point
        assert place.get("fill") == "none"
        assert told.get("display") == "none"
        slip = told.find(f"{SVG}rect")
        assert slip is not None
        assert 0 <= float(slip.get("x", -1)) <= float(slip.get("x", 0)) + float(slip.get("width", 0)) <= WIDTH + 0.1
    assert {"a 3 · ¥3 · 3%", "a · ¥5 · 9"} <= {told.findtext(f"{SVG}text") for _, told in points}


def test_letters_stand_beside_shapes() -> None:
    """No part in a step is told by colour alone: each letter has a shape of its own and is written in it."""
    root = ET.fromstring(a_raci(1, "a"))  # noqa: S314 - our own output
    letters = [text.text for text in root.findall(f"{SVG}text") if text.text in set("RACI")]
    assert letters[:4] == ["R", "A", "C", "I"]
    assert len(root.findall(f"{SVG}polygon")) == letters.count("A")
    rings = [box for box in root.findall(f"{SVG}rect") if box.get("rx") == "9.5"]
    assert len(rings) == letters.count("C")


def test_names_of_competitors_do_not_overlap() -> None:
    """However many have the same prices and share."""
    positions = tuple(Position(f"C{n}", 1, Decimal("0.05"), "5%") for n in range(30))
    chart = CompetitorMap("t", "d", Language.EN, positions, ("a", "b", "c"), ((Decimal(0), "0%"),))
    root = ET.fromstring(competitor_map(chart))  # noqa: S314 - our own output
    heights = sorted(
        float(text.get("y", 0)) for text in root.findall(f"{SVG}text") if (text.text or "").startswith("C")
    )
    assert len(heights) == 30
    assert all(lower - upper >= 15.9 for upper, lower in pairwise(heights))


def test_darker_is_more() -> None:
    """Cells of the content calendar grow darker with their number, and hold it."""
    slots = tuple(
        Slot(FIRST + timedelta(days=7 * n), FIRST + timedelta(days=7 * n + 6), "w", "1", "m") for n in range(5)
    )
    chart = ContentCalendar("t", "d", Language.EN, slots, (Lane("a", (0, 1, 4, 6, 8)),))
    root = ET.fromstring(content_calendar(chart))  # noqa: S314 - our own output
    assert [cell.get("class") for cell in marks(root)] == ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4"]
    assert [text.text for text in root.findall(f"{SVG}text")][-4:] == ["1", "4", "6", "8"]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Set the goals", ["Set the", "goals"]),
        ("建立數據監測「體系」", ["建立數據監", "測「體系」"]),
        ("short", ["short"]),
        ("", []),
    ],
)
def test_lines(text: str, broken: list[str]) -> None:
    """Broken at blanks and between Chinese characters, but never before a closing mark or after an opening one."""
    assert lines(text, 10, 55, 2) == broken


def test_lines_keep_their_room() -> None:
    """No line is wider than its room, and what finds no place is cut."""
    for room in range(30, 300, 13):
        found = lines(LONG, 12, room, 3)
        assert len(found) <= 3
        assert all(width(line, 12) <= room for line in found)
