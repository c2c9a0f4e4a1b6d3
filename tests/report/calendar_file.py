"""A strict reader of iCalendar files (RFC 5545), written from the standard alone."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<params>(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(?P<value>.*)'
)
_TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
_ESCAPE = re.compile(r"\\(.)")
_OCTETS = 75


@dataclass(frozen=True)
class Line:
    """A property: its parameters and its value as it is written."""

    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of type TEXT (3.3.11)."""
        assert _TEXT.fullmatch(self.value), self.value
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)

    @property
    def moment(self) -> date:
        """The value of type DATE or DATE-TIME (3.3.4, 3.3.5)."""
        if self.params.get("VALUE") == "DATE":
            return datetime.strptime(self.value, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        return datetime.strptime(self.value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - floating


@dataclass
class Component:
    """A component with its properties, each of which stands once, and the components in it."""

    name: str
    lines: dict[str, Line] = field(default_factory=dict)
    inner: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> Line:
        return self.lines[name]


def read(data: bytes) -> Component:
    """The calendar of a file; fails where the file departs from the standard."""
    physical = data.split(b"\r\n")
    assert physical.pop() == b"", "the last line ends, too"
    for octets in physical:
        assert len(octets) <= _OCTETS, octets
        assert b"\n" not in octets
        assert b"\r" not in octets
        octets.decode()  # no character is parted (3.1)
    logical: list[str] = []
    for line in (each.decode() for each in physical):
        if line.startswith((" ", "\t")):
            logical[-1] += line[1:]
        else:
            logical.append(line)
    return _component(logical)


def _component(logical: list[str]) -> Component:
    open_ = [Component("")]
    for line in logical:
        found = _LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            open_.append(Component(value))
        elif name == "END":
            closed = open_.pop()
            assert closed.name == value
            open_[-1].inner.append(closed)
        else:
            assert name not in open_[-1].lines, name
            params = dict(part.split("=", 1) for part in found["params"].split(";")[1:])
            open_[-1].lines[name] = Line(params, value)
    (calendar,) = open_[0].inner
    assert (calendar.name, calendar["VERSION"].value) == ("VCALENDAR", "2.0")
    assert calendar["PRODID"].text
    for event in calendar.inner:
        _check(event)
    uids = [event["UID"].value for event in calendar.inner]
    assert len(set(uids)) == len(uids)
    return calendar


def _check(event: Component) -> None:
    """What each event must hold, and what must fit together (3.6.1, 3.8.2.2, 3.3.10)."""
    assert event.name == "VEVENT"
    assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", event["DTSTAMP"].value)
    start, end = event["DTSTART"], event["DTEND"]
    assert start.params == end.params
    assert start.moment < end.moment
    if rule := event.lines.get("RRULE"):
        parts = dict(part.split("=") for part in rule.value.split(";"))
        assert parts["FREQ"] in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
        assert len(parts["UNTIL"]) == len(start.value)
        assert parts["UNTIL"] >= start.value
        assert set(parts) <= {"FREQ", "INTERVAL", "UNTIL", "BYMONTHDAY", "BYSETPOS"}
        assert parts["FREQ"] == "MONTHLY" or "BYMONTHDAY" not in parts


def in_order(days: list[date]) -> bool:
    """Whether each day comes after the one before it."""
    return all(one < other for one, other in pairwise(days))
