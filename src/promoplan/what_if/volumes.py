"""Volumes that a plan states beside its economics: they follow when a setting changes what they were held against."""

from collections.abc import Collection, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec.structs import replace

from promoplan.economics.funnel import Outcome, outcome
from promoplan.economics.ledger import CENT, ZERO
from promoplan.economics.paid import Paid
from promoplan.economics.parts import Part, figures_of, parts_of
from promoplan.economics.returns import channel_outcome
from promoplan.model.channels import Expected
from promoplan.model.money import Money
from promoplan.model.numbers import ONE, plain
from promoplan.model.scalars import MAX_DIGITS
from promoplan.source.text import Path

_CHAIN = (
    ("impressions", "", ""),
    ("clicks", "impressions", "ctr"),
    ("orders", "clicks", "cvr"),
    ("revenue", "orders", "aov"),
)
"""Each volume, the one before it, and the rate between them."""


class _Stated(NamedTuple):
    """Volumes as a channel or placement states them, with what its economics make of its spend."""

    expected: Expected
    computed: Outcome
    rates: Mapping[str, Decimal]


def following(before: Collection[Paid], after: Collection[Paid], given: Collection[Path]) -> Iterator[tuple[Path, str]]:
    """The stated volumes that no longer fit, by path, each as much larger or smaller as what it is held against.

    One that did not fit before still doesn't, by the same share. Those at or below the paths `given` stay.
    """
    held = {stated.expected.path: stated for paid in before for stated in _stated(paid)}
    for paid in after:
        for stated in _stated(paid):
            old = held.get(stated.expected.path)
            if old is not None:
                yield from _moved(old, stated, given)


def _stated(paid: Paid) -> Iterator[_Stated]:
    channel, parts = paid.channel, parts_of(paid.channel, paid.money)
    if channel.expected:
        yield _Stated(
            channel.expected, channel_outcome(channel, paid.money), _rates(parts[0]) if len(parts) == 1 else {}
        )
    for placement in channel.placements:
        if placement.expected:
            spend = placement.spend.amount if placement.spend else ZERO
            part = replace(parts[0], spend=spend, figures=figures_of(channel, placement))
            yield _Stated(placement.expected, outcome(part), _rates(part))


def _rates(part: Part) -> Mapping[str, Decimal]:
    return {name: figure.likely for name, figure in part.figures.items()}


def _moved(old: _Stated, new: _Stated, given: Collection[Path]) -> Iterator[tuple[Path, str]]:
    """The volumes one after the other: one that follows from another follows its new value."""
    was, now = old.expected.volumes, dict(new.expected.volumes)
    for volume, before, rate in _CHAIN:
        path = new.expected.at(volume)
        if volume not in now or any(path[: len(each)] == each for each in given):
            continue
        times = _times(_makes(old, was, (volume, before, rate)), _makes(new, now, (volume, before, rate)))
        written = getattr(new.expected, volume)
        moved = (now[volume] * times).quantize(CENT if isinstance(written, Money) else ONE, ROUND_HALF_UP)
        if times != ONE and len(moved.as_tuple().digits) <= MAX_DIGITS:  # what no plan can hold says nothing anyway
            now[volume] = moved
            unit = written.unit if isinstance(written, Money) else ""
            yield path, f"{unit} {plain(now[volume])}".strip()


def _makes(stated: _Stated, volumes: Mapping[str, Decimal], step: tuple[str, str, str]) -> Decimal | None:
    """What a volume would be: by the stated one before it, else as computed."""
    volume, before, rate = step
    if before in volumes and rate in stated.rates:
        return volumes[before] * stated.rates[rate]
    found: Decimal | None = getattr(stated.computed, volume)
    return found


def _times(before: Decimal | None, after: Decimal | None) -> Decimal:
    return after / before if before and after is not None else ONE
