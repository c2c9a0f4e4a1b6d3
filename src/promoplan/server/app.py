"""The server: what an editor sends and asks, wired to what the other modules know."""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from promoplan import __version__
from promoplan.errors import OutputError, UnreadableError
from promoplan.i18n.catalogue import Language, text
from promoplan.i18n.messages import error_text
from promoplan.server.actions import FIX_ALL, actions
from promoplan.server.completion import completions
from promoplan.server.diagnostics import NAME, Page
from promoplan.server.hover import hover, under
from promoplan.server.limited import Limited
from promoplan.server.open_files import Desk, Judged, OpenFile
from promoplan.server.places import node_at
from promoplan.server.symbols import symbols
from promoplan.source.root import real
from promoplan.source.text import Source

PAUSE = 0.15
"""Seconds without a key stroke after which a plan is judged."""

_TRADITIONAL = ("tw", "hk", "mo", "hant")

logger = logging.getLogger(__name__)


class PlanServer(LanguageServer):
    """The server of one editor: the files that lie open there, and what the editor was told of them."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        super().__init__(NAME, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.today = today
        self.desk = Desk()
        self.was_shut_down = False
        self._waiting: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._shown: dict[str, list[types.Diagnostic]] = {}
        self._troubles: dict[str, str] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tells of a bug in the editor's log; the server lives on."""
        del source
        self.log(f"{type(error).__name__}: {error}")

    def log(self, said: str) -> None:
        """A line in the editor's log."""
        self.window_log_message(types.LogMessageParams(type=types.MessageType.Error, message=said))

    def file(self, uri: str) -> OpenFile | None:
        """An open file that is a plan, a part of one or a base."""
        found = self.desk.files.get(uri)
        return found if found is not None and found.is_ours else None

    def changed(self, uri: str) -> None:
        """Takes a file's text from the editor, and judges its plans once the typing pauses."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        file = OpenFile.of(uri, path, document.source, self._encoding)
        self.desk.put(file)
        self._later(self.desk.reached(file))

    def closed(self, uri: str) -> None:
        """Forgets a file; what is shown of it vanishes, and other plans that read it are judged by the disk's text."""
        file = self.desk.files.get(uri)
        self.desk.take_away(uri)
        if file is not None:
            self._later(self.desk.reached(file))
        self._publish()

    def saved(self) -> None:
        """Judges all open plans anew, as settings, baselines or bases may have changed."""
        self._later({self.desk.key(file) for file in self.desk.files.values()})

    def page(self, file: OpenFile) -> Page | None:
        """A file's plan as it was judged, up to the last key stroke."""
        self.judge_now()
        judged = self.desk.judged.get(self.desk.key(file))
        return None if judged is None else self._page(judged)

    def judge_now(self) -> None:
        """Judges the plans that wait for it, and tells the editor."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, set()
        for key in sorted(waiting):
            self._judge(key)
        if waiting:
            self._publish()

    @property
    def _encoding(self) -> str:
        return types.PositionEncodingKind(self.server_capabilities.position_encoding or "utf-16").value

    def _later(self, keys: set[str]) -> None:
        self._waiting |= keys
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(PAUSE, self.judge_now)

    def _judge(self, key: str) -> None:
        """Judges one plan; a bug in a check is told in the log, and all else goes on."""
        try:
            judged = self.desk.judge(key, self.today())
        except Exception as bug:
            self.desk.judged.pop(key, None)
            logger.error("a bug in a check", exc_info=True)
            language = self.desk.language or Language.EN
            self.log(text("editor", "bug", language).format(path=Path(key).name, error=type(bug).__name__))
            return
        if judged is not None:
            self._tell_trouble(key, judged)

    def _tell_trouble(self, key: str, judged: Judged) -> None:
        """Shows why the settings can't be used, once."""
        trouble = judged.trouble
        said = error_text(trouble.template, trouble.values, judged.language) if trouble is not None else ""
        if said and self._troubles.get(key) != said:
            self.window_show_message(types.ShowMessageParams(type=types.MessageType.Error, message=said))
        self._troubles[key] = said

    def _page(self, judged: Judged) -> Page:
        return Page(judged, lambda source: self._uri_of(judged, source), self._encoding)

    def _uri_of(self, judged: Judged, source: Source) -> str:
        """The name under which the editor knows a file, whatever links lead to it."""
        if source.path in self.desk.files:  # never saved
            return source.path
        path = judged.file_of(source)
        own = real(path)
        names = (uri for uri, file in self.desk.files.items() if file.path is not None and real(file.path) == own)
        return next(names, None) or from_fs_path(os.fspath(path)) or source.path

    def _publish(self) -> None:
        """Sends what has changed of what is found, file by file."""
        found: dict[str, list[types.Diagnostic]] = {}
        for judged in self.desk.judged.values():
            for uri, diagnostics in self._page(judged).diagnostics().items():
                kept = found.setdefault(uri, [])
                kept += [each for each in diagnostics if each not in kept]
        for uri in {**self._shown, **found}:
            if found.get(uri, []) != self._shown.get(uri):
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found.get(uri, [])))
        self._shown = {uri: shown for uri, shown in found.items() if shown or uri in self.desk.files}


def server(today: Callable[[], date] = date.today) -> PlanServer:
    """A server with all that it can do; `today` tells the day of judgement."""
    made = PlanServer(today)
    _follow(made)
    _answer(made)
    return made


def serve(today: Callable[[], date] = date.today) -> int:
    """Serves one editor over stdin and stdout until it leaves; 0 where it took leave as the protocol asks, else 1.

    Stdout is the protocol's alone: whatever else is printed goes to stderr. Raises UnreadableError or OutputError where
    either stream is closed.
    """
    if sys.stdin is None:
        raise UnreadableError("{path}: closed", path="stdin")
    if sys.stdout is None:
        raise OutputError("stdout: closed")
    made = server(today)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, contextlib.redirect_stdout(sys.stderr):
        made.start_io(cast("BinaryIO", Limited(sys.stdin.buffer)), out)
    return 0 if made.was_shut_down else 1


def _follow(made: PlanServer) -> None:
    """What the editor tells."""

    @made.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        made.desk.language = asked_language(params.initialization_options, params.locale)

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
