"""The JSON Schema of the plan file, in a language: draft 2020-12, using only what draft-07 also knows.

So any editor reads it. Each form of text (money, ratio, ...) is defined once; what a key means stands beside each
pointer to such a form, as editors show the text of the alternative that a value matches. `enumDescriptions`, which
editors know and validators pass over, tells what a word or code stands for.
"""

import json
import re
from collections.abc import Iterable, Iterator
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
    forms: dict[str, JsonSchema] = {}
    schema = _pointing(Plan.model_json_schema(ref_template="#/definitions/{model}"), forms)
    keys = schema["properties"]
    keys["promoplan"] = {"const": FORMAT_VERSION} | _description(keys["promoplan"])
    found = schema.pop("$defs") | {name: {"description": FORMS[name], **form} for name, form in forms.items()}
    examples = json.loads((EXAMPLES / f"{language}.json").read_text(encoding="utf-8"))
    definitions = {name: _defined(name, found[name], examples, language) for name in sorted(found)}
    whole = {"$schema": DIALECT, "title": _title("PromotionPlan"), **schema, "definitions": definitions}
    return {key: _spoken(key, value, language) for key, value in whole.items()}


def as_text(language: Language = Language.EN) -> str:
    """The schema as it is printed."""
    return json.dumps(plan_schema(language), ensure_ascii=False, indent=2) + "\n"


def _pointing(schema: Any, forms: dict[str, JsonSchema]) -> Any:
    """The schema with pointers to its forms of text, which are laid aside; without what says nothing."""
    if isinstance(schema, list):
        return [_pointing(each, forms) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: _pointing(value, forms) for key, value in schema.items() if not _is_idle(key, value)}
    if KIND in inside:
        inside = _pointer(inside, forms)
    if "anyOf" in inside:
        said = _description(inside)
        inside["anyOf"] = [said | each if "$ref" in each else each for each in inside["anyOf"]]
    return inside


def _pointer(form: JsonSchema, forms: dict[str, JsonSchema]) -> JsonSchema:
    """A pointer to a form, with what is said at this place; the form itself is laid aside."""
    own = {key: value for key, value in form.items() if key not in {KIND, "description", "default"}}
    forms.setdefault(form[KIND], own)
    here = {key: value for key, value in form.items() if key in {"description", "default"}}
    return {"$ref": f"#/definitions/{form[KIND]}"} | here


def _is_idle(key: str, value: Any) -> bool:
    """Whether a keyword only repeats the key, or says that what is left out is left out."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], {}))


def _description(schema: JsonSchema) -> JsonSchema:
    return {key: value for key, value in schema.items() if key == "description"}


def _defined(name: str, definition: JsonSchema, examples: JsonSchema, language: Language) -> JsonSchema:
    """A definition with its title, what its words stand for, and an example."""
    example = {"examples": [examples[name]]} if name in examples else {}
    own = _metric(definition, language) if name == "MetricKey" else definition
    words = own.get("enum", ())
    names = {"enumDescriptions": list(_names(name, words, language))} if words else {}
    return {"title": _title(name)} | own | names | example


def _metric(definition: JsonSchema, language: Language) -> JsonSchema:
    """A metric's key: offered are the known ones; it may also be one of the plan's own."""
    names = [text("metrics", f"{key}.name", language) for key in METRICS]
    own = {key: value for key, value in definition.items() if key in {"type", "pattern"}}
    rest = {key: value for key, value in definition.items() if key not in own}
    return rest | {"anyOf": [{"enum": list(METRICS), "enumDescriptions": names}, own]}


_INITIALS = {"Id", "Kpi", "Raci", "Roi", "Swot", "Utm"}


def _title(name: str) -> str:
    """A model's name as words: AdCopy is "Ad copy", ChannelRef "Channel ID"."""
    words = re.findall("[A-Z][a-z]+", re.sub("Ref$", "Id", name))
    first, *others = (word.upper() if word in _INITIALS else word for word in words)
    return " ".join((first, *(word if word.isupper() else word.lower() for word in others)))


def _names(vocabulary: str, words: Iterable[str], language: Language) -> Iterator[str]:
    """The names of words in a language; of codes from Unicode's tables."""
    from babel import Locale  # noqa: PLC0415 - for the schema alone

    locale = Locale.parse(language.locale)
    tables = {"Country": locale.territories, "Currency": locale.currencies, "PlanLanguage": locale.languages}
    table = tables.get(vocabulary)
    for word in words:
        name = table.get(word.replace("-", "_")) if table else find("labels", f"{vocabulary}.{word}", language)
        yield name or word


def _spoken(key: str, value: Any, language: Language) -> Any:
    """What stands under a keyword, with titles, descriptions and examples in the language."""
    if isinstance(value, dict):
        return {inner: _spoken(inner, each, language) for inner, each in value.items()}
    if isinstance(value, list):
        return [_spoken(key, each, language) for each in value]
    told = key in {"title", "description", "examples"} and isinstance(value, str)
    return field_text(value, language) if told else value
