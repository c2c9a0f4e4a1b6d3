"""`PlanServer`: the files that lie open in an editor, and what the editor was told of them."""

import asyncio
import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from promoplan import __version__
from promoplan.i18n.catalogue import Language, text
from promoplan.i18n.messages import error_text
from promoplan.server.diagnostics import NAME, Page
from promoplan.server.open_files import Desk, Judged, OpenFile
from promoplan.source.root import real
from promoplan.source.text import Source

PAUSE = 0.15
"""Seconds without a key stroke after which a plan is judged."""

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
