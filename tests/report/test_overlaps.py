"""Where plans meet: worked by hand, and against a day-by-day count."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from promoplan.report.portfolio.overlaps import Overlap, Presence, overlaps

MONDAY = date(2027, 3, 1)


def _on(plan: int, start: int, end: int, channel: str = "Douyin", segment: str = "Parents") -> Presence:
    """A presence between days counted from a Monday."""
    return Presence(plan, channel, segment, MONDAY + timedelta(start), MONDAY + timedelta(end))


def test_two_plans_meet_in_the_weeks_that_both_touch() -> None:
    """Week 9 from Monday to Sunday, though one ends on Tuesday and the other begins on Thursday."""
    assert list(overlaps([_on(0, -5, 1), _on(1, 3, 20)])) == [
        Overlap("Douyin", "Parents", 0, 1, MONDAY, MONDAY + timedelta(6))
    ]


def test_other_channels_segments_and_weeks_are_no_matter() -> None:
    """Nor does a plan meet itself."""
    first = _on(0, 0, 6)
    for other in (_on(1, 0, 6, channel="Taobao"), _on(1, 0, 6, segment="Students"), _on(1, 7, 20), _on(0, 0, 6)):
        assert list(overlaps([first, other])) == []


def test_names_differ_in_more_than_case() -> None:
    """They are shown as the first plan writes them."""
    (found,) = overlaps([_on(0, 0, 1, "TikTok", "Gen Z"), _on(1, 0, 1, "tiktok", "GEN Z")])
    assert (found.channel, found.segment) == ("TikTok", "Gen Z")


def test_everybody_includes_each_segment() -> None:
    """A plan without segments meets both of the other's; two without any meet once."""
    found = list(overlaps([_on(0, 0, 1, segment=""), _on(1, 0, 1), _on(1, 0, 1, segment="Students")]))
    assert [each.segment for each in found] == ["Parents", "Students"]
    assert [each.segment for each in overlaps([_on(0, 0, 1, segment=""), _on(1, 0, 1, segment="")])] == [""]


def test_bookings_of_one_plan_are_one_stay() -> None:
    """Two that touch are told once, two with a gap of weeks twice; the ends of time do no harm."""
    plan = [_on(0, 0, 6), _on(0, 7, 13), _on(0, 28, 30)]
    found = list(overlaps([*plan, Presence(1, "Douyin", "Parents", date.min, date.max)]))
    assert [(each.start - MONDAY, each.end - MONDAY) for each in found] == [
        (timedelta(0), timedelta(13)),
        (timedelta(28), timedelta(34)),
    ]


stays = st.builds(
    lambda plan, start, length, segment: _on(plan, start, start + length, segment=segment),
    st.integers(0, 2), st.integers(0, 60), st.integers(0, 30), st.sampled_from(["Parents", "Students", ""]),
)  # fmt: skip


@given(st.lists(stays, max_size=8))
def test_week_by_week(presences: list[Presence]) -> None:
    """The weeks told are those in which both plans are there, for every pair and segment."""
    told = {
        (each.first, each.second, each.segment, (each.start - MONDAY).days // 7 + week)
        for each in overlaps(presences)
        for week in range(((each.end - each.start).days + 1) // 7)
    }
    assert told == set(_counted(presences))


def _counted(presences: list[Presence]) -> Iterable[tuple[int, int, str, int]]:
    weeks = {(each.plan, each.segment): set[int]() for each in presences}
    for each in presences:
        first, last = (each.start - MONDAY).days // 7, (each.end - MONDAY).days // 7
        weeks[each.plan, each.segment] |= set(range(first, last + 1))
    for one in range(3):
        for other in range(one + 1, 3):
            for segment in {name for plan, name in weeks if plan in {one, other}}:
                ours, theirs = weeks.get((one, segment), set()), weeks.get((other, segment), set())
                met = ours & theirs
                if segment:
                    met |= ours & weeks.get((other, ""), set()) | weeks.get((one, ""), set()) & theirs
                yield from ((one, other, segment, week) for week in met)
