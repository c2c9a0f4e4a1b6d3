"""What is drawn of a plan, and what is said of it: a caption that tells what to see, with figures of the plan."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from promoplan.i18n.catalogue import Language
from promoplan.report.blocks import Picture as PictureBlock
from promoplan.report.markdown import body
from promoplan.report.parsing import CHART, blocks
from promoplan.report.pictured import dated, funnels, market, money, outlooks, work
from promoplan.report.pictured.made import Maker
from promoplan.report.pictures import Picture, pictures
from promoplan.report.view.audience import SegmentView
from promoplan.report.view.budget import Part
from promoplan.report.view.calendar import BarGroup
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from tests.report.plans import PLANS, checked_file, checked_over_minimal, context_of

SAMPLE = PLANS[0]
NAMES = {
    "budget-category", "budget-channel", "budget-phase", "calendar", "channel-funnels", "competitors",
    "content-calendar", "forecast", "funnel", "goals", "raci", "risk-matrix", "segments", "tornado",
}  # fmt: skip
_STOPS = {Language.EN: ".", Language.ZH_HANT: "。", Language.ZH_HANS: "。"}


@lru_cache
def sample(language: Language = Language.EN, path: Path = SAMPLE) -> ReportContext:
    """The view model of a sample."""
    return context_of(checked_file(path), language)


def said(maker: Maker, context: ReportContext) -> str:
    """The caption of the first chart that is made."""
    return next(iter(maker(context, Voice(context.language)))).caption


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_chart_says_what_to_see(path: Path, language: Language) -> None:
    """All charts of every sample have a title, their figures in words, and a caption in whole sentences."""
    made = pictures(sample(language, path))
    assert set(made) == NAMES
    for picture in made.values():
        ET.fromstring(picture.svg)  # noqa: S314 - our own output
        assert picture.title
        assert picture.description.startswith(picture.title)
        assert picture.caption.endswith(_STOPS[language])
        assert re.search(r"[0-9]", picture.caption)
        assert not re.search(r"[{}]|None|\s\s", picture.caption)


def test_captions_reach_the_formats() -> None:
    """In a line below the picture in Markdown; with the picture's block where the format sets captions."""
    context = sample(Language.ZH_HANS)
    made = pictures(context)
    parsed = {
        block.name: block.caption
        for block in blocks(body(context, made, target=CHART.__add__, front=False))
        if isinstance(block, PictureBlock) and block.name in made
    }
    assert parsed == {name: picture.caption for name, picture in made.items()}
    markdown = body(context, made, target=str, front=True)
    assert len(re.findall(r"^!\[.*\]\(\S+\)\n\n\*[^\n]+\*$", markdown, re.MULTILINE)) == len(made)


def test_a_caption_is_text() -> None:
    """Quotes, brackets and markup in a caption come out as they were written."""
    told = 'A "b" \\ *c* [d](javascript:e) <f> & `g`'
    context = sample()
    made = {"raci": Picture("<svg/>", "t", "d", told)}
    found = [block for block in blocks(body(context, made, target=CHART.__add__, front=False)) if hasattr(block, "alt")]
    assert [getattr(block, "caption", "") for block in found if getattr(block, "name", "") == "raci"] == [told]


def parts(*amounts: int) -> tuple[Part, ...]:
    """Parts of a total of 100, named A, B, C."""
    return tuple(
        Part(name, name, f"${amount}", "", f"{amount}%", Decimal(amount))
        for name, amount in zip("ABCDEF", amounts, strict=False)
    )


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ((60, 20, 10), "A takes 60% of the total budget, more than the next two together."),
        ((30, 25, 35), "C and A together take 65% of the total budget."),
        ((50, 40), "A takes 50% of the total budget, B 40%."),
        ((45, 45), "A and B take 45% of the total budget each."),
        ((90,), "All money for use goes to A, 90% of the total budget."),
    ],
)
def test_who_takes_most(amounts: tuple[int, ...], told: str) -> None:
    """The sentence follows the figures; the reserve is told after it."""
    budget = sample().budget
    assert budget is not None
    whole = replace(budget.whole, value=Decimal(100))
    shown = replace(budget, by_channel=parts(*amounts), whole=whole)
    caption = said(money.budgets, replace(sample(), budget=shown))
    assert caption == f"{told} {budget.reserve.of_total} is kept in reserve."


def test_money_without_a_tag_is_told() -> None:
    """What is assigned to no part is neither the largest part nor left unsaid."""
    budget = sample().budget
    assert budget is not None
    loose = replace(parts(50)[0], key="", label="Not assigned")
    shown = replace(budget, by_channel=(*parts(30, 10), loose), whole=replace(budget.whole, value=Decimal(100)))
    caption = said(money.budgets, replace(sample(), budget=shown))
    assert caption.startswith("A takes 30% of the total budget, B 10%. 50% is assigned to none of them.")


def test_the_busiest_days() -> None:
    """When most placements and promotions overlap; where none do, the span of all dates."""
    context = sample()
    first = next(bar for bar in context.calendar.bars if bar.group is BarGroup.PLACEMENT)
    spans = ((date(2027, 4, 1), date(2027, 4, 10)), (date(2027, 4, 8), date(2027, 4, 20)))
    bars = tuple(replace(first, start=start, end=end) for start, end in spans)
    both = replace(context, calendar=replace(context.calendar, bars=bars))
    assert said(dated.calendar, both) == "Most runs at once on 8–10 Apr 2027: 2 placements and promotions side by side."
    one = replace(context, calendar=replace(context.calendar, bars=bars[:1], start=spans[0][0], end=spans[0][1]))
    assert said(dated.calendar, one) == "Everything that is dated lies within 1–10 Apr 2027."
    last = replace(first, start=date.max, end=date.max)
    assert said(dated.calendar, replace(context, calendar=replace(context.calendar, bars=(last, last))))


def test_a_group_of_many_tells_how_many_more() -> None:
    """The calendar holds 30 rows of a group and counts the others."""
    context = sample()
    first = next(bar for bar in context.calendar.bars if bar.group is BarGroup.PLACEMENT)
    crowded = replace(context, calendar=replace(context.calendar, bars=(first,) * 63))
    assert "and 33 more" in pictures(crowded)["calendar"].svg


def test_the_funnel_tells_where_most_are_lost() -> None:
    """A share where it can be read, one in so many where it is tiny, nothing for a funnel that does not narrow."""
    context = sample()
    monitoring = context.monitoring
    assert monitoring is not None

    def told(*values: int) -> str:
        stages = tuple(
            replace(monitoring.funnel[0], name=f"S{n}", value=Decimal(value), volume=f"{value}")
            for n, value in enumerate(values)
        )
        return said(funnels.whole_funnel, replace(context, monitoring=replace(monitoring, funnel=stages)))

    assert told(100, 50, 10) == '10% come through from "S0" to "S2". Most are lost between "S1" and "S2": 20% go on.'
    assert told(100_000, 100) == 'One in 1,000 comes through from "S0" to "S1".'
    assert told(10, 20) == told(0, 0) == ""


def test_the_largest_competitor() -> None:
    """With our own share where it is known; without prices or shares there is no map."""
    context = sample()
    view = context.competitors
    assert view is not None
    assert said(market.competitors, context).startswith("Novo Audio has the largest share of the competitors, 8%; ours")
    unknown = replace(view, own_share="", own_share_value=None)
    assert said(market.competitors, replace(context, competitors=unknown)).startswith(
        "Novo Audio has the largest share, 8%. Cheaper than we are: 1 of 3; dearer: 1."
    )
    bare = replace(view, items=tuple(replace(each, share_value=None) for each in view.items))
    assert list(market.competitors(replace(context, competitors=bare), Voice(Language.EN))) == []


def test_segments_by_size() -> None:
    """The largest segment, and the one that most channels speak to; those of unknown size are left out."""
    context = sample()
    audience = context.audience
    assert audience is not None

    def segment(name: str, size: int | None, channels: int) -> SegmentView:
        return replace(audience.segments[0], name=name, size=f"{size}", size_value=size, channels=channels)

    told = replace(audience, segments=(segment("A", 75, 1), segment("B", 25, 4), segment("C", None, 9)))
    made = next(iter(market.segments(replace(context, audience=told), Voice(Language.EN))))
    assert made.caption == "A is the largest segment, 75% of all people in the segments. Most channels speak to B: 4."
    assert "C" not in made.description.removeprefix(made.title)


def test_who_answers_for_most_steps() -> None:
    """The person with most of the As, and the one with most of the Rs."""
    assert said(work.duties, sample()) == (
        "Maya Lindqvist answers for 5 of 7 steps. The work lies most often with Tomas Herrera: 3 of 7 steps."
    )


def test_people_of_one_name_are_two() -> None:
    """The matrix keeps people apart by their ids."""
    context = sample()
    team = context.team
    assert team is not None
    same = tuple(replace(step, duties=tuple(replace(duty, name="Alex") for duty in step.duties)) for step in team.raci)
    people = {duty.member for step in team.raci for duty in step.duties}
    svg = pictures(replace(context, team=replace(team, raci=same)))["raci"].svg
    texts = [text.text for text in ET.fromstring(svg).findall("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    assert texts.count("Alex") == len(people)


def test_goals_that_are_alike_are_not_compared() -> None:
    """One goal alone is told with its range."""
    context = sample()
    forecast = context.forecast
    assert forecast is not None
    one = replace(forecast, goals=forecast.goals[:1])
    assert "eight runs in ten lie between" in said(outlooks.chances, replace(context, forecast=one))


def test_sixty_pieces_stay_readable() -> None:
    """However many pieces and channels: a lane for each of 29 channels, one for the others, and a sum."""
    channels = "\n".join(f"    - {{id: c{n}, name: Channel {n}, role: support, kind: social}}" for n in range(60))
    pieces = "\n".join(
        f"    - {{id: p{n}, theme: Piece {n}, format: article, channels: [c{n}], frequency: {n % 5 + 1}/week}}"
        for n in range(60)
    )
    snippet = f"channels:\n  items:\n{channels}\ncontent:\n  pieces:\n{pieces}\n"
    made = pictures(context_of(checked_over_minimal(snippet)))["content-calendar"]
    texts = ET.fromstring(made.svg).findall("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own output
    lanes = [text.text or "" for text in texts if text.get("text-anchor") == "end"]
    assert len(lanes) == 31
    assert sum(lane.startswith("Channel ") for lane in lanes) >= 28  # the minimal plan's own may be among them
    assert re.fullmatch(r"and 3[0-9] more", lanes[-2])
    assert lanes[-1] == "All channels"


def test_a_plan_without_figures_has_no_charts() -> None:
    """What the plan does not tell is not drawn."""
    context = sample()
    bare = replace(
        context, audience=None, goals=(), competitors=None, channels=None, content=None, monitoring=None, budget=None,
        forecast=None, calendar=replace(context.calendar, bars=()), risks=None, team=None,
    )  # fmt: skip
    assert pictures(bare) == {}
