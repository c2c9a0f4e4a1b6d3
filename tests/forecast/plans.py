"""Small plans, written and read as plans are."""

import json
from collections.abc import Mapping
from typing import Any

from promoplan.forecast.result import Forecast
from promoplan.forecast.run import forecast
from promoplan.model.node import Node
from promoplan.source.document import parse
from promoplan.source.text import Source
from promoplan.structure import read_sections

PERIOD = {"start": "2027-04-01", "end": "2027-06-29"}
"""90 days."""


def channel(name: str, spend: float | str, economics: Mapping[str, Any] | None, **more: Any) -> dict[str, Any]:
    """A channel with one placement that spends all of its money."""
    return {
        "id": name,
        "name": name.title(),
        "role": "core",
        "kind": "social",
        **({"economics": economics} if economics else {}),
        **({"placements": [{"format": "feed", "spend": spend}]} if spend else {}),
        **more,
    }


def goal(metric: str, target: object, **more: Any) -> dict[str, Any]:
    """A goal of the whole plan."""
    return {"id": metric.replace("_", "-"), "metric": metric, "target": target, **more}


def plan(channels: list[dict[str, Any]], goals: list[dict[str, Any]], **sections: Any) -> dict[str, Any]:
    """The whole of a plan as a mapping."""
    header = {"id": "a", "name": "A", "kind": "quarterly", "period": PERIOD, "currency": "USD", "language": "en"}
    return {"promoplan": 1, "plan": header, "goals": {"targets": goals}, "channels": {"items": channels}, **sections}


def sections(holds: Mapping[str, Any]) -> Mapping[str, Node]:
    """The sections of a plan, all of them whole."""
    read, problems = read_sections(parse(Source("plan.yaml", json.dumps(holds, ensure_ascii=False))))
    assert not problems
    return read.whole


def told(channels: list[dict[str, Any]], goals: list[dict[str, Any]], **more: Any) -> Forecast:
    """The forecast of such a plan; `runs` and `seed` as given, the rest are sections."""
    asked = {name: more.pop(name) for name in ("runs", "seed") if name in more}
    return forecast(sections(plan(channels, goals, **more)), **asked)
