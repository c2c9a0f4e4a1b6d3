"""`starter_plan`: the text of a new plan."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pydantic_core import PydanticCustomError

from promoplan.errors import UsageError
from promoplan.i18n.catalogue import Language, text
from promoplan.model.money import Money
from promoplan.model.numbers import plain
from promoplan.source.traps import read_as
from promoplan.starter.figures import RISKS, channels, lines, phases, revenue, stock
from promoplan.starter.kinds import PlanKind

TEMPLATE = Path(__file__).parent / "plan.yaml.jinja"
_DUE_DAYS_BEFORE = (70, 63, 56, 49, 42, 35, 28)
_READY_DAYS_BEFORE = 10
_EVIDENCE_DAYS_BEFORE = 30
_EVALUATION_DAYS_AFTER = 10
_FRESH = timedelta(days=360)
_SHORTEST = 14
_LEAST = 1000
_PLAIN = re.compile(r"[\w(（「“][^:#\[\]{},\"\n]*")
_NOTHING = frozenset(("null", "true", "false"))


@dataclass(frozen=True, slots=True)
class Place:
    """What goes with a language: currency, market, level of prices, usual total, and the tool that counts visits."""

    currency: str
    market: str
    scale: Decimal
    total: Decimal
    analytics: str


PLACES = {
    Language.EN: Place("USD", "US", Decimal(1), Decimal(200_000), "Google Analytics"),
    Language.ZH_HANT: Place("TWD", "TW", Decimal(15), Decimal(3_000_000), "Google Analytics"),
    Language.ZH_HANS: Place("CNY", "CN", Decimal(3), Decimal(1_200_000), "百度统计"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the new plan is to be."""

    kind: PlanKind
    language: Language
    name: str
    start: date
    end: date
    total: Decimal


class Comment(str):
    """Text that is written as it is, behind a number sign."""

    __slots__ = ()


def default_period(kind: PlanKind, today: date) -> tuple[date, date]:
    """A period that fits the kind: from the first day of the month after next, which leaves time to prepare."""
    start = _first_of(today.year * 12 + today.month + 1)
    return start, period_end(kind, start)


def period_end(kind: PlanKind, start: date) -> date:
    """The last day of a plan of this kind that begins on `start`: a year, three months or thirty days later."""
    if kind is PlanKind.CAMPAIGN:
        return start + timedelta(days=29)
    months = 12 if kind is PlanKind.ANNUAL else 3
    after = _first_of(start.year * 12 + start.month - 1 + months)
    return after + timedelta(days=min(start.day, 28) - 2)


def total_of(written: str) -> Decimal:
    """The money that was written. Raises UsageError for what is no money."""
    try:
        return Money.parse(written.strip()).amount
    except PydanticCustomError as error:
        raise UsageError("--total: {total} is no amount such as 1200000 or 120万", total=written) from error


def _first_of(month: int) -> date:
    year, within = divmod(month, 12)
    return date(year, within + 1, 1)


def default_name(kind: PlanKind, language: Language, start: date) -> str:
    """A title that says year and kind."""
    return text("starter", f"title.{kind}", language).format(year=start.year)


def starter_plan(wish: Wish, today: date) -> str:
    """The text of a complete plan. Raises UsageError for a period or a total that no plan can be made of."""
    if (wish.end - wish.start).days + 1 < _SHORTEST:
        raise UsageError(
            "{start} to {end} is too short: a plan runs for {least} days or more",
            start=wish.start, end=wish.end, least=_SHORTEST,
        )  # fmt: skip
    if wish.total < _LEAST or wish.total != wish.total.to_integral_value():
        raise UsageError(
            "a total of {total}: a whole amount of {least} or more is wanted", total=wish.total, least=_LEAST
        )
    return _rendered(wish, today)


def _rendered(wish: Wish, today: date) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only this command writes plans

    environment = Environment(  # noqa: S701 - YAML, whose scalars `finalize` makes safe
        loader=FileSystemLoader(TEMPLATE.parent),
        undefined=StrictUndefined,
        finalize=_scalar,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made = environment.get_template(TEMPLATE.name).render(
        t=lambda key: text("starter", key, wish.language),
        c=lambda key: Comment("# " + text("starter", f"comment.{key}", wish.language)),
        **_values(wish, today),
    )
    return "".join(f"{line.rstrip()}\n" for line in made.splitlines())  # no blanks where a comment was left out


def _values(wish: Wish, today: date) -> dict[str, object]:
    place = PLACES[wish.language]
    evidence_day = min(today, wish.start) - timedelta(days=_EVIDENCE_DAYS_BEFORE)
    parts = phases(wish.start, wish.end)
    price = Decimal(90) * place.scale
    return {
        "id": f"{wish.kind}-{wish.start:%Y-%m}",
        "name": wish.name,
        "kind": wish.kind.value,
        "language": wish.language.value,
        "start": wish.start,
        "end": wish.end,
        "total": wish.total,
        "currency": place.currency,
        "market": place.market,
        "analytics": place.analytics,
        "phases": parts,
        "peak_day": parts[1].start + (parts[1].end - parts[1].start) // 2,
        "due": [wish.start - timedelta(days=days) for days in _DUE_DAYS_BEFORE],
        "ready_day": wish.start - timedelta(days=_READY_DAYS_BEFORE),
        "evidence_day": evidence_day,
        "fresh": wish.start - evidence_day < _FRESH,  # for a plan that begins later, data will have to be gathered anew
        "evaluation_day": wish.end + timedelta(days=_EVALUATION_DAYS_AFTER),
        "revenue": revenue(wish.total, wish.start, wish.end),
        "channels": channels(wish.total, place.scale),
        "lines": lines(wish.total),
        "product": {
            "price": price,
            "cost": price * 4 / 10,
            "shipping": price / 15,
            "stock": stock(wish.total, place.scale),
        },
        "risks": RISKS,
    }


def _scalar(value: object) -> str:
    """A value as a YAML scalar: text is quoted where it needs to be."""
    if isinstance(value, Comment) or not isinstance(value, str):
        return plain(value) if isinstance(value, Decimal) else str(value)
    plain_text = _PLAIN.fullmatch(value) and value == value.strip() and value.lower() not in _NOTHING
    return value if plain_text and read_as(value) is None else json.dumps(value, ensure_ascii=False)
