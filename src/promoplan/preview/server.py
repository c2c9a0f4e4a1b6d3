"""The web server of the preview: this machine alone reaches it, by an address that nobody can guess.

It answers GET alone, from memory: no path leads to a file. A page from elsewhere gets nothing, as it knows no token; a
name that someone else has pointed at this machine is refused (DNS rebinding).
"""

import hmac
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from promoplan.errors import OutputError
from promoplan.preview.board import Board

LOOPBACK = "127.0.0.1"
_BREATH = 15.0  # seconds between signs of life to a browser that waits
_LONGEST = 30.0  # seconds that a browser may take to ask or to listen
_SHELL = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_REPORT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


class Page(NamedTuple):
    """A page that is the same as long as the preview runs."""

    kind: str
    content: bytes


class Preview(ThreadingHTTPServer):
    """Serves what stands on a board; `address` leads to it."""

    daemon_threads = True

    def __init__(self, board: Board, fixed: Mapping[str, Page], port: int) -> None:
        """Raises OutputError for a port that is taken; 0 is any free one. `fixed` holds "" for the page itself."""
        self.board = board
        self.fixed = fixed
        self.token = secrets.token_urlsafe(24)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise OutputError("{path}: {reason}", path=f"{LOOPBACK}:{port}", reason=reason or str(error)) from error
        self.hosts = frozenset(f"{host}:{self.server_port}" for host in (LOOPBACK, "localhost"))

    @property
    def address(self) -> str:
        """The address for the browser."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone is no trouble."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "promoplan"
    sys_version = ""
    timeout = _LONGEST

    def do_GET(self) -> None:
        """The page, its style and script, the report, the findings, or word of changes."""
        name = self._asked()
        if name is None:
            self._refuse()
        elif name == "events":
            self._events()
        elif name in self.server.fixed:
            page = self.server.fixed[name]
            self._send(page.kind, page.content, _SHELL)
        else:
            self._current(name)

    def _asked(self) -> str | None:
        """What is asked for under the token; None for whoever does not know it or comes by another name."""
        origin = self.headers.get("Origin")
        host = self.headers.get("Host", "")
        if host not in self.server.hosts or (origin is not None and origin != f"http://{host}"):
            return None
        token, slash, name = self.path.removeprefix("/").partition("?")[0].partition("/")
        known = hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode())
        return name if slash and known else None

    def _current(self, name: str) -> None:
        _, shown = self.server.board.now()
        if name == "report":
            self._send("text/html", shown.report, _REPORT)
        elif name == "findings":
            self._send("text/html", shown.findings, _SHELL)
        else:
            self._refuse()

    def _events(self) -> None:
        """Numbers of what is shown, one after the other, as they come, until the browser leaves."""
        self.send_response(HTTPStatus.OK)
        self._head("text/event-stream", _SHELL)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        number = 0
        while True:
            now = self.server.board.after(number, _BREATH)
            self.wfile.write(b": here\n\n" if now == number else f"data: {now}\n\n".encode())
            self.wfile.flush()
            number = now

    def _send(self, kind: str, content: bytes, policy: str) -> None:
        self.send_response(HTTPStatus.OK)
        self._head(f"{kind}; charset=utf-8", policy)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _head(self, kind: str, policy: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _refuse(self) -> None:
        """The same answer for everything that is not there, so that nothing can be learnt from it."""
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Says nothing: an address holds the token."""
