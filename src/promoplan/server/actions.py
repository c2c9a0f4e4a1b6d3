"""What an editor can do about findings: their fixes, all safe fixes at once, a comment that silences."""

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, Range, TextEdit, WorkspaceEdit

from promoplan.emit.safe import shortened
from promoplan.emit.said import said
from promoplan.findings.finding import Finding
from promoplan.fixing import side_by_side
from promoplan.i18n.catalogue import Language, text
from promoplan.server.diagnostics import Page
from promoplan.server.silencing import silencing
from promoplan.source.text import Edit

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.promoplan"
"""The kind of action that makes all safe fixes."""


def actions(page: Page, uri: str, where: Range) -> list[CodeAction]:
    """The actions for a range of a file: fixes first, then silencing, then all safe fixes."""
    shown = [(finding, page.diagnostic(finding)) for finding in page.judged.findings if page.uri(finding.source) == uri]
    here = [(finding, diagnostic) for finding, diagnostic in shown if _touch(diagnostic.range, where)]
    return [*_fixes(page, here), *_silencings(page, here), *_all_fixes(page, [finding for finding, _ in shown])]


def _fixes(page: Page, here: Iterable[tuple[Finding, Diagnostic]]) -> Iterator[CodeAction]:
    language = page.judged.language
    for finding, diagnostic in here:
        if finding.fix is not None:
            told = said(finding, language)
            title = "fix" if finding.fix.safe else "fix-unsafe"
            yield CodeAction(
                title=_title(title, language, code=finding.code, what=told.help or told.message),
                kind=CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=finding.fix.safe,
                edit=_edit(page, finding.fix.edits),
            )


def _silencings(page: Page, here: Iterable[tuple[Finding, Diagnostic]]) -> Iterator[CodeAction]:
    judged = page.judged
    seen: list[Edit] = []
    for finding, diagnostic in here:
        edit = silencing(judged.document, finding, judged.policy)
        if edit is not None and edit not in seen:
            seen.append(edit)
            yield CodeAction(
                title=_title("silence", judged.language, code=finding.code),
                kind=CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                edit=_edit(page, [edit]),
            )


def _all_fixes(page: Page, findings: Iterable[Finding]) -> Iterator[CodeAction]:
    """All safe fixes of a file that do not touch each other."""
    made = side_by_side(finding for finding in findings if finding.fix is not None and finding.fix.safe)
    edits = [edit for finding in made if finding.fix is not None for edit in finding.fix.edits]
    if edits:
        yield CodeAction(_title("fix-all", page.judged.language), kind=FIX_ALL, edit=_edit(page, edits))


def _edit(page: Page, edits: Sequence[Edit]) -> WorkspaceEdit:
    changes: dict[str, list[TextEdit]] = {}
    for edit in edits:
        where = page.lines(edit.source).range(edit.span)
        changes.setdefault(page.uri(edit.source), []).append(TextEdit(where, edit.text))
    return WorkspaceEdit(changes=changes)


def _title(key: str, language: Language, **values: str) -> str:
    return shortened(text("editor", f"action.{key}", language).format(**values), 200)


def _touch(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end
