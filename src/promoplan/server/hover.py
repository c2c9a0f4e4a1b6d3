"""What is known of the place under the pointer: its field, and the findings there with their reasons."""

from collections.abc import Iterable, Iterator

from promoplan.findings.finding import Finding
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import rule_text
from promoplan.server.fields import said_of
from promoplan.server.open_files import OpenFile
from promoplan.server.places import Found


def hover(found: Found | None, findings: Iterable[Finding], language: Language) -> str:
    """Markdown for a place; "" where nothing is known."""
    parts = [part for part in (_field(found, language), *_rules(findings, language)) if part]
    return "\n\n---\n\n".join(parts)


def _field(found: Found | None, language: Language) -> str:
    lines = said_of(found.path, language) if found is not None else ()
    if found is None or not lines:
        return ""
    name = next((step for step in reversed(found.path) if isinstance(step, str)), "")
    return "\n\n".join((f"**{name}**", *lines))


def _rules(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """Each rule once: its code, what it finds, and why that matters."""
    for code, name in dict.fromkeys((finding.code, finding.name) for finding in findings):
        summary, why = (rule_text(code, part, language) or "" for part in ("summary", "why"))
        yield f"**{code}** `{name}`: {summary}\n\n{why}"


def under(file: OpenFile, findings: Iterable[Finding], offset: int) -> list[Finding]:
    """The findings whose underlined range an offset touches."""
    return [each for each in findings if each.span.start <= offset <= _shown_end(file, each)]


def _shown_end(file: OpenFile, finding: Finding) -> int:
    return min(finding.span.end, max(file.lines.line_end(finding.span.start), finding.span.start))
