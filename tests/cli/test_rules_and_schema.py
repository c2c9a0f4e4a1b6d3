"""`promoplan rules` and `promoplan schema`."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from promoplan.rules import RULES
from promoplan.schema import plan_schema
from tests.cli.running import MINIMAL, PLANS, promoplan


class TextLoader(yaml.CSafeLoader):
    """Reads days as the text they are, as editors do."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def test_every_rule_is_listed(tmp_path: Path) -> None:
    """One line a rule, in the order of codes."""
    ran = promoplan("rules", cwd=tmp_path)
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == [rule.code for rule in RULES]


@pytest.mark.parametrize("asked", ["PP601", "pp601", "reserve-too-small"])
def test_one_rule_is_explained(tmp_path: Path, asked: str) -> None:
    """Summary, why, source, parameters and both snippets, by code or by name."""
    ran = promoplan("rules", asked, cwd=tmp_path)
    assert ran.code == 0
    for part in ("PP601 reserve-too-small (error)", "seven-step plan, step 06", "min_ratio = 0.10", "reserve: 5%"):
        assert part in ran.out


def test_an_unknown_rule_is_exit_2(tmp_path: Path) -> None:
    """The message says how to find the right one."""
    assert promoplan("rules", "zzzz", cwd=tmp_path).err == 'error: no rule zzzz; "promoplan rules" lists them\n'
    ran = promoplan("rules", "reserve-to-small", cwd=tmp_path)
    assert (ran.code, ran.err) == (2, "error: no rule reserve-to-small; reserve-too-small is near\n")


def test_a_rule_that_is_off_says_so_and_parameters_stand_as_settings_write_them(tmp_path: Path) -> None:
    """What is printed can be copied into the settings."""
    assert 'off by default; name its code in "select"' in promoplan("rules", "PP037", cwd=tmp_path).out
    assert "annual_months = [10, 14]" in promoplan("rules", "period-kind", cwd=tmp_path).out


def test_the_schema_is_valid_in_both_drafts(tmp_path: Path) -> None:
    """What is printed is a schema of draft 2020-12, and uses nothing that draft-07 lacks."""
    schema = json.loads(promoplan("schema", cwd=tmp_path).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("plan", [MINIMAL, *sorted(PLANS.glob("*.yaml"))], ids=lambda path: path.name)
@pytest.mark.parametrize("judge", [jsonschema.Draft202012Validator, jsonschema.Draft7Validator])
def test_clean_plans_satisfy_the_schema(plan: Path, judge: Any) -> None:
    """An editor that reads the schema finds nothing wrong in a plan that promoplan finds clean."""
    holds = yaml.load(plan.read_text(encoding="utf-8"), TextLoader)  # noqa: S506 - a safe loader
    assert [error.message for error in judge(plan_schema()).iter_errors(holds)] == []


def test_the_schema_refuses_what_the_models_refuse() -> None:
    """A misspelt key and a wrong word are seen in the editor already."""
    holds = yaml.load(MINIMAL.read_text(encoding="utf-8"), TextLoader)  # noqa: S506 - a safe loader
    holds["budget"]["reserv"] = "10%"
    holds["channels"]["items"][0]["role"] = "main"
    messages = " ".join(error.message for error in jsonschema.Draft202012Validator(plan_schema()).iter_errors(holds))
    assert "reserv" in messages
    assert "main" in messages


def _described(schema: dict[str, Any]) -> list[str]:
    """Properties without a description, as `Model.key`."""
    return [
        f"{name}.{key}"
        for name, model in schema["definitions"].items()
        for variant in [model, *model.get("anyOf", ())]
        for key, field in variant.get("properties", {}).items()
        if "description" not in field
    ]


def test_every_key_is_explained() -> None:
    """An editor has a sentence for every key of every section."""
    assert _described(plan_schema()) == []
