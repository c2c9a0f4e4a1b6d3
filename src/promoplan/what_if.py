"""What if: a plan's document with other figures laid over it, as `--set` asks.

Two settings reach further than the value they name. `budget.total` scales the ledger, since the money works in its
lines; and where a channel's money changes, its diminishing returns stay bound to the money that the plan gives it.
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from promoplan.economics.exact import exact
from promoplan.economics.ledger import CENT, ZERO, by_channel, cents, working
from promoplan.economics.paid import Paid, paid_channels
from promoplan.economics.shares import shared_out
from promoplan.errors import UsageError
from promoplan.findings.nearest import nearest
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import plain
from promoplan.model.paths import node_at
from promoplan.model.scalars import MAX_DIGITS
from promoplan.source.document import Document, Override
from promoplan.source.overrides import Draft, Missing, Setting, written
from promoplan.source.text import Path
from promoplan.source.tree import Map, Spot

N = TypeVar("N", bound=Node)

TOTAL: Path = ("budget", "total")
LINES: Path = ("budget", "lines")
RESERVE: Path = ("budget", "reserve")
_MOST_KNOWN = 12
_EITHER = {"ratio": "amount", "amount": "ratio"}


def what_if(document: Document, settings: Sequence[Setting]) -> Document:
    """The document with the settings laid over it in their order, so that of two for one value the last counts.

    A document without data stays as it is. Raises UsageError for a path that leads nowhere.
    """
    if document.data is None or not settings:
        return document
    draft = Draft(document, _alone)
    with exact():
        if scaling := _scaling(draft, settings):
            _scale(draft, scaling)
        for setting in settings:
            _apply(draft, setting)
        _keep_saturation(draft)
    return draft.done(settings[0].source)


def _alone(path: Path, value: object) -> str | None:
    """The field that a value alone stands for at a path of the model."""
    model = node_at(path)
    try:
        return model.short_for(value) if model else None
    except PydanticCustomError:  # a reserve of 10, which may be 10% or 10: the model says so
        return None


def _apply(draft: Draft, setting: Setting) -> None:
    """Puts a setting's value in its place; null takes a key away, a value alone leaves what stands beside it."""
    path = _found(draft, setting)
    whole = draft.value(path)
    value, spots = setting.at(path)
    before, field = written(whole), _alone(path, value) if isinstance(whole, dict) else None
    if field is not None:
        path = (*path, field)
        before = written(draft.value(path)) or before
        value, spots = setting.at(path)
        if path[:-1] == RESERVE:
            draft.drop((*RESERVE, _EITHER[field]))
    elif value is None and whole is None:
        raise _no_such(draft, setting, Missing(str(path[-1]), draft.dotted(path[:-1]), ()))
    draft.note(path, Override(".".join(setting.steps), before, written(value)))
    if value is None and isinstance(path[-1], str):
        draft.drop(path)
    else:
        draft.put(path, value, spots)


def _found(draft: Draft, setting: Setting) -> Path:
    found = draft.find(setting.steps)
    if isinstance(found, Missing):
        raise _no_such(draft, setting, found)
    return found


def _no_such(draft: Draft, setting: Setting, missing: Missing) -> UsageError:
    """The error for a step that leads nowhere."""
    text, step, below = setting.text, missing.step, missing.below or draft.document.path
    if missing.several:
        return UsageError(
            "--set {setting}: several things in {below} are called {step}", setting=text, below=below, step=step
        )
    near, known = nearest(step, missing.known), missing.known[:_MOST_KNOWN]
    if near is not None:
        return UsageError(
            "--set {setting}: nothing in {below} is called {step}; near is {near}",
            setting=text,
            below=below,
            step=step,
            near=near,
        )
    if not known:
        return UsageError("--set {setting}: nothing in {below} is called {step}", setting=text, below=below, step=step)
    return UsageError(
        "--set {setting}: nothing in {below} is called {step}; there is {known}",
        setting=text,
        below=below,
        step=step,
        known=known,
    )


def _scaling(draft: Draft, settings: Sequence[Setting]) -> Setting | None:
    """The setting that scales the ledger: the last of the total, unless lines or the reserve are set beside it."""
    found = [(setting, draft.find(setting.steps)) for setting in settings]
    if any(_gives_money(path) for _, path in found if not isinstance(path, Missing)):
        return None
    return next((setting for setting, path in reversed(found) if path == TOTAL), None)


def _gives_money(path: Path) -> bool:
    """Whether money of a line or of the reserve stands at a path."""
    inside = path[:2] in (LINES, RESERVE, TOTAL[:1])
    return inside and (len(path) <= len(LINES) or isinstance(path[-1], int) or path[-1] in _EITHER)


def _scale(draft: Draft, setting: Setting) -> None:
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


def _keep_saturation(draft: Draft) -> None:
    """Where a channel's money changes, its diminishing returns name the money at which the plan's figures hold."""
    before = {paid.channel.id: paid.money for paid in _paid(draft.document.data)}
    for paid in _paid(draft.data):
        channel, planned = paid.channel, before.get(paid.channel.id, paid.money)
        if channel.saturation and channel.saturation.spend is None and planned != paid.money:
            path = (*channel.path, "saturation")
            _replace(draft, (*path, "spend"), plain(planned), draft.spots[path])


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
