"""Entries of the agenda as events of iCalendar (RFC 5545); the only module that knows the icalendar library."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vRecur, vText

from promoplan.report.inert import in_one_line, inert
from promoplan.report.view.agenda import EntryKind, EntryView, Interval
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice

_NAMESPACE = UUID("6b1f2f0e-6a53-5b9c-9d0a-2f6a0c1d7e54")
"""Of our own making: UIDs are UUIDs of version 5, which hang on nothing but names (RFC 9562, 5.5)."""
_NAMED_BY_KIND = frozenset(
    {
        EntryKind.PHASE,
        EntryKind.MILESTONE,
        EntryKind.GOAL,
        EntryKind.PROMOTION,
        EntryKind.PLACEMENT,
        EntryKind.PUBLICATION,
    }
)
"""Kinds whose names alone do not tell what they are."""
_WEEK, _YEAR = 7, 12
_SHORTEST_MONTH = 28


class _Text(vText):
    """TEXT escaped as RFC 5545 (3.3.11) has it; the library takes a backslash before N for a line break."""

    def to_ical(self) -> bytes:
        """The escaped text in UTF-8."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def calendar(context: ReportContext) -> bytes:
    """The whole file: lines end in CR LF and have 75 octets at most, whole characters in each."""
    cover, voice = context.cover, Voice(context.language)
    made = Calendar()
    made.add("prodid", "-//promoplan//promoplan//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    name = " · ".join(filter(None, (cover.draft, cover.what_if, cover.name)))
    made.add("name", _text(in_one_line(name), context))
    made["x-wr-calname"] = _Text(in_one_line(name))
    for entry in context.agenda:
        made.add_component(_event(entry, context, voice))
    return bytes(made.to_ical())


def _text(text: str, context: ReportContext) -> _Text:
    found = _Text(text)
    found.params["LANGUAGE"] = context.language.value
    return found


def _event(entry: EntryView, context: ReportContext, voice: Voice) -> Event:
    event = Event()
    plan = context.cover.id or context.cover.name
    event.add("uid", f"{uuid5(_NAMESPACE, f'{plan}/{entry.key}')}@promoplan")
    event.add("dtstamp", datetime.combine(context.today, time(), UTC))
    first, following = _first(entry)
    event.add("dtstart", first)
    event.add("dtend", following)
    if entry.every:
        event.add("rrule", _rule(entry, entry.every))
    event.add("summary", _text(in_one_line(_summary(entry, voice)), context))
    if told := "\n".join(filter(None, _description(entry, voice))):
        event.add("description", _text(inert(told), context))
    event["categories"] = _text(in_one_line(entry.kind), context)
    event.add("transp", "TRANSPARENT")  # a campaign makes nobody busy
    return event


def _first(entry: EntryView) -> tuple[date, date]:
    """Begin and end of an entry, or of the first one of a series; the end is no part of it (RFC 5545, 3.6.1)."""
    if entry.opens is None or entry.closes is None:
        last = entry.start if entry.every else entry.end
        return entry.start, last + timedelta(days=1)
    over_midnight = entry.closes <= entry.opens
    until = entry.start + timedelta(days=int(over_midnight))
    return datetime.combine(entry.start, entry.opens), datetime.combine(until, entry.closes)


def _rule(entry: EntryView, every: Interval) -> vRecur:
    """How a series repeats; one that begins at the end of a month falls on the last day that a month has of these."""
    until = datetime.combine(entry.end, time.max.replace(microsecond=0)) if entry.opens else entry.end
    rule: dict[str, object]
    if every.days:
        weeks = every.days % _WEEK == 0
        rule = {"FREQ": "WEEKLY" if weeks else "DAILY", "INTERVAL": every.days // (_WEEK if weeks else 1)}
    elif entry.start.day > _SHORTEST_MONTH:
        days = list(range(_SHORTEST_MONTH, entry.start.day + 1))
        rule = {"FREQ": "MONTHLY", "INTERVAL": every.months, "BYMONTHDAY": days, "BYSETPOS": -1}
    else:
        years = every.months % _YEAR == 0
        rule = {"FREQ": "YEARLY" if years else "MONTHLY", "INTERVAL": every.months // (_YEAR if years else 1)}
    return vRecur(rule | {"UNTIL": until})


def _summary(entry: EntryView, voice: Voice) -> str:
    """What happens, with its kind where the name alone does not tell it, and the rhythm of a publication."""
    if entry.kind_key not in _NAMED_BY_KIND:
        return entry.what
    what = f"{entry.kind} · {entry.what}"
    return voice.label("with-basis", name=what, basis=entry.rhythm) if entry.rhythm else what


def _description(entry: EntryView, voice: Voice) -> Iterator[str]:
    """A line for each thing that the plan tells of the entry, and one where the plan names no days."""
    yield entry.note
    told = (("channels", entry.where), ("cadence", entry.rhythm), ("owner", entry.owner))
    for key, value in told:
        if value:
            yield f"{voice.label(f'field.{key}')}{voice.label('colon')}{value}"
    if entry.every:
        yield voice.label("agenda.days-open")
