"""A plan that fills every field of the model, each with a value of its own, made from the plan's schema."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from typing import Any

import yaml

from promoplan.schema import plan_schema

_FIRST = date(2030, 1, 3)
_STRIDE = timedelta(days=37)
"""From each day of the plan to the next, so that no two fall into one month."""


def _fixed(value: object) -> Callable[[int], object]:
    return lambda _: value


def _day(number: int) -> str:
    return str(_FIRST + number * _STRIDE)


def _percent(number: int) -> str:
    return f"{1 + number % 89}.{1 + number // 89}%"


_FORMS: Mapping[str, Callable[[int], object]] = {
    "AgeRange": _fixed("37-46"),
    "Change": lambda number: f"+{number}.1%",
    "Condition": lambda number: f"roas < {number}.25 for {number} days on channel-{number}",
    "Count": lambda number: 30_000 + number,
    "Country": _fixed("JP"),
    "Currency": _fixed("USD"),
    "Day": _day,
    "DayHours": _fixed("09:10-20:40"),
    "Duration": lambda number: f"{number} days",
    "Figure": lambda number: 500_000 + number,
    "Frequency": lambda number: f"every {2 + number % 50} weeks",
    "Grade": _fixed(4),
    "Link": lambda number: f"https://example.com/{number}",
    "MetricKey": _fixed("revenue"),
    "Money": lambda number: 700_000 + number,
    "MoneyOrSpread": lambda number: {"low": 7_000 + number, "mode": 8_000 + number, "high": 9_000 + number},
    "Move": lambda number: f"up to {_percent(number)}",
    "Number": lambda number: number + 0.5,
    "Ratio": _percent,
    "RatioOrSpread": lambda number: {"low": f"{_percent(number)}", "mode": f"{_percent(number)}", "high": "99.99%"},
}
_OWN: Mapping[str, object] = {
    "currency": "USD",
    "language": "en",
    "period": {"start": "2029-01-01", "end": "2029-03-31"},
}


@lru_cache
def full_plan() -> str:
    """The text of the plan: each text says a number of its own, and no two days fall into one month."""
    return json.dumps(_plan(_Filler(plan_schema()["definitions"])))


@lru_cache
def bare_plan() -> str:
    """The text of a plan whose every clause says no more than it must."""
    return json.dumps(_plan(_Filler(plan_schema()["definitions"], bare=True)))


def _plan(filler: "_Filler") -> dict[str, Any]:
    schema = plan_schema()
    plan = filler.mapping({"properties": {key: one for key, one in schema["properties"].items() if key != "extends"}})
    plan |= {"promoplan": 1}
    plan["plan"] |= _OWN
    plan["budget"]["targets"]["high_roi"]["metric"] = "roas"
    return plan


class _Filler:
    """Fills schemas with values, each with a number of its own; a bare one leaves out what need not be there."""

    def __init__(self, definitions: Mapping[str, Any], *, bare: bool = False) -> None:
        self.definitions = definitions
        self.bare = bare
        self.numbers = count(1)

    def mapping(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """A value for each key, and for one key more where any may be added."""
        found = {key: self.value(one) for key, one in schema.get("properties", {}).items()}
        if self.bare:
            needed = schema.get("required", ())
            found = {key: value for key, value in found.items() if key in needed or _is_nested(value)}
        more = schema.get("additionalProperties")
        if isinstance(more, dict):
            found[f"key-{next(self.numbers)}"] = self.value(more)
        return found

    def value(self, schema: Mapping[str, Any]) -> Any:
        """A value as a schema wants it: the last word of several, as the first is often the default."""
        match schema:
            case {"$ref": str(address)}:
                return self.named(address.rpartition("/")[2])
            case {"anyOf": forms}:
                return self.value(max(forms, key=_fullness))
            case {"enum": words}:
                return words[-1]
            case {"type": "object"}:
                return self.mapping(schema)
            case {"type": "array"}:
                return [self.value(schema["items"])]
        return True if schema.get("type") == "boolean" else f"Said {next(self.numbers)} so"

    def named(self, name: str) -> Any:
        """A value of a named form of text, or of a named mapping; a reference names what nothing defines."""
        if name in _FORMS:
            return _FORMS[name](next(self.numbers))
        if name == "Id" or name.endswith("Ref"):
            return f"{name.lower()}-{next(self.numbers)}"
        return self.value(self.definitions[name])


def _fullness(schema: Mapping[str, Any]) -> int:
    """Mappings before lists before texts before null."""
    order = ("null", "", "array", "object")
    kind = schema.get("type", "")
    return order.index(kind) if kind in order else 1


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def full_yaml() -> str:
    """The full plan as people write one, each clause on lines of its own."""
    return yaml.safe_dump(json.loads(full_plan()), sort_keys=False, allow_unicode=True)
