"""`Flow`: a channel's money with the figures that turn it into orders, as a simulation takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import ZERO
from promoplan.economics.measures import BASES
from promoplan.economics.monomials import Monomial, monomials
from promoplan.economics.paid import with_money
from promoplan.economics.parts import Estimate, Part, Path, parts_of
from promoplan.economics.returns import planned_outcome
from promoplan.economics.timing import Spell, share, spells_of
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, Channels, Placement
from promoplan.model.header import PlanHeader
from promoplan.model.node import Node
from promoplan.model.numbers import ONE
from promoplan.model.phases import Phase, Phases


@dataclass(frozen=True)
class Varied:
    """A figure of a channel and two values of it; `placement` is the one that has it of its own."""

    name: str
    path: Path
    start: Decimal
    end: Decimal
    placement: Placement | None


@dataclass(frozen=True)
class Flow:
    """A channel with its media money; a channel without money has no parts and counts with what the plan states."""

    channel: Channel
    money: Decimal
    parts: tuple[Part, ...]
    planned: Outcome
    spells: tuple[Spell, ...]

    @property
    def elasticity(self) -> Decimal:
        """How its volumes grow with its money: times ** elasticity."""
        return self.parts[0].elasticity if self.parts else ZERO

    def share(self, phase: Phase | None, by: date | None) -> Decimal:
        """The share of it that falls into a phase, up to a day, or both."""
        return share(self.spells, phase, by)

    @cached_property
    def computed(self) -> Mapping[str, tuple[Monomial, ...]]:
        """The base measures that its figures tell, each as a sum of monomials."""
        told = [monomials(part) for part in self.parts]
        return {
            base: tuple(each[base] for each in told) for base in BASES if told and all(base in each for each in told)
        }

    @cached_property
    def doubtful(self) -> tuple[str, ...]:
        """Figures that may be 0 and would have to be divided by; what needs them is not known."""
        divisors = (figure for sums in self.computed.values() for each in sums for figure in each.divisors)
        paths = {figure.path for figure in divisors if figure.low <= 0}
        return tuple(name for name in ("cpc", "cpm") if any(self.figures[path][0] == name for path in paths))

    @cached_property
    def known(self) -> Mapping[str, tuple[Monomial, ...]]:
        """The base measures that it tells: computed where they can be, else as the plan states them."""
        found: dict[str, tuple[Monomial, ...]] = {}
        for base in BASES:
            computed, stated = self.computed.get(base), self.planned.sums[base]
            if computed is None and stated is not None:
                found[base] = (Monomial(stated),)
            elif computed is not None and all(figure.low > 0 for each in computed for figure in each.divisors):
                found[base] = computed
        return found

    @cached_property
    def figures(self) -> Mapping[Path, tuple[str, Estimate]]:
        """The figures of its parts by their path, each once."""
        return {figure.path: (name, figure) for part in self.parts for name, figure in part.figures.items()}

    @cached_property
    def at_work(self) -> Mapping[Path, tuple[str, Estimate]]:
        """Those of them that something known depends on."""
        used = {
            figure.path for sums in self.known.values() for each in sums for figure in (*each.factors, *each.divisors)
        }
        return {path: found for path, found in self.figures.items() if path in used}

    @cached_property
    def ranges(self) -> tuple[Varied, ...]:
        """The uncertain figures from end to end."""
        return tuple(
            Varied(name, path, figure.low, figure.high, self.placement(path))
            for path, (name, figure) in self.at_work.items()
            if figure.is_range
        )

    @cached_property
    def worse(self) -> tuple[Varied, ...]:
        """Each figure as planned and a tenth worse: costs and refunds higher, all else lower."""
        return tuple(
            Varied(name, path, figure.likely, _worse(name, figure.likely), self.placement(path))
            for path, (name, figure) in self.at_work.items()
        )

    def placement(self, path: Path) -> Placement | None:
        """The placement that a figure is of; None for the channel's own."""
        inside = self.inside(path)
        if inside[:1] != ("placements",) or not isinstance(inside[1], int):
            return None
        return self.channel.placements[inside[1]]

    def inside(self, path: Path) -> Path:
        """Where a figure stands within its channel."""
        return path[len(self.channel.path) :]


def likely(whole: Sequence[Monomial]) -> Decimal:
    """A base measure as planned."""
    return sum((monomial.likely for monomial in whole), ZERO)


_WORSE_WHEN_HIGHER = frozenset({"cpc", "cpm", "refund_rate"})
_HIGHER, _LOWER = Decimal("1.1"), Decimal("0.9")


def _worse(name: str, value: Decimal) -> Decimal:
    if name == "refund_rate":
        return min(value * _HIGHER, ONE)
    return value * (_HIGHER if name in _WORSE_WHEN_HIGHER else _LOWER)


def flows(sections: Mapping[str, Node]) -> tuple[Flow, ...]:
    """The channels that bring something, in the plan's order: by their media money, or as the plan just states."""
    header, channels = sections.get("plan"), sections.get("channels")
    if not isinstance(header, PlanHeader) or not isinstance(channels, Channels):
        return ()
    budget, phases = sections.get("budget"), sections.get("phases")
    ledger = budget if isinstance(budget, Budget) else None
    dates = phases if isinstance(phases, Phases) else None
    found = (
        Flow(
            channel,
            money,
            parts_of(channel, money) if money else (),
            planned_outcome(channel, money),
            spells_of(channel.id, header.period, dates, ledger),
        )
        for channel, money in with_money(channels, ledger)
    )
    return tuple(flow for flow in found if flow.money or any(flow.planned.sums.values()))
