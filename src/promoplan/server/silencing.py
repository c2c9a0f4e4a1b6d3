"""The comment that silences a finding, put where it speaks of that finding and of as little else as possible."""

import re

from promoplan.findings.finding import Finding
from promoplan.findings.policy import Policy
from promoplan.findings.suppression import Layout
from promoplan.sift import OWN
from promoplan.source.document import Document
from promoplan.source.text import Edit, Source, Span

_THERE = re.compile(r"[ \t]#[ \t]*promoplan:[ \t]*ignore\[[^\]]*(?=\])")


def silencing(document: Document, finding: Finding, policy: Policy) -> Edit | None:
    """The edit that adds the comment, its reason still to be written; None where no comment could silence it.

    Without a reason a comment silences nothing: that is found, at the very place, until one is written.
    """
    source, code = finding.source, finding.code
    if document.data is None or code in OWN or not policy.may_be_silenced(code) or not source.quotable:
        return None
    start = source.text.rfind("\n", 0, finding.span.start) + 1
    line = source.line(source.position(finding.span.start)[0])
    end = start + len(line)
    layout = Layout(source, document)
    text = layout.text_at(end)
    if text is None:
        there = _THERE.search(line)
        if there is not None and layout.text_at(start + there.start() + 1) is None:
            return Edit(source, Span(start + there.end(), start + there.end()), f", {code}")
        return Edit(source, Span(start + len(line.rstrip()), end), f"  # promoplan: ignore[{code}] ")
    if text.start < start or not _is_inner(document, source, start):
        return None
    indent = line[: len(line) - len(line.lstrip())]
    eol = "\r\n" if "\r\n" in source.text else "\n"
    return Edit(source, Span(start, start), f"{indent}# promoplan: ignore[{code}] {eol}")


def _is_inner(document: Document, source: Source, offset: int) -> bool:
    """Whether something of the plan stands before an offset: a comment before everything speaks of the whole file."""
    return any(
        owner is source and 0 <= key_start < offset for owner, key_start, _, _, _ in document.places.spots.values()
    )
