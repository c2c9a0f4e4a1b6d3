"""The calendar file: read back by the standard and by a library; days, series, names that last, inert texts."""

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from promoplan.i18n.catalogue import Language
from promoplan.report.ics import ics
from promoplan.report.inert import in_one_line, inert
from promoplan.report.view.agenda import EntryKind, EntryView, Interval
from promoplan.report.view.context import ReportContext, build_context
from tests.report import calendar_file
from tests.report.calendar_file import Component, in_order
from tests.report.plans import (
    BROKEN,
    DAY,
    MINIMAL,
    PLANS,
    ROOT,
    checked_file,
    checked_over_minimal,
    checked_text,
    context_of,
)

SAMPLES = list(product(PLANS, Language))
NAMES = [f"{path.stem}-{language}" for path, language in SAMPLES]


@lru_cache
def made(path: Path, language: Language = Language.EN) -> tuple[ReportContext, bytes]:
    """A sample's view model and its calendar file."""
    context = context_of(checked_file(path), language)
    return context, ics(context)


def events(data: bytes) -> list[Component]:
    """The events of a file, as the strict reader sees them."""
    return calendar_file.read(data).inner


def one(entry: EntryView) -> Component:
    """The event of a single entry."""
    context, _ = made(MINIMAL)
    (event,) = events(ics(replace(context, agenda=(entry,))))
    return event


def entry(start: date, end: date, every: Interval | None = None, **told: object) -> EntryView:
    """An entry of the agenda."""
    found = EntryView(EntryKind.REVIEW, "review/x", "Review", "Review", start, end, every=every)
    return replace(found, **told)


def series(event: Component) -> list[date]:
    """The days of a series, as a library that knows rules counts them."""
    start = datetime.combine(event["DTSTART"].moment, time())
    rule = rrulestr(event["RRULE"].value, dtstart=start)
    return [each.date() for each in rule]


@pytest.mark.parametrize(("path", "language"), SAMPLES, ids=NAMES)
def test_every_entry_is_an_event(path: Path, language: Language) -> None:
    """Each entry of the agenda stands in the file with its days, names and owner; another library reads the same."""
    context, data = made(path, language)
    found = events(data)
    assert len(found) == len(context.agenda) > 40
    for event, told in zip(found, context.agenda, strict=True):
        assert in_one_line(told.what) in event["SUMMARY"].text
        assert event["DTSTART"].moment == told.start
        last = told.start if told.every else told.end
        assert event["DTEND"].moment == last + timedelta(days=1)
        assert told.owner in event.lines["DESCRIPTION"].text if told.owner else True
        assert event["CATEGORIES"].text == told.kind
        assert event["SUMMARY"].params == {"LANGUAGE": language.value}
    read = Calendar.from_ical(data)
    assert [(str(each["uid"]), each.decoded("dtstart")) for each in read.walk("VEVENT")] == [
        (event["UID"].value, event["DTSTART"].moment) for event in found
    ]
    assert calendar_file.read(data)["X-WR-CALNAME"].text == context.cover.name


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_every_kind_is_there(path: Path) -> None:
    """Phases, milestones, goals, steps, offers, placements, publications and reviews, and nothing before its time."""
    context, data = made(path)
    assert {told.kind_key for told in context.agenda} == set(EntryKind)
    for event, told in zip(events(data), context.agenda, strict=True):
        if told.every:
            days = series(event)
            assert days[0] == told.start
            assert days[-1] <= told.end
            assert in_order(days)


def test_names_last() -> None:
    """An entry keeps its UID in every language, on every day, and after it has been moved."""
    checked = checked_file(PLANS[1])
    uids = [event["UID"].value for event in events(made(PLANS[1])[1])]
    assert len(set(uids)) == len(uids)
    for language, today in ((Language.ZH_HANT, DAY), (Language.EN, date(2027, 9, 9))):
        again = events(ics(build_context(checked, language, today)))
        assert [event["UID"].value for event in again] == uids
        assert {event["DTSTAMP"].value for event in again} == {f"{today:%Y%m%d}T000000Z"}
    phase = "phases: [{id: launch, name: Launch, start: START, end: 2027-06-30, milestones: [{name: Go, date: START}]}]"
    moved = [
        {event["SUMMARY"].text: event["UID"].value for event in events(ics(context_of(checked_over_minimal(text))))}
        for text in (phase.replace("START", "2027-04-01"), phase.replace("START", "2027-04-08"))
    ]
    assert moved[0] == moved[1]


def test_equal_bytes() -> None:
    """The same plan and day give the same file."""
    assert ics(context_of(checked_file(PLANS[0]))) == made(PLANS[0])[1]


def test_days_end_on_the_day_after() -> None:
    """An all-day event's end is no part of it."""
    event = one(entry(date(2027, 12, 30), date(2027, 12, 31)))
    assert (event["DTSTART"].value, event["DTEND"].value) == ("20271230", "20280101")


@pytest.mark.parametrize(
    ("start", "end", "every", "days"),
    [
        (date(2027, 4, 8), date(2027, 4, 29), Interval(days=7), ["0408", "0415", "0422", "0429"]),
        (date(2027, 4, 1), date(2027, 4, 10), Interval(days=3), ["0401", "0404", "0407", "0410"]),
        (date(2027, 4, 1), date(2027, 7, 1), Interval(months=1), ["0401", "0501", "0601", "0701"]),
        (date(2027, 1, 31), date(2027, 5, 1), Interval(months=1), ["0131", "0228", "0331", "0430"]),
        (date(2027, 1, 30), date(2027, 7, 31), Interval(months=3), ["0130", "0430", "0730"]),
        (date(2027, 1, 2), date(2029, 1, 2), Interval(months=12), ["0102", "0102", "0102"]),
    ],
)
def test_series(start: date, end: date, every: Interval, days: list[str]) -> None:
    """Weeks, days and months; what begins at the end of a month stays there."""
    assert [f"{day:%m%d}" for day in series(one(entry(start, end, every)))] == days


def test_reviews_look_back_on_each_span() -> None:
    """Weekly reviews begin after the first week and end after the last; what comes once is no series."""
    text = "optimization: {reviews: [{cadence: weekly}, {cadence: monthly}, {cadence: quarterly}, {cadence: yearly}]}"
    found = {
        (told.start, told.end, told.every)
        for told in context_of(checked_over_minimal(text)).agenda
        if told.kind_key is EntryKind.REVIEW
    }
    assert found == {
        (date(2027, 4, 8), date(2027, 7, 1), Interval(days=7)),
        (date(2027, 5, 1), date(2027, 7, 1), Interval(months=1)),
        (date(2027, 7, 1), date(2027, 7, 1), None),
    }


def test_publications_have_their_hours() -> None:
    """Hours are the readers': they float, and reach past midnight where they end earlier than they begin."""
    text = (
        "content: {pieces: [{id: a, theme: Note, format: sms, publish_on: 2027-04-05, hours: 09:00-20:00}, "
        "{id: b, theme: Night, format: live, publish_on: 2027-04-06, hours: 22:00-01:00}, "
        "{id: c, theme: Often, format: sms, frequency: 3/week, end: 2027-04-20, hours: 10:00-11:00}]}"
    )
    found = {event["SUMMARY"].text: event for event in events(ics(context_of(checked_over_minimal(text))))}
    note, night = found["Publication · Note"], found["Publication · Night"]
    assert (note["DTSTART"].value, note["DTEND"].value) == ("20270405T090000", "20270405T200000")
    assert (night["DTSTART"].value, night["DTEND"].value) == ("20270406T220000", "20270407T010000")
    often = found["Publication · Often, 3 times a week"]
    assert often["RRULE"].value == "FREQ=WEEKLY;UNTIL=20270420T235959;INTERVAL=1"


def test_a_goal_s_milestone_is_due_with_the_goal_at_latest() -> None:
    """A month's figure is due on its last day, or on the goal's own day within the month, and told once."""
    text = (
        "goals: {targets: [{id: a, name: A, metric: orders, target: 10, by: 2027-05-20, "
        "milestones: {2027-04: 4, 2027-05: 6}}, {id: b, name: B, metric: cvr, of: clicks, target: 3%, by: 2027-06-30, "
        "milestones: {2027-05: 2%, 2027-06: 3%}}]}"
    )
    agenda = context_of(checked_over_minimal(text)).agenda
    goals = [told for told in agenda if told.kind_key is EntryKind.GOAL and told.what[0] in "AB"]
    assert [(each.what, each.start) for each in goals] == [
        ("A, Apr 2027: 4", date(2027, 4, 30)),
        ("A, May 2027: 6", date(2027, 5, 20)),
        ("A: 10", date(2027, 5, 20)),
        ("B, May 2027: 2%", date(2027, 5, 31)),
        ("B: 3%", date(2027, 6, 30)),
    ]


@settings(deadline=None)
@given(st.text(max_size=200))
@example("a\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT")
@example("a\\Nb\\nc\\;\\,")
@example("x" * 10_000)
@example("計畫🎉" * 60)
@example("\x00\x1b\x7f\x85\u2028\ud800")
@example("\";:,=^n^'")
def test_any_text_comes_back(text: str) -> None:
    """Names in one line, notes with their lines; nothing of a text is read as a line of the file."""
    event = one(entry(DAY, DAY, what=text, note=text, owner=text, kind=text))
    assert event["SUMMARY"].text == in_one_line(text)
    if inert(text):
        assert event["DESCRIPTION"].text.startswith(inert(text))
    assert event["CATEGORIES"].text == in_one_line(text)


def test_draft_is_marked() -> None:
    """A draft's calendar is called so."""
    context, _ = made(MINIMAL)
    data = ics(replace(context, cover=replace(context.cover, draft="DRAFT")))
    assert calendar_file.read(data)["X-WR-CALNAME"].text == "DRAFT · Spring promotion"


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_broken_plans_make_whole_files(path: Path) -> None:
    """What can be read of a plan with errors is there, and the file keeps the standard."""
    checked = checked_file(path)
    if checked.document.data is not None:
        context = context_of(checked)
        assert len(events(ics(context))) == len(context.agenda)


def test_a_plan_without_days_is_an_empty_calendar() -> None:
    """What has no dates makes no events, and the file is whole."""
    assert events(ics(context_of(checked_text("promoplan: 1\nplan: {id: a, name: Bare, kind: campaign}\n")))) == []


def test_without_icalendar() -> None:
    """Where the library is not installed, the error names what to install."""
    script = (
        "import sys; sys.modules['icalendar'] = None\n"
        "from promoplan.errors import MissingExtra\n"
        "from promoplan.report.ics import ics\n"
        "from tests.report import making\n"
        "try: ics(making.context())\n"
        "except MissingExtra as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == 'ICS: icalendar is not installed; pip install "promoplan[office]"'
