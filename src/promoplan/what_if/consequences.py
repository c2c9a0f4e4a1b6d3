"""What follows from a setting beyond the value that it names.

`budget.total` scales the ledger, since the money works in its lines; and where a channel's money changes, its
diminishing returns stay bound to the money that the plan gives it. Volumes that the plan states follow (`volumes`).
"""

from collections.abc import Collection, Sequence
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from promoplan.economics.ledger import CENT, ZERO, by_channel, cents, working
from promoplan.economics.paid import Paid, paid_channels
from promoplan.economics.shares import shared_out
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import plain
from promoplan.model.scalars import MAX_DIGITS
from promoplan.source.document import Override
from promoplan.source.overrides import Draft, Missing, Setting, written
from promoplan.source.text import Path
from promoplan.source.tree import Map, Spot
from promoplan.what_if.volumes import following

N = TypeVar("N", bound=Node)

TOTAL: Path = ("budget", "total")
LINES: Path = ("budget", "lines")
RESERVE: Path = ("budget", "reserve")
EITHER = {"ratio": "amount", "amount": "ratio"}
"""A reserve is one of both; a new one takes the other away."""


def scaling(draft: Draft, settings: Sequence[Setting]) -> Setting | None:
    """The setting that scales the ledger: the last of the total, unless lines or the reserve are set beside it."""
    found = [(setting, draft.find(setting.steps)) for setting in settings]
    if any(_gives_money(path) for _, path in found if not isinstance(path, Missing)):
        return None
    return next((setting for setting, path in reversed(found) if path == TOTAL), None)


def _gives_money(path: Path) -> bool:
    """Whether money of a line or of the reserve stands at a path."""
    inside = path[:2] in (LINES, RESERVE, TOTAL[:1])
    return inside and (len(path) <= len(LINES) or isinstance(path[-1], int) or path[-1] in EITHER)


def scale(draft: Draft, setting: Setting) -> None:
    """Multiplies lines, a reserve that is an amount, and the placements' spends, by the new total over the old one."""
    budget = _section(draft.data, "budget", Budget)
    value, spots = setting.at(TOTAL)
    wanted = _money(value)
    if budget is None or wanted is None or not budget.total.amount:
        return
    times, before = wanted / budget.total.amount, by_channel(budget)
    lines: list[tuple[Path, Money]] = [(line.at("amount"), line.amount) for line in budget.lines]
    kept = budget.reserve.amount if budget.reserve else None
    now_kept = (kept.amount * times).quantize(CENT, ROUND_UP) if kept else ZERO  # a share that is asked for still is
    if budget.reserve and kept:
        _share_out(draft, [(budget.reserve.at("amount"), kept)], now_kept, spots[TOTAL])
    _share_out(
        draft, lines, cents((working(budget) + (kept.amount if kept else ZERO)) * times) - now_kept, spots[TOTAL]
    )
    channels, scaled = _section(draft.data, "channels", Channels), _section(draft.data, "budget", Budget)
    if channels is None or scaled is None:
        return
    after = by_channel(scaled)
    for channel in channels.items:
        spends = [(each.at("spend"), each.spend) for each in channel.placements if each.spend]
        spent, money = _sum(spends), before.get(channel.id, ZERO)
        now = (spent * times).quantize(CENT, ROUND_DOWN)
        if spent <= money:  # what fits into the channel's lines still fits, to the cent
            held_now = after.get(channel.id, ZERO)
            now = held_now if spent == money else min(now, held_now)
        _share_out(draft, spends, now, spots[TOTAL])


def _share_out(draft: Draft, held: Sequence[tuple[Path, Money]], whole: Decimal, spot: Spot) -> None:
    """Gives each amount its part of a new sum, in whole cents that add up to it."""
    if not _sum(held):
        return
    weights = [int(money.amount.scaleb(MAX_DIGITS)) for _, money in held]
    for (path, money), part in zip(held, shared_out(int(whole / CENT), weights), strict=True):
        _replace(draft, path, f"{money.unit} {plain(part * CENT)}".strip(), spot)


def _replace(draft: Draft, path: Path, value: str, spot: Spot) -> None:
    """Puts a figure that follows from a setting in its place, and tells of it."""
    if not isinstance(draft.find(path), Missing):
        draft.note(path, Override(draft.dotted(path), written(draft.value(path)), value, follows=True))
        draft.put(path, value, {path: spot})


def keep_saturation(draft: Draft) -> None:
    """Where a channel's money changes, its diminishing returns name the money at which the plan's figures hold."""
    before = {paid.channel.id: paid.money for paid in _paid(draft.document.data)}
    for paid in _paid(draft.data):
        channel, planned = paid.channel, before.get(paid.channel.id, paid.money)
        if channel.saturation and channel.saturation.spend is None and planned != paid.money:
            path = (*channel.path, "saturation")
            _replace(draft, (*path, "spend"), plain(planned), draft.spots[path])


def keep_volumes(draft: Draft, given: Collection[Path]) -> None:
    """Where money or figures change, volumes that the plan states beside them change alike; those `given` stay."""
    for path, volume in following(_paid(draft.document.data), _paid(draft.data), given):
        _replace(draft, path, volume, draft.spots[path])


def _paid(data: Map | None) -> tuple[Paid, ...]:
    """The channels that money is spent on; none where it can't be told."""
    channels, budget = _section(data, "channels", Channels), _section(data, "budget", Budget)
    return paid_channels(channels, budget) if channels and budget else ()


def _section(data: Map | None, name: str, model: type[N]) -> N | None:
    """A section as the model reads it; None where it is absent or broken."""
    try:
        return model.model_validate(data[name]) if data and name in data else None
    except ValidationError:
        return None


def _money(value: object) -> Decimal | None:
    """An amount as a plan writes it; None for what is none."""
    try:
        return Money.read(value).amount
    except PydanticCustomError:
        return None


def _sum(held: Sequence[tuple[Path, Money]]) -> Decimal:
    return sum((money.amount for _, money in held), ZERO)
