"""The JSON Schema as editors show it: in three languages, every word and figure explained and shown by example."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from pydantic import TypeAdapter

from promoplan.i18n.catalogue import LOCALES, Language
from promoplan.metrics.registry import METRICS
from promoplan.model.condition import Condition, Move
from promoplan.model.figure import Figure, MetricKey
from promoplan.model.money import Money, MoneyOrSpread
from promoplan.model.node import Node
from promoplan.model.numbers import AgeRange, Change, Count, Grade, Number, Ratio, RatioOrSpread
from promoplan.model.plan import SECTIONS, Plan
from promoplan.model.references import Reference
from promoplan.model.scalars import Country, Currency, Id, Link
from promoplan.model.times import Day, DayHours, Duration, Frequency, PeriodKey
from promoplan.schema import EXAMPLES, FORMS, plan_schema
from tests.cli.running import BEFORE, promoplan
from tests.model.reading import patiently, reader, texts

Schema = dict[str, Any]

CHINESE = (Language.ZH_HANT, Language.ZH_HANS)
SCHEMAS: dict[Language, Schema] = {language: plan_schema(language) for language in Language}
JUDGES = (jsonschema.Draft202012Validator, jsonschema.Draft7Validator)

TEXTS: dict[str, Any] = {
    "AgeRange": AgeRange, "Change": Change, "Condition": Condition, "Count": Count, "Country": Country,
    "Currency": Currency, "Day": Day, "DayHours": DayHours, "Duration": Duration, "Figure": Figure,
    "Frequency": Frequency, "Grade": Grade, "Id": Id, "Link": Link, "MetricKey": MetricKey, "Money": Money,
    "MoneyOrSpread": MoneyOrSpread, "Move": Move, "Number": Number, "Ratio": Ratio, "RatioOrSpread": RatioOrSpread,
    **{kind.__name__: kind for kind in Reference.__subclasses__()},
}  # fmt: skip
"""The type of each form of text."""
READERS = {name: reader(kind) for name, kind in TEXTS.items()}


def below(base: type[Any]) -> Iterator[type[Any]]:
    """A class and all that derive from it."""
    yield base
    for each in base.__subclasses__():
        yield from below(each)


def nodes(schema: Any) -> Iterator[Schema]:
    """Every mapping of a schema but those inside examples, outermost first."""
    if isinstance(schema, list):
        for each in schema:
            yield from nodes(each)
    elif isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key != "examples":
                yield from nodes(value)


def shown(schema: Schema) -> list[str]:
    """Titles and descriptions, each once."""
    found = (node.get(key) for node in nodes(schema) for key in ("title", "description"))
    return list(dict.fromkeys(each for each in found if isinstance(each, str)))


def strings(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def bare(schema: Any) -> Any:
    """The schema without what is told to people."""
    if isinstance(schema, list):
        return [bare(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {"title", "description", "examples", "enumDescriptions"}
    return {key: bare(value) for key, value in schema.items() if key not in told or isinstance(value, dict)}


def written(value: Any) -> Any:
    """A value as a plan's file holds it: all scalars are text, but for true, false and nothing."""
    if isinstance(value, list):
        return [written(each) for each in value]
    if isinstance(value, dict):
        return {key: written(each) for key, each in value.items()}
    return value if value is None or isinstance(value, bool) else str(value)


def catalogue(language: Language) -> dict[str, str]:
    """Every text of the catalogue of fields, by its English."""
    with (LOCALES / language.locale / "LC_MESSAGES" / "fields.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, abort_invalid=True) if entry.id}


def examples(language: Language) -> Iterator[tuple[str, Schema, Any]]:
    """Name, schema and value of each example of a definition."""
    for name, definition in SCHEMAS[language]["definitions"].items():
        for example in definition.get("examples", ()):
            yield name, definition, example


@pytest.mark.parametrize("language", CHINESE)
def test_every_text_is_translated_and_no_translation_is_stale(language: Language) -> None:
    """What the English schema shows is in the catalogue, and the catalogue holds nothing that it doesn't show."""
    english, known = SCHEMAS[Language.EN], catalogue(language)
    in_examples = {text for node in nodes(english) for text in strings(node.get("examples", []))}
    assert [text for text in shown(english) if text not in known] == []
    assert set(known) - set(shown(english)) - in_examples == set()


def test_the_english_texts_stand_in_the_models_alone() -> None:
    """The English catalogue repeats none of them."""
    assert catalogue(Language.EN) == {}


@pytest.mark.parametrize("language", CHINESE)
def test_every_text_is_shown_in_the_language(language: Language) -> None:
    """No title or description is left in English, but for a name that is the same everywhere."""
    left = [text for text in shown(SCHEMAS[language]) if not re.search("[\u3400-\u9fff]", text)]
    assert left == [text for text in left if text in {"KPI", "roas 或 roi"}]


def test_each_script_has_its_own_text() -> None:
    """Where a text is the same in both scripts, each of its characters belongs to both."""
    hant, hans = (catalogue(language) for language in CHINESE)
    assert list(hant) == list(hans)
    for english, text in hant.items():
        if hans[english] == text:
            assert text.encode("big5", "ignore").decode("big5") == text, english
            assert text.encode("gb18030").decode("gb18030") == text, english
            assert all(each.isascii() or each.encode("gb2312", "ignore") for each in text), english


def test_languages_differ_in_words_alone() -> None:
    """What a schema allows doesn't hang on the language it is explained in; and each is a schema in both drafts."""
    english, *others = (bare(schema) for schema in SCHEMAS.values())
    assert others == [english, english]
    for schema in SCHEMAS.values():
        for judge in JUDGES:
            judge.check_schema(schema)


@pytest.mark.parametrize(
    ("arguments", "locale", "said"),
    [
        (["--lang", "zh-Hant"], "C.UTF-8", "推廣計畫"),
        (["--lang", "zh-Hans"], "zh_TW.UTF-8", "推广计划"),
        ([], "zh_TW.UTF-8", "推廣計畫"),
        ([], "C.UTF-8", "Promotion plan"),
    ],
)
def test_it_is_printed_in_the_language_asked_for(tmp_path: Path, arguments: list[str], locale: str, said: str) -> None:
    """By the option, else by the locale; nothing but JSON on stdout."""
    ran = promoplan("schema", *arguments, cwd=tmp_path, env={"LC_ALL": locale})
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["title"] == said


def test_it_follows_the_settings(tmp_path: Path) -> None:
    """As every other command does."""
    (tmp_path / "promoplan.toml").write_text('language = "zh-Hans"\n', encoding="utf-8")
    assert json.loads(promoplan("schema", cwd=tmp_path).out)["title"] == "推广计划"


@pytest.mark.parametrize("language", Language)
def test_every_word_has_its_name(language: Language) -> None:
    """Each vocabulary of the model lists its words, each of them with what it means in the language."""
    definitions = SCHEMAS[language]["definitions"]
    ours = (each for each in StrEnum.__subclasses__() if each.__module__.startswith("promoplan.model"))
    vocabularies = {each.__name__: each for each in ours if each.__name__ in definitions}
    listed = {name: each for name, each in definitions.items() if "enum" in each}
    assert set(listed) == set(vocabularies) | {"Country", "Currency"}
    for name, definition in listed.items():
        names = definition["enumDescriptions"]
        assert len(names) == len(definition["enum"]), name
        if language is not Language.EN:
            assert [text for text in names if re.fullmatch("[a-z0-9-]+", text)] == [], name
    for name, words in vocabularies.items():
        assert listed[name]["enum"] == [word.value for word in words]


@pytest.mark.parametrize("language", Language)
def test_metrics_are_offered_and_own_ones_allowed(language: Language) -> None:
    """Every metric of the registry by its name; a key that the plan defines itself is no mistake."""
    known, own = SCHEMAS[language]["definitions"]["MetricKey"]["anyOf"]
    assert known["enum"] == list(METRICS)
    assert len(known["enumDescriptions"]) == len(METRICS)
    assert re.search(own["pattern"], "trial_rate")


def test_every_form_of_text_is_defined_once() -> None:
    """Money, ratios and the like are pointed at, with the key's own description beside the pointer."""
    assert set(TEXTS) == set(FORMS)
    schema = SCHEMAS[Language.EN]
    assert set(FORMS) <= set(schema["definitions"])
    assert [node for node in nodes(schema) if "$comment" in node] == []
    for model in nodes(schema):
        for key, field in model.get("properties", {}).items():
            pointers = [each for each in field.get("anyOf", [field]) if "$ref" in each]
            assert all(each["description"] == field["description"] for each in pointers), key


def test_every_form_and_section_has_an_example() -> None:
    """An editor shows for each what may be written."""
    wanted = {*FORMS, *(section.__name__ for section in SECTIONS.values()), "Utm", "Reserve"}
    for language in Language:
        assert wanted <= {name for name, _, _ in examples(language)}
    milestones = SCHEMAS[Language.EN]["definitions"]["Target"]["properties"]["milestones"]
    assert [key for each in milestones["examples"] for key in each if not PeriodKey.read(key)] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("judge", JUDGES)
def test_examples_satisfy_their_schema(language: Language, judge: Any) -> None:
    """Of every definition and every key that has some."""
    definitions = SCHEMAS[language]["definitions"]
    judged = 0
    for node in nodes(definitions):
        own = node.get("examples", ())
        for example in own if isinstance(own, list) else ():
            judge({**node, "definitions": definitions}).validate(example)
            judged += 1
    assert judged > len(FORMS)


@pytest.mark.parametrize("language", Language)
def test_examples_are_read_by_the_models(language: Language) -> None:
    """What an editor shows can be written in a plan."""
    models = {each.__name__: each for each in below(Node)}
    for name, _, example in examples(language):
        kind = TEXTS.get(name) or models[name]
        assert TypeAdapter(kind).validate_python(written(example)) is not None, name


@pytest.mark.parametrize("language", Language)
def test_example_sections_make_a_plan(tmp_path: Path, language: Language) -> None:
    """Together they are one plan without a mistake, but that it names one core channel where two are asked for."""
    holds = json.loads((EXAMPLES / f"{language}.json").read_text(encoding="utf-8"))
    plan = {"promoplan": 1} | {key: holds[section.__name__] for key, section in SECTIONS.items()}
    (tmp_path / "plan.yaml").write_text(json.dumps(plan), encoding="utf-8")
    ran = promoplan("validate", "plan.yaml", "--today", BEFORE, "-f", "json", "--exit-zero", cwd=tmp_path)
    found = json.loads(ran.out)["findings"]
    assert [each["code"] for each in found if each["severity"] == "error"] == ["PP301"]
    assert [each["code"] for each in found if each["code"] < "PP030"] == []


def plain(text: str) -> str | int | float:
    """What an editor's parser makes of a plain YAML scalar."""
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text) else text


@patiently
@given(texts.map(str.strip))
def test_editors_accept_what_the_models_read(text: str) -> None:
    """No text that a plan may hold is marked as wrong by an editor; what is no id can't point at anything."""
    definitions = SCHEMAS[Language.EN]["definitions"]
    pointers = {each.__name__ for each in Reference.__subclasses__()} - {"MemberRef"}
    for name in set(TEXTS) - pointers:
        try:
            READERS[name](text)
        except ValueError:
            continue
        judge = jsonschema.Draft7Validator({**definitions[name], "definitions": definitions})
        assert judge.is_valid(plain(text)), (name, text)


def test_a_plan_is_checked_to_the_end() -> None:
    """Keys that name periods or phases are held to their form, a team's own keys are free."""
    target = {"$ref": "#/definitions/Target", "definitions": SCHEMAS[Language.EN]["definitions"]}
    judge = jsonschema.Draft202012Validator(target)
    goal: Mapping[str, Any] = {"id": "revenue", "metric": "revenue"}
    assert judge.is_valid({**goal, "milestones": {"2027-04": 5, "x-note": [1]}})
    assert not judge.is_valid({**goal, "milestones": {"April": 5}})
    view = {"$ref": "#/definitions/CategoryView", "definitions": SCHEMAS[Language.EN]["definitions"]}
    judge = jsonschema.Draft202012Validator(view)
    assert judge.is_valid({"base": "working", "media": "60%", "x-note": "agreed"})
    assert not judge.is_valid({"base": "working", "medium": "60%"})


def test_the_whole_plan_is_the_root() -> None:
    """Every key of a plan is a property of the schema."""
    assert list(SCHEMAS[Language.EN]["properties"]) == list(Plan.model_fields)
