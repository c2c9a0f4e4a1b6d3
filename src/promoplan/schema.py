"""The JSON Schema of the plan file: draft 2020-12, using only what draft-07 also knows, so that any editor reads it."""

import json
from typing import Any

from promoplan.model.plan import FORMAT_VERSION, Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """The schema as plain data."""
    made = Plan.model_json_schema(ref_template="#/definitions/{model}")
    made["properties"]["promoplan"] = {
        "const": FORMAT_VERSION,
        "title": "Promoplan",
        "description": made["properties"]["promoplan"]["description"],
    }
    definitions = made.pop("$defs")
    return {"$schema": DIALECT, **made, "definitions": definitions}


def as_text() -> str:
    """The schema as it is printed."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
