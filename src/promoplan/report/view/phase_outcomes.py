"""What of the channels' money, and of what it brings, falls into each phase."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, field

from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import ZERO, cents
from promoplan.economics.reach import MOST_SHARES
from promoplan.economics.timing import share, spells_of
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel
from promoplan.model.numbers import ONE
from promoplan.model.phases import Phases
from promoplan.report.view.economics import CustomerView, OutcomeView, blended_view, total_view
from promoplan.report.view.material import Material


class PhaseView(Struct, frozen=True):
    """What of the money and of what it brings falls into one phase."""

    name: str
    outcome: OutcomeView
    share: str = ""
    customer: CustomerView = field(default_factory=CustomerView)


Found = Sequence[tuple[Channel, Outcome]]
"""Channels with what they bring over the whole of the plan."""


def phases(material: Material, found: Found) -> Iterator[PhaseView]:
    """What falls into each phase, in the plan's order, then what falls into none; nothing without phases."""
    section, period = material.section(Phases), material.period
    known = section.items if section else ()
    whole = sum((outcome.spend for _, outcome in found), ZERO)
    if period is None or not whole or len(known) * len(found) > MOST_SHARES:
        return
    spent = [spells_of(channel.id, period, section, material.section(Budget)) for channel, _ in found]
    left = [ONE for _ in found]
    for phase in known:
        parts = [share(spells, phase) for spells in spent]
        left = [rest - part for rest, part in zip(left, parts, strict=True)]
        yield _phase(material, phase.name, [_part(each, part) for each, part in zip(found, parts, strict=True)], whole)
    rest = [_part(each, max(part, ZERO)) for each, part in zip(found, left, strict=True)]
    if known and cents(sum((outcome.spend for _, outcome in rest), ZERO)) > 0:
        yield _phase(material, material.voice.label("no-phase"), rest, whole)


def _part(found: tuple[Channel, Outcome], part: Decimal) -> tuple[Channel, Outcome]:
    return found[0], found[1].share(part)


def _phase(material: Material, name: str, found: Found, whole: Decimal) -> PhaseView:
    view = total_view(material, [outcome for _, outcome in found])
    return PhaseView(name, view, material.voice.part(view.values.spend, whole), blended_view(material, found))
