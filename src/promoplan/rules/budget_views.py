"""The views of the money: computed from the lines and held against the splits that the plan or the method wants."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import (
    ZERO,
    base_amount,
    by_category,
    by_channel,
    by_phase,
    innovation,
    lines_on,
    media,
    reserve,
    total_of,
)
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget, Category, ChannelView, View
from promoplan.model.channels import Channels, Role
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.phases import Phases
from promoplan.rules.rule import Problem, problem, rule


class TargetLimits(NamedTuple):
    """How far a share may lie from its target, in points as a ratio."""

    tolerance: Decimal = Decimal("0.05")


class CoreLimits(NamedTuple):
    """The smallest share of the media money that core channels hold."""

    min_share: Decimal = Decimal("0.50")


class InnovationLimits(NamedTuple):
    """The share of the working money that tries something new, where the plan names none."""

    min_share: Decimal = Decimal("0.10")


class SumLimits(NamedTuple):
    """How far targets may be from a whole before they count as not closing."""

    rounding: Decimal = Decimal("0.001")


@rule("PP603", Severity.WARNING, limits=TargetLimits)
def category_off_target(budget: Budget, channels: Channels | None = None, *, limits: TargetLimits) -> Iterator[Problem]:
    """A category's or channel's share of the money is too far from the one declared."""
    targets = budget.targets
    if targets and targets.category:
        base = targets.category.base
        loose = [line for line in lines_on(budget, base) if line.category is None]
        held = Held(by_category(budget, base), total_of(loose), set(Category))
        yield from _off_target(budget, targets.category, held, limits)
    if targets and targets.channel:
        base = targets.channel.base
        known = {channel.id for channel in channels.items} if channels else set()
        loose = [line for line in lines_on(budget, Base.MEDIA) if line.channel not in known]
        yield from _off_target(budget, targets.channel, Held(by_channel(budget, base), total_of(loose), known), limits)


@rule("PP604", Severity.WARNING, limits=TargetLimits)
def phase_off_target(budget: Budget, phases: Phases | None = None, *, limits: TargetLimits) -> Iterator[Problem]:
    """A phase's share of the money is too far from the one declared, or much of the money has no phase."""
    view = budget.targets.phase if budget.targets else None
    if view is None:
        return
    lines, held = tuple(lines_on(budget, view.base)), by_phase(budget, view.base)
    whole, dated = base_amount(budget, view.base), sum(held.values(), ZERO)
    loose = total_of(line for line in lines if line.phase is None and not line.phases)
    if loose > whole * limits.tolerance:
        yield problem(view.path, on_key=True, variant="loose", loose=Money(loose), share=Ratio(loose / whole))
    else:
        known = {phase.id for phase in phases.items} if phases else set()
        yield from _off_target(budget, view, Held(held, abs(total_of(lines) - dated), known), limits)


@dataclass(frozen=True)
class Held:
    """Money by tag, the money that should carry a tag and does not, and the tags that the plan defines."""

    by_tag: Mapping[str, Decimal]
    loose: Decimal
    known: Collection[str]


def _off_target(budget: Budget, view: View, held: Held, limits: TargetLimits) -> Iterator[Problem]:
    """One problem per known tag whose share is off; none where much money carries no tag, which other codes say."""
    whole = base_amount(budget, view.base)
    margin = whole * limits.tolerance
    if not whole or held.loose > margin:
        return
    for tag, target in view.shares.items():
        amount, wanted = held.by_tag.get(str(tag), ZERO), whole * target
        if tag in held.known and abs(amount - wanted) > margin:
            yield problem(
                view.at(str(tag)),
                variant="under" if amount < wanted else "over",
                tag=str(tag),
                share=Ratio(amount / whole),
                amount=Money(amount),
                base=view.base,
                target=target,
                wanted=Money(wanted),
            )


@rule("PP605", Severity.WARNING, limits=CoreLimits)
def core_share(budget: Budget, channels: Channels, *, limits: CoreLimits) -> Iterator[Problem]:
    """Core channels hold too little of the media money."""
    whole, held = media(budget), by_channel(budget, Base.MEDIA)
    role = {channel.id: channel.role for channel in channels.items}
    core = [id_ for id_ in role if role[id_] is Role.CORE]
    amount = sum((held.get(id_, ZERO) for id_ in core), ZERO)
    uncertain = whole - sum((held.get(id_, ZERO) for id_ in role), ZERO)
    if core and amount + uncertain < whole * limits.min_share:
        yield problem(
            budget.at("lines"),
            on_key=True,
            channels=tuple(core),
            share=Ratio(amount / whole),
            amount=Money(amount),
            whole=Money(whole),
            least=Ratio(limits.min_share),
            wanted=Money(whole * limits.min_share),
        )


@rule("PP614", Severity.ERROR, limits=SumLimits)
def targets_do_not_close(budget: Budget, *, limits: SumLimits) -> Iterator[Problem]:
    """The wanted shares of a view do not add up to the whole of its base."""
    for view, parts, whole in wanted_shares(budget):
        off = parts - whole
        if off > limits.rounding or (off < -limits.rounding and not may_be_part(view)):
            yield problem(
                view.path,
                on_key=True,
                variant="total" if view.base is Base.TOTAL and whole < 1 else "",
                view=view.path[-1],
                base=view.base,
                parts=parts * 100,
                wanted=Ratio(whole),
                reserve=Ratio(1 - whole),
            )


def wanted_shares(budget: Budget) -> Iterator[tuple[View, Decimal, Decimal]]:
    """Each set of wanted shares with their sum, and with what they should add up to."""
    targets = budget.targets
    views: tuple[View | None, ...] = (targets.category, targets.phase, targets.channel) if targets else ()
    for view in views:
        if view is not None and view.shares:
            yield view, sum(view.shares.values(), ZERO), _whole(budget, view.base)


def may_be_part(view: View) -> bool:
    """Whether shares may leave some of their base out: channels do not take all of the money."""
    return isinstance(view, ChannelView) and view.base is not Base.MEDIA


def _whole(budget: Budget, base: Base) -> Decimal:
    """What shares on a base add up to: of the total, the reserve takes its part."""
    total = budget.total.amount
    return max(1 - reserve(budget) / total, ZERO) if base is Base.TOTAL and total else Decimal(1)


@rule("PP617", Severity.INFO, limits=InnovationLimits)
def no_innovation(budget: Budget, *, limits: InnovationLimits) -> Iterator[Problem]:
    """Too little money tries something new."""
    target = budget.targets.innovation if budget.targets else None
    base = target.base if target else Base.WORKING
    wanted = target.share if target else Ratio(limits.min_share)
    whole, amount = base_amount(budget, base), innovation(budget, base)
    if whole and amount < whole * wanted:
        yield problem(
            target.at("share") if target else budget.at("lines"),
            on_key=target is None,
            variant="" if amount else "none",
            share=Ratio(amount / whole),
            amount=Money(amount),
            whole=Money(whole),
            least=wanted,
            wanted=Money(whole * wanted),
        )


@rule("PP622", Severity.WARNING)
def technology_exceeds_platform(budget: Budget) -> Iterator[Problem]:
    """Technology takes more money than the platform it serves."""
    held = by_category(budget)
    technology, platform = held.get(Category.TECHNOLOGY, ZERO), held.get(Category.PLATFORM, ZERO)
    if platform and technology > platform:
        largest = max(
            (line for line in budget.lines if line.category is Category.TECHNOLOGY), key=lambda line: line.amount.amount
        )
        yield problem(largest.at("amount"), technology=Money(technology), platform=Money(platform))
