"""PP001-PP025 as far as reading finds them: rules whose findings come from the document and the models, not a check."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.rules.rule import Problem, Rule


def _nothing() -> Iterator[Problem]:
    return iter(())


def found_elsewhere(code: str, name: str, severity: Severity = Severity.ERROR) -> Rule:
    """A rule whose findings come from somewhere else than a check."""
    return Rule(code, name, severity, _nothing, required=(), optional=())


syntax_error = found_elsewhere("PP001", "syntax-error")
duplicate_key = found_elsewhere("PP002", "duplicate-key")
not_a_plan = found_elsewhere("PP003", "not-a-plan")
encoding = found_elsewhere("PP004", "encoding")
over_limit = found_elsewhere("PP005", "over-limit")
yaml_trap = found_elsewhere("PP006", "yaml-trap", Severity.WARNING)
unsafe_tag = found_elsewhere("PP007", "unsafe-tag")
hidden_character = found_elsewhere("PP008", "hidden-character")
anchor_or_alias = found_elsewhere("PP009", "anchor-or-alias")
unknown_key = found_elsewhere("PP010", "unknown-key")
missing_key = found_elsewhere("PP011", "missing-key")
wrong_type = found_elsewhere("PP012", "wrong-type")
unknown_value = found_elsewhere("PP013", "unknown-value")
out_of_range = found_elsewhere("PP015", "out-of-range")
unsupported_version = found_elsewhere("PP019", "unsupported-version")
bad_extends = found_elsewhere("PP020", "bad-extends")
unsafe_link = found_elsewhere("PP025", "unsafe-link")
playbook_syntax = found_elsewhere("PP706", "playbook-syntax")
