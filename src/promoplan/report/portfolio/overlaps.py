"""Where plans meet: on one channel, before one segment, in one week."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

Span = tuple[date, date]
"""First and last day, both included."""

_Stays = dict[str, list[Span]]  # when a plan is on a channel, by segment


class Presence(NamedTuple):
    """A plan is on a channel before a segment for a time; a segment without a name stands for everybody."""

    plan: int
    channel: str
    segment: str
    start: date
    end: date


class Overlap(NamedTuple):
    """Two plans on one channel before one segment, in the weeks of these days; weeks begin on Monday."""

    channel: str
    segment: str
    first: int
    second: int
    start: date
    end: date


def overlaps(presences: Iterable[Presence]) -> Iterator[Overlap]:
    """Each stretch of weeks in which two plans meet, by channel, segment, plans and time.

    Names are the same when they differ only in case. A plan that names no segment on a channel meets every other one
    there. Two plans meet in a week when each is there on any day of it.
    """
    by_channel: dict[str, dict[int, _Stays]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    names: dict[str, str] = {}
    for each in presences:
        for name in (each.channel, each.segment):
            names.setdefault(name.casefold(), name)
        stay = by_channel[each.channel.casefold()][each.plan][each.segment.casefold()]
        stay.append((_monday(each.start), _sunday(each.end)))
    for channel, plans in by_channel.items():
        for first, second in combinations(sorted(plans), 2):
            for segment, spans in _met(plans[first], plans[second]):
                for start, end in spans:
                    yield Overlap(names[channel], names[segment], first, second, start, end)


def _met(one: _Stays, other: _Stays) -> Iterator[tuple[str, Sequence[Span]]]:
    """When two plans are before the same segment; who speaks to everybody meets each of the other's."""
    for segment in dict.fromkeys((*one, *other)):
        pairs = {(segment, segment), (segment, ""), ("", segment)}
        spans = (span for ours, theirs in pairs for span in _common(_of(one, ours), _of(other, theirs)))
        yield segment, _merged(spans)


def _of(stays: _Stays, segment: str) -> list[Span]:
    return _merged(stays.get(segment, ()))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= _next(found[-1][1]):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _common(one: Sequence[Span], other: Sequence[Span]) -> Iterator[Span]:
    """The times that lie in both."""
    here = there = 0
    while here < len(one) and there < len(other):
        start, end = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if start <= end:
            yield start, end
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _monday(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - day.weekday(), date.min.toordinal()))


def _sunday(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), date.max.toordinal()))
