"""The server: what an editor sends and asks, wired to what the other modules know."""

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import BinaryIO, cast

from lsprotocol import types

from promoplan.errors import OutputError, UnreadableError
from promoplan.i18n.catalogue import Language
from promoplan.server.actions import FIX_ALL, actions
from promoplan.server.completion import completions
from promoplan.server.hover import hover, under
from promoplan.server.limited import Limited
from promoplan.server.log import logged
from promoplan.server.places import node_at
from promoplan.server.plan_server import PlanServer
from promoplan.server.symbols import symbols

_TRADITIONAL = ("tw", "hk", "mo", "hant")


def server(today: Callable[[], date] = date.today, language: Language | None = None) -> PlanServer:
    """A server with all that it can do; `today` tells the day of judgement, `language` goes before the editor's own."""
    made = PlanServer(today)
    made.desk.language = language
    _follow(made)
    _answer(made)
    return made


def serve(today: Callable[[], date] = date.today, language: Language | None = None, *, tracebacks: bool = False) -> int:
    """Serves one editor over stdin and stdout until it leaves; 0 where it took leave as the protocol asks, else 1.

    Stdout is the protocol's alone: whatever else is printed goes to stderr, and so does the log, with `tracebacks` or
    a line for each trouble. Raises UnreadableError or OutputError where either stream is closed.
    """
    if sys.stdin is None:
        raise UnreadableError("{path}: closed", path="stdin")
    if sys.stdout is None:
        raise OutputError("stdout: closed")
    made = server(today, language)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with out, contextlib.redirect_stdout(sys.stderr), logged(tracebacks=tracebacks):
        made.start_io(cast("BinaryIO", Limited(sys.stdin.buffer)), out)
    return 0 if made.was_shut_down else 1


def _follow(made: PlanServer) -> None:
    """What the editor tells."""

    @made.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        made.desk.language = made.desk.language or asked_language(params.initialization_options, params.locale)

    @made.feature(types.SHUTDOWN)
    def _(_: None) -> None:
        made.was_shut_down = True

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        made.closed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(_: types.DidSaveTextDocumentParams) -> None:
        made.saved()

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(_: types.DidChangeWatchedFilesParams) -> None:
        made.saved()


def _answer(made: PlanServer) -> None:
    """What the editor asks."""

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def _(params: types.HoverParams) -> types.Hover | None:
        file = made.file(params.text_document.uri)
        if file is None:
            return None
        offset, page = file.lines.offset(params.position), made.page(file)
        found = [] if page is None else [f for f in page.judged.findings if page.uri(f.source) == file.uri]
        here = under(file, found, offset)
        said = hover(node_at(file.reading, offset), here, made.desk.language_of(file))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said)) if said else None

    @made.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "{", "["]))
    def _(params: types.CompletionParams) -> types.CompletionList:
        file = made.desk.files.get(params.text_document.uri)
        if file is None or not (file.is_ours or file.is_blank):
            return types.CompletionList(is_incomplete=False, items=[])
        offset, language = file.lines.offset(params.position), made.desk.language_of(file)
        items = completions(file, offset, made.desk.data_of(file), language)
        return types.CompletionList(is_incomplete=False, items=items)

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        file = made.file(params.text_document.uri)
        page = None if file is None else made.page(file)
        found = [] if file is None or page is None else actions(page, file.uri, params.range)
        only = params.context.only
        return [each for each in found if only is None or any(_is_kind(each.kind, kind) for kind in only)]

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def _(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        file = made.file(params.text_document.uri)
        reading = made.desk.reading_of(file) if file is not None else None
        if file is None or reading is None:
            return []
        return symbols(reading, file.lines, file.at, made.desk.language_of(file))


def _is_kind(kind: types.CodeActionKind | str | None, wanted: types.CodeActionKind | str) -> bool:
    """Whether a kind of action is the wanted one or below it: `source.fixAll.promoplan` is a `source`."""
    own, other = (each.value if isinstance(each, types.CodeActionKind) else each or "" for each in (kind, wanted))
    return not other or f"{own}.".startswith(f"{other}.")


def asked_language(options: object, locale: str | None) -> Language | None:
    """The language that an editor asks for: by the option `language`, else by its own; None where it says nothing."""
    option = options.get("language") if isinstance(options, dict) else getattr(options, "language", None)
    if option in set(Language):
        return Language(option)
    if not locale:
        return None
    name = locale.lower().replace("_", "-")
    if not name.startswith("zh"):
        return Language.EN
    return Language.ZH_HANT if any(part in _TRADITIONAL for part in name.split("-")) else Language.ZH_HANS
