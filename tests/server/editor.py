"""An editor for tests: pygls' own client, talking over stdio to the `promoplan lsp` that users start."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from ..cli.running import BEFORE, COMMAND

T = TypeVar("T")

PATIENCE = 30
"""Seconds after which a test gives up waiting for the server."""


class Editor(LanguageClient):
    """One editor with its server; texts are edited as a whole."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.found: dict[str, list[lsp.Diagnostic]] = {}
        self.logged: list[str] = []
        self.told: list[str] = []
        self.texts: dict[str, str] = {}
        self.capabilities: lsp.ServerCapabilities | None = None
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

        def take(params: lsp.PublishDiagnosticsParams) -> None:
            self.found[params.uri] = list(params.diagnostics)
            self._news.set()

        def log(params: lsp.LogMessageParams) -> None:
            self.logged.append(params.message)
            self._news.set()

        def show(params: lsp.ShowMessageParams) -> None:
            self.told.append(params.message)
            self._news.set()

        self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)
        self.feature(lsp.WINDOW_LOG_MESSAGE)(log)
        self.feature(lsp.WINDOW_SHOW_MESSAGE)(show)

    async def start(self, folder: Path, **asked: Any) -> None:
        """Starts the server in a folder and says hello; `asked` is what it says, or another `command`."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        command = asked.pop("command", [COMMAND, "lsp", "--stdio", "--today", BEFORE])
        await self.start_io(*command, cwd=folder, env=environment)
        hello = await self.initialize_async(
            lsp.InitializeParams(
                capabilities=asked.pop("capabilities", lsp.ClientCapabilities()),
                initialization_options=asked.pop("options", None),
                **asked,
            )
        )
        self.capabilities = hello.capabilities
        self.initialized(lsp.InitializedParams())

    async def leave(self) -> int:
        """Takes leave as the protocol asks; the server's exit code."""
        await self.shutdown_async(None)
        self.exit(None)
        assert self._server is not None
        code = await asyncio.wait_for(self._server.wait(), PATIENCE)
        await self.stop()  # type: ignore[no-untyped-call] # pygls tells no types here
        return code

    def open(self, uri: str, text: str) -> None:
        """Opens a file with a text."""
        self.texts[uri], self._versions[uri] = text, 1
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "yaml", 1, text)))

    def type(self, uri: str, text: str) -> None:
        """Changes a file's text."""
        self.texts[uri] = text
        self._versions[uri] += 1
        self.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self._versions[uri], uri),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, uri: str) -> None:
        """Closes a file."""
        self.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Waits for news until something is so."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            shown = {uri: [(each.code, each.message) for each in found] for uri, found in self.found.items()}
            raise AssertionError(f"shown is {shown}, logged {self.logged}, told {self.told}") from None

    async def codes(self, uri: str, wanted: Iterable[str]) -> list[lsp.Diagnostic]:
        """The findings of a file, once they have exactly these codes."""
        codes = sorted(wanted)
        await self.until(lambda: uri in self.found and sorted(str(each.code) for each in self.found[uri]) == codes)
        return self.found[uri]

    async def hovered(self, uri: str, at: lsp.Position) -> str:
        """What is shown at a position; "" for nothing."""
        found = await self.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), at))
        return found.contents.value if found is not None and isinstance(found.contents, lsp.MarkupContent) else ""

    async def proposed(self, uri: str, at: lsp.Position) -> dict[str, lsp.CompletionItem]:
        """What may be written at a position, by its label."""
        found = await self.text_document_completion_async(lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), at))
        assert isinstance(found, lsp.CompletionList)
        return {item.label: item for item in found.items}

    async def actions(self, uri: str, where: lsp.Range, only: list[str] | None = None) -> list[lsp.CodeAction]:
        """What can be done about a range."""
        found = await self.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), where, lsp.CodeActionContext([], only=only))
        )
        return [each for each in found or [] if isinstance(each, lsp.CodeAction)]

    async def outline(self, uri: str) -> list[lsp.DocumentSymbol]:
        """The outline of a file."""
        found = await self.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri))
        )
        return [each for each in found or [] if isinstance(each, lsp.DocumentSymbol)]


def edited(folder: Path, work: Callable[[Editor], Awaitable[T]], **asked: Any) -> T:
    """Starts an editor in a folder, works with it, and takes leave; the server must end with code 0."""

    async def session() -> T:
        editor = Editor()
        await editor.start(folder, **asked)
        done = await work(editor)
        assert await editor.leave() == 0
        return done

    return asyncio.run(session())


def applied(text: str, edits: Iterable[lsp.TextEdit]) -> str:
    """A text (without characters beyond the basic plane) after an action's edits."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    spans = [
        (starts[e.range.start.line] + e.range.start.character, starts[e.range.end.line] + e.range.end.character, e)
        for e in edits
    ]
    for start, end, edit in sorted(spans, key=lambda span: span[:2], reverse=True):
        text = text[:start] + edit.new_text + text[end:]
    return text


def position(text: str, mark: str, inside: int = 0) -> lsp.Position:
    """Where a mark stands in a text (without characters beyond the basic plane)."""
    at = text.index(mark) + inside
    return lsp.Position(text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1))
