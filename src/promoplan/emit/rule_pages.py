"""The rules as people read them: all of them in a list, or one with why, source, parameters and snippets."""

from collections.abc import Iterator
from textwrap import indent, wrap

from promoplan.emit.text import COLOURS, Look
from promoplan.errors import UsageError
from promoplan.findings.codes import known_code, nearest_code
from promoplan.i18n.catalogue import Language
from promoplan.i18n.formatting import shown
from promoplan.i18n.messages import rule_text, words
from promoplan.rules import RULES
from promoplan.rules.page import page_of
from promoplan.rules.rule import Rule

_NAME_WIDTH = 30
_SEVERITY_WIDTH = 9


def listed(language: Language, look: Look) -> str:
    """Every rule in a line: code, severity, name, summary."""
    return "".join(f"{_line(rule, language, look)}\n" for rule in RULES)


def _line(rule: Rule, language: Language, look: Look) -> str:
    severity = look.paint(f"{rule.severity:<{_SEVERITY_WIDTH}}", COLOURS[rule.severity])
    return f"{rule.code}  {severity}{rule.name:<{_NAME_WIDTH}} {rule_text(rule.code, 'summary', language)}"


def explained(code: str, language: Language, look: Look) -> str:
    """All about one rule; its code or name tells which, or a retired one. Raises UsageError where there is none."""
    known = known_code(code)
    rule = next((rule for rule in RULES if rule.code == known), None)
    if rule is None:
        near = nearest_code(code)
        if near is not None:
            raise UsageError("no rule {code}; {near} is near", code=code, near=near)
        raise UsageError('no rule {code}; "promoplan rules" lists them', code=code)
    return "\n".join(_explanation(rule, language, look)) + "\n"


def _explanation(rule: Rule, language: Language, look: Look) -> Iterator[str]:
    page = page_of(rule.code)
    severity = look.paint(rule.severity, COLOURS[rule.severity])
    yield f"{look.paint(rule.code, '1')} {rule.name} ({severity})"
    yield ""
    yield from _paragraph(rule_text(rule.code, "summary", language), look)
    yield ""
    yield from _paragraph(rule_text(rule.code, "why", language), look)
    yield ""
    yield f"{words('rule.source', language)}{shown(tuple(passage(each, language) for each in page.sources), language)}"
    if not rule.by_default:
        yield words("reference.off", language)
    if rule.limits is not None:
        yield f"{words('rule.limits', language)}{', '.join(_limits(rule))}"
    for part, snippet in (("bad", page.bad), ("good", page.good)):
        yield ""
        yield look.paint(words(f"rule.{part}", language), "1")
        yield indent(snippet.rstrip(), "    ")


def _paragraph(said: str | None, look: Look) -> list[str]:
    return wrap(said or "", look.width) if (said or "").isascii() else [said or ""]


def passage(name: str, language: Language) -> str:
    """A passage of the method in words: "seven-step 06" names the document and its part."""
    document, _, part = name.partition(" ")
    return f"{words(f'source.{document}', language)} {part}".rstrip()


def _limits(rule: Rule) -> Iterator[str]:
    for name, value in rule.limits._asdict().items():
        yield f"{name} = {shown_limit(value)}"


def shown_limit(value: object) -> str:
    """A parameter's value as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown_limit, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
