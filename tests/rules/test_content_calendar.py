"""The content calendar: capacity, empty phases, silent weeks, and pressure of messages."""

from datetime import date
from decimal import Decimal

import pytest

from promoplan.rules.timeline import Run, Timeline
from tests.rules.offers import marked, of


def day(number: int) -> date:
    """A day of May."""
    return date(2027, 5, number)


def runs(*parts: tuple[int, int, int]) -> Timeline:
    """A timeline of runs in May: first day, last day, rate."""
    return Timeline.of(Run(day(start), day(end), Decimal(rate)) for start, end, rate in parts)


def test_a_timeline_adds_up() -> None:
    """Sums over days agree with counting them one by one, also before, after and between the runs."""
    parts = [(3, 9, 2), (5, 5, 7), (12, 20, 1), (9, 12, 3)]
    timeline = runs(*parts)
    for first in range(1, 31):
        for last in range(first, 32):
            days = range(first, last + 1)
            wanted = sum(rate for start, end, rate in parts for each in days if start <= each <= end)
            assert timeline.total(day(first), day(last)) == wanted


def test_the_busiest_window_is_the_first_that_holds_most() -> None:
    """Found among all windows, and never beginning before anything goes on."""
    timeline = runs((3, 9, 2), (8, 14, 1), (20, 20, 7))
    best = max(range(1, 25), key=lambda first: (timeline.total(day(first), day(first + 6)), -first))
    assert timeline.busiest(7) == (day(best), timeline.total(day(best), day(best + 6)))
    assert runs((5, 30, 1)).busiest(7) == (day(5), Decimal(7))
    assert runs().busiest(7) is None
    assert runs((9, 3, 1)).busiest(7) is None


def test_stretches_cover_the_span_without_gaps() -> None:
    """Each day once, with the rate that holds on it."""
    stretches = list(runs((3, 9, 2), (8, 14, 1)).stretches(day(1), day(20)))
    assert [(run.start.day, run.end.day, int(run.rate)) for run in stretches] == [
        (1, 2, 0), (3, 7, 2), (8, 9, 3), (10, 14, 1), (15, 20, 0),
    ]  # fmt: skip
    assert list(runs().stretches(day(1), day(2))) == [Run(day(1), day(2), Decimal(0))]


def content(capacity: str, *pieces: str) -> str:
    """The minimal plan's three series left out, with a capacity and pieces of its own."""
    quiet = [f"{{id: {id_}, frequency: null}}" for id_ in ("demo", "guide", "evening")]
    own = [
        f"{{id: own-{number}, theme: Own, format: article, channels: [video], owner: cho, {fields}}}"
        for number, fields in enumerate(pieces)
    ]
    return f"content:\n  capacity: {capacity}\n  pieces: [{', '.join([*quiet, *own])}]"


@pytest.mark.parametrize(
    ("capacity", "pieces", "found"),
    [
        ("6/week", ["frequency: 3/week", "frequency: 3/week"], 0),
        ("6/week", ["frequency: 3/week", "frequency: 4/week"], 1),
        ("6/week", ["frequency: 4/week, phases: [warm-up]", "frequency: 4/week, phases: [peak]"], 0),
        ("6/week", ["frequency: 4/week, end: 2027-05-10", "frequency: 4/week, start: 2027-05-01"], 1),
        ("3/week", ["publish_on: 2027-05-20"] * 3, 0),
        ("3/week", ["publish_on: 2027-05-20"] * 4, 1),
        ("3/week", ["publish_on: 2027-05-20"] * 3 + ["publish_on: 2027-05-27"], 0),
        ("20/month", ["frequency: 10/month", "frequency: 5/month", "frequency: 5/month"], 0),
        ("daily", ["frequency: daily"], 0),
        ("null", ["frequency: 99/day"], 0),
        ("1/week", ["frequency: 9/week, start: 2027-06-01, end: 2027-05-01"], 0),
    ],
)
def test_a_week_against_the_capacity(capacity: str, pieces: list[str], found: int) -> None:
    """Series add up while they run together, single pieces count in their week; just the capacity is fine."""
    assert len(of("PP409", content(capacity, *pieces))) == found


def test_the_load_and_its_week_are_named() -> None:
    """The worst week, with what is planned in it and what can be made."""
    (finding,) = of("PP409", "content: {capacity: 5/week, pieces: [{id: evening, phases: [peak]}]}")
    assert (finding.values["found"], finding.values["most"], finding.values["week"]) == (6, 5, date(2027, 5, 16))
    assert marked(finding) == "5/week"


@pytest.mark.parametrize(
    ("guide", "evening", "names"),
    [
        ("phases: [warm-up, peak]", "phases: [peak]", ["Closing"]),
        ("end: 2027-06-20", "start: 2027-06-21", []),
        ("phases: [peak]", "phases: [nowhere]", []),
        ("phases: [peak]", "frequency: null, publish_on: 2027-06-30", ["Warm-up"]),
        ("phases: [peak]", "format: poster, frequency: null", []),
    ],
)
def test_phases_left_empty(guide: str, evening: str, names: list[str]) -> None:
    """By phase or by date; a single piece or a standing one fills its phase; an unknown phase is no phase."""
    pieces = f"{{id: demo, phases: [peak]}}, {{id: guide, {guide}}}, {{id: evening, {evening}}}"
    assert [finding.values["name"] for finding in of("PP414", f"content: {{pieces: [{pieces}]}}")] == names


def video(piece: str, placement: str = "") -> str:
    """The channel video with only this placement, and its piece changed."""
    spend = "spend: 40000, utm: {source: video, medium: paid, campaign: spring}"
    placements = f"[{{format: feed, {placement}, {spend}}}]" if placement else "null"
    return (
        f"channels: {{items: [{{id: video, placements: {placements}}}]}}\ncontent: {{pieces: [{{id: demo, {piece}}}]}}"
    )


@pytest.mark.parametrize(
    ("piece", "placement", "silences"),
    [
        ("start: 2027-04-07", "", []),
        ("start: 2027-04-08", "", [("Warm-up", "2027-04-01", "2027-04-07")]),
        ("start: 2027-04-20", "start: 2027-04-01, end: 2027-04-14", []),
        ("end: 2027-05-31", "", [("Peak", "2027-06-01", "2027-06-20"), ("Closing", "2027-06-21", "2027-06-30")]),
        ("end: 2027-05-31", "start: 2027-06-01", []),
        ("phases: [peak]", "start: 2027-04-05, end: 2027-05-09", [("Closing", "2027-06-21", "2027-06-30")]),
        ("frequency: weekly", "", []),
        ("frequency: every 8 days", "", []),
        ("frequency: monthly", "start: 2027-05-10", [("Warm-up", "2027-04-01", "2027-05-09")]),
        ("frequency: null, publish_on: 2027-06-25", "end: 2027-06-20", []),
        ("channels: [club]", "end: 2027-04-05", []),
    ],
)
def test_silent_weeks(piece: str, placement: str, silences: list[tuple[str, str, str]]) -> None:
    """Seven days without piece and placement, per phase; what comes rarely is told where a week must stay empty."""
    found = of("PP417", video(piece, placement))
    told = [(each.values["phase"], str(each.values["start"]), str(each.values["end"])) for each in found]
    assert told == silences


def test_rare_content_has_words_of_its_own() -> None:
    """What comes less often than weekly is not called nothing."""
    assert [each.variant for each in of("PP417", video("frequency: monthly"))] == ["rare", "rare"]


@pytest.mark.parametrize(
    "excused",
    [
        "channels: {items: [{id: video, role: support, placements: null}]}",
        "channels: {items: [{id: video, placements: null}]}\nphases: null",
    ],
)
def test_where_silence_is_not_judged(excused: str) -> None:
    """On other than core channels, and in a plan without phases."""
    assert of("PP417", f"{excused}\ncontent: {{pieces: [{{id: demo, start: 2027-06-01}}]}}") == []


def test_creators_publish_on_days_the_plan_does_not_name() -> None:
    """A channel with creators is not called silent."""
    creators = "content:\n  creators: [{name: Mia, kind: koc, channel: video, fee: 0, deliverables: x, metric: ctr}]"
    snippet = video("start: 2027-06-01")
    assert of("PP417", snippet)
    assert of("PP417", snippet.replace("content: {", f"{creators}\n  ").removesuffix("}")) == []


def test_an_empty_phase_is_told_once() -> None:
    """Where no piece at all is published, the rule on phases speaks, not the one on channels."""
    pieces = ", ".join(f"{{id: {id_}, phases: [warm-up, peak]}}" for id_ in ("demo", "guide", "evening"))
    snippet = f"channels: {{items: [{{id: video, placements: null}}]}}\ncontent: {{pieces: [{pieces}]}}"
    assert (len(of("PP414", snippet)), len(of("PP417", snippet))) == (1, 0)


def messages(*pieces: str, kind: str = "community") -> str:
    """The minimal plan with messages on the channel club."""
    own = [
        f"{{id: own-{number}, theme: Own, owner: cho, channels: [club], {fields}}}"
        for number, fields in enumerate(pieces)
    ]
    return f"channels: {{items: [{{id: club, kind: {kind}}}]}}\ncontent: {{pieces: [{', '.join(own)}]}}"


@pytest.mark.parametrize(
    ("pieces", "variants"),
    [
        (["format: email, frequency: 2/week"], []),
        (["format: email, frequency: 3/week"], ["email"]),
        (["format: email, frequency: weekly"] * 2, []),
        (["format: email, frequency: weekly"] * 3, ["email"]),
        (["format: email, frequency: 2/week, stage: new", "format: email, frequency: 2/week, stage: active"], []),
        (["format: email, frequency: 2/week, stage: new", "format: email, frequency: weekly"], ["email"]),
        (["format: email, frequency: 2/week, segments: [a]", "format: email, frequency: 2/week, segments: [b]"], []),
        (
            ["format: email, frequency: 2/week, phases: [peak]", "format: email, frequency: 2/week, phases: [closing]"],
            [],
        ),
        (["format: email, frequency: 2/week", "format: email, publish_on: 2027-05-20"], ["email"]),
        (["format: sms, frequency: weekly"], []),
        (["format: sms, frequency: 4/month"], []),
        (["format: sms, frequency: 5/month"], ["sms"]),
        (["format: sms, frequency: weekly", "format: sms, publish_on: 2027-05-20"], ["sms"]),
        (["format: message, frequency: daily"], []),
        (["format: email, frequency: 2/week", "format: sms, frequency: weekly"], []),
        (["format: email"], []),
        (["format: sms, frequency: weekly, hours: 08:00-21:00"], []),
        (["format: sms, frequency: weekly, hours: 7:30-12:00"], ["night"]),
        (["format: sms, frequency: weekly, hours: 20:00-21:30"], ["night"]),
        (["format: sms, frequency: weekly, hours: 20:00-09:00"], ["night"]),
        (["format: email, frequency: weekly, hours: 06:00-07:00"], []),
    ],
)
def test_pressure_of_messages(pieces: list[str], variants: list[str]) -> None:
    """Two e-mails a week and four SMS in four weeks to one person are fine, by day; what goes to others is theirs."""
    assert [finding.variant for finding in of("PP419", messages(*pieces))] == variants


def test_a_channels_kind_tells_how_a_piece_is_sent() -> None:
    """An article on a channel of kind email goes out as e-mail, an SMS on it as SMS."""
    assert [each.variant for each in of("PP419", messages("format: article, frequency: 3/week", kind="email"))] == [
        "email"
    ]
    assert (
        of("PP419", messages("format: sms, frequency: weekly", "format: email, frequency: weekly", kind="email")) == []
    )
