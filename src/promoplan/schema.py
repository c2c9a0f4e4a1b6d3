"""The JSON Schema of the plan file, in a language: draft 2020-12, using only what draft-07 also knows.

So any editor reads it. Each form of text (money, ratio, ...) is defined once; what a key means stands beside each
pointer to such a form, as editors show the text of the alternative that a value matches. `enumDescriptions`, which
editors know and validators pass over, tells what a word or code stands for.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from promoplan.i18n.catalogue import Language, find, text
from promoplan.i18n.messages import field_text
from promoplan.metrics.registry import METRICS
from promoplan.model.plan import FORMAT_VERSION, Plan
from promoplan.model.scalars import KIND, JsonSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXAMPLES = Path(__file__).parent / "schema_examples"

FORMS = MappingProxyType(
    {
        "AgeRange": "Ages from the first to the last: 25-34, or 60+",
        "Change": "A change with its sign: +20% relative, +5pp in points",
        "ChannelRef": "Id of a channel in channels.items",
        "Condition": "METRIC OP NUMBER [for DURATION] [on CHANNEL]; OP is <, <=, >, >= or =",
        "Count": "A whole number: 5000, 30万",
        "Country": "ISO 3166-1 code of a country, or EU",
        "Currency": "ISO 4217 code of a currency",
        "Day": "A day as YYYY-MM-DD",
        "DayHours": "Hours of the day, from and to",
        "Duration": "A length of time: 24h, 3 days, 2 weeks, 1 month",
        "Figure": "A metric's value in its own unit: money, a count, 35%, 3.0",
        "Frequency": "How often: daily, 3/week, every 2 weeks",
        "GoalRef": "Id of a goal in goals.targets",
        "Grade": "A grade from 1 to 5",
        "Id": "Lower-case letters, digits and hyphens; begins with a letter or digit",
        "Link": "An address that begins with https://, http:// or mailto:",
        "MemberRef": "Id of a person or role in team.members",
        "MetricKey": "Key of a known metric, or of one that monitoring.metrics defines",
        "Money": "An amount in the plan's currency: 1200000, 1_200_000, 120万, 1.2M",
        "MoneyOrSpread": "An amount, or a range: 35..50, {low: 35, mode: 40, high: 50}",
        "Move": "What happens to the money: +20%, -20%, up to 20%, pause",
        "Number": "A number, zero or more",
        "PhaseRef": "Id of a phase in phases",
        "ProductRef": "Id of a product in products",
        "PromotionRef": "Id of a promotion in promotions.items",
        "Ratio": "A share with its percent sign, or below 1: 20%, 0.2",
        "RatioOrSpread": "A share, or a range: 2%..4%, {low: 2%, mode: 3%, high: 4%}",
        "SegmentRef": "Id of a segment in audience.segments",
        "ToolRef": "Id of a tool in monitoring.tools",
    }
)
"""What each form of text is, by its name in the model."""


def plan_schema(language: Language = Language.EN) -> JsonSchema:
    """The schema as plain data."""
    made = Plan.model_json_schema(ref_template="#/definitions/{model}")
    forms: dict[str, JsonSchema] = {}
    schema = _pointing(made, forms)
    definitions = schema.pop("$defs")
    schema["properties"]["promoplan"] = {"const": FORMAT_VERSION} | _described(made["properties"]["promoplan"])
    for name, form in forms.items():
        definitions[name] = {"description": FORMS[name], **form}
    examples = json.loads((EXAMPLES / f"{language}.json").read_text(encoding="utf-8"))
    for name, definition in definitions.items():
        definition |= {"title": _title(name)} | _vocabulary(name, definition, language)
        definition |= {"examples": [examples[name]]} if name in examples else {}
    whole = {"$schema": DIALECT, "title": _title("PromotionPlan"), **schema, "definitions": dict(sorted(definitions.items()))}
    return _spoken(whole, language)


def as_text(language: Language = Language.EN) -> str:
    """The schema as it is printed."""
    return json.dumps(plan_schema(language), ensure_ascii=False, indent=2) + "\n"


def _pointing(schema: Any, forms: dict[str, JsonSchema]) -> Any:
    """The schema with pointers to its forms of text, which are laid aside; without titles and defaults that say nothing."""
    if isinstance(schema, list):
        return [_pointing(each, forms) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: _pointing(value, forms) for key, value in schema.items() if not _idle(key, value)}
    beside = _described(inside)
    name = inside.pop(KIND, None)
    if name is not None:
        default = {"default": inside.pop("default")} if "default" in inside else {}
        forms.setdefault(name, {key: value for key, value in inside.items() if key != "description"})
        inside = {"$ref": f"#/definitions/{name}"} | default | beside
    for other in inside.get("anyOf", ()):
        if "$ref" in other:
            other |= beside | other
    return inside


def _idle(key: str, value: Any) -> bool:
    """Whether a keyword only repeats the key, or says that what is left out is left out."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], {}))


def _described(schema: JsonSchema) -> JsonSchema:
    return {key: value for key, value in schema.items() if key == "description"}


_INITIALS = {"Id", "Kpi", "Raci", "Roi", "Swot", "Utm"}


def _title(name: str) -> str:
    """A model's name as words: AdCopy is "Ad copy", ChannelRef "Channel ID"."""
    words = re.findall("[A-Z][a-z]+", re.sub("Ref$", "Id", name))
    first, *others = (word.upper() if word in _INITIALS else word for word in words)
    return " ".join((first, *(word if word.isupper() else word.lower() for word in others)))


def _vocabulary(name: str, definition: JsonSchema, language: Language) -> JsonSchema:
    """What the words or codes of a definition stand for; a metric's key may also be one of the plan's own."""
    if name == "MetricKey":
        known = {"enum": list(METRICS), "enumDescriptions": [text("metrics", f"{key}.name", language) for key in METRICS]}
        own = {key: definition.pop(key) for key in ("type", "pattern")}
        return {"anyOf": [known, own]}
    words = definition.get("enum", ())
    return {"enumDescriptions": list(_names(name, words, language))} if words else {}


def _names(vocabulary: str, words: Iterable[str], language: Language) -> Iterable[str]:
    """The names of words in a language; of codes from Unicode's tables."""
    from babel import Locale  # noqa: PLC0415 - for the schema alone

    locale = Locale.parse(language.locale)
    tables = {"Country": locale.territories, "Currency": locale.currencies, "PlanLanguage": locale.languages}
    for word in words:
        table = tables.get(vocabulary)
        name = table.get(word.replace("-", "_")) if table else find("labels", f"{vocabulary}.{word}", language)
        yield name or word


def _spoken(schema: Any, language: Language) -> Any:
    """The schema with titles, descriptions and examples in the language."""
    if isinstance(schema, list):
        return [_spoken(each, language) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _said(value, language) if key in _TEXTS else _spoken(value, language) for key, value in schema.items()}


_TEXTS = {"title", "description", "examples"}


def _said(value: Any, language: Language) -> Any:
    """A text in the language, or a list of examples each so; what is neither text nor translated stays."""
    if isinstance(value, str):
        return field_text(value, language)
    if isinstance(value, list):
        return [_said(each, language) for each in value]
    return _spoken(value, language) if isinstance(value, dict) else value
