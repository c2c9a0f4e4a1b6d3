"""PP001-PP025 as far as reading finds them: rules whose findings come from the document and the models, not a check."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.rules.rule import Problem, Rule


def _found_while_reading() -> Iterator[Problem]:
    return iter(())


def _read(code: str, name: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(code, name, severity, _found_while_reading, required=(), optional=())


syntax_error = _read("PP001", "syntax-error")
duplicate_key = _read("PP002", "duplicate-key")
not_a_plan = _read("PP003", "not-a-plan")
encoding = _read("PP004", "encoding")
over_limit = _read("PP005", "over-limit")
yaml_trap = _read("PP006", "yaml-trap", Severity.WARNING)
unsafe_tag = _read("PP007", "unsafe-tag")
hidden_character = _read("PP008", "hidden-character")
anchor_or_alias = _read("PP009", "anchor-or-alias")
unknown_key = _read("PP010", "unknown-key")
missing_key = _read("PP011", "missing-key")
wrong_type = _read("PP012", "wrong-type")
unknown_value = _read("PP013", "unknown-value")
out_of_range = _read("PP015", "out-of-range")
unsupported_version = _read("PP019", "unsupported-version")
bad_extends = _read("PP020", "bad-extends")
unsafe_link = _read("PP025", "unsafe-link")
playbook_syntax = _read("PP706", "playbook-syntax")
