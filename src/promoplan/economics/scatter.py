"""How far ranges let a channel's base measures vary: exact means and covariances, in closed form.

Each base measure of a part is a product of independent figures (see `monomials`), so that E[XY] of two of them is a
product of the figures' moments too. A figure that several parts take over is one figure: through it they vary together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import expm1, log1p, prod

from msgspec import Struct

from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import ZERO
from promoplan.economics.moments import excess, has_moments, moment
from promoplan.economics.monomials import Monomial, monomials
from promoplan.economics.parts import Estimate, Part
from promoplan.model.numbers import ONE

MOST_PAIRS = 20_000
"""The most pairs of monomials with a range in common of which covariances are computed in one plan."""

Powers = frozenset[tuple[Estimate, int]]
"""The ranges of a monomial, each with its power."""


class Scatter(Struct, frozen=True):
    """Means of a channel's base measures by name, and their covariances by pair, each pair both ways round.

    `ranges` are those that each base measure depends on.
    """

    means: Mapping[str, float]
    covariances: Mapping[tuple[str, str], float]
    ranges: Mapping[str, Powers]


class _Term(Struct, frozen=True):
    """Part of a base measure with its mean; `powers` are the ranges it depends on."""

    base: str
    mean: float
    powers: Mapping[Estimate, int]


def scatters(channels: Sequence[tuple[Sequence[Part], Outcome]], bases: Sequence[str]) -> tuple[Scatter, ...] | None:
    """How the base measures of each channel scatter, those that it tells.

    A channel is given by its parts, and by its outcome as planned for what the parts do not tell. None where a range
    that may be zero is divided by, or where so many figures hang together that the work would not be bounded.
    """
    every = [_numbers(parts, outcome, bases) for parts, outcome in channels]
    ranges = {power for numbers in every for _, powers in numbers for power in powers}
    if sum(map(_pairs, every)) > MOST_PAIRS or not all(has_moments(*power) for power in ranges):
        return None
    return tuple(_scatter(_terms(numbers)) for numbers in every)


def _numbers(parts: Sequence[Part], outcome: Outcome, bases: Sequence[str]) -> Mapping[tuple[str, Powers], Decimal]:
    """What stands before the ranges in each base measure; parts that depend on the same ranges are one."""
    numbers: dict[tuple[str, Powers], Decimal] = {}
    told = [monomials(part) for part in parts]
    for base in bases:
        if told and all(base in each for each in told):
            for each in told:
                number, powers = _split(each[base])
                numbers[base, powers] = numbers.get((base, powers), ZERO) + number
        elif (planned := outcome.sums[base]) is not None:
            numbers[base, frozenset()] = planned
    return numbers


def _split(monomial: Monomial) -> tuple[Decimal, Powers]:
    """A monomial's fixed number, and its ranges."""
    figures = [(figure, 1) for figure in monomial.factors] + [(figure, -1) for figure in monomial.divisors]
    number = monomial.number
    for figure, power in figures:
        if not figure.is_range:
            number *= figure.low if power == 1 else ONE / figure.low
    return number, frozenset((figure, power) for figure, power in figures if figure.is_range)


def _pairs(numbers: Mapping[tuple[str, Powers], Decimal]) -> int:
    uses = Counter(figure for _, powers in numbers for figure, _ in powers)
    return sum(count * count for count in uses.values())


def _terms(numbers: Mapping[tuple[str, Powers], Decimal]) -> list[_Term]:
    means = {power: moment(*power) for power in {power for _, powers in numbers for power in powers}}
    return [
        _Term(base, float(prod((means[power] for power in powers), start=number)), dict(powers))
        for (base, powers), number in numbers.items()
    ]


def _scatter(terms: Sequence[_Term]) -> Scatter:
    means: dict[str, float] = {}
    ranges: dict[str, Powers] = {}
    covariances: dict[tuple[str, str], float] = {}
    for term in terms:
        means[term.base] = means.get(term.base, 0.0) + term.mean
        ranges[term.base] = ranges.get(term.base, frozenset()) | term.powers.items()
    logs: dict[tuple[Estimate, int, int], float] = {}
    for one, other in _linked(terms):
        together = 0.0
        for figure in one.powers.keys() & other.powers.keys():
            key = figure, one.powers[figure], other.powers[figure]
            if key not in logs:
                logs[key] = log1p(float(excess(*key)))
            together += logs[key]
        pair = one.base, other.base
        covariances[pair] = covariances.get(pair, 0.0) + one.mean * other.mean * expm1(together)
    return Scatter(means, covariances, ranges)


def _linked(terms: Sequence[_Term]) -> Iterator[tuple[_Term, _Term]]:
    """The pairs of terms, both ways round and each with itself, that have a range in common."""
    users: dict[Estimate, list[int]] = {}
    for index, term in enumerate(terms):
        for figure in term.powers:
            users.setdefault(figure, []).append(index)
    pairs = {pair for those in users.values() for pair in product(those, repeat=2)}
    return ((terms[one], terms[other]) for one, other in sorted(pairs))
