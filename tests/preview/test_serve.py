"""`promoplan serve`: what the browser shows, how it follows the file, and what strangers get."""

import http.client
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route

from promoplan.i18n.catalogue import Language
from promoplan.preview.board import NOTHING, Board, Shown
from promoplan.preview.pages import frame
from promoplan.preview.server import Preview
from tests.browsing import Browser, needs_browser
from tests.cli.running import COMMAND, promoplan
from tests.report.plans import MINIMAL

OTHER = "what another file holds"


class Answer(NamedTuple):
    """What the server says."""

    status: int
    headers: Message
    body: bytes


class Served:
    """A running preview: its plan, its address, and what it answers."""

    def __init__(self, plan: Path, address: str) -> None:
        self.plan = plan
        self.address = address
        parts = urlsplit(address)
        self.host, self.port, self.root = str(parts.hostname), int(parts.port or 0), parts.path

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """The answer to one request, its path as it is."""
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=10)) as connection:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A preview of a copy of the minimal plan, ended with Ctrl-C."""
    plan = tmp_path / "spring.yaml"
    shutil.copy(MINIMAL, plan)
    (tmp_path / "secret.yaml").write_text(OTHER)
    theme = tmp_path / "house.yaml"
    theme.write_text("footer: For us alone\n")
    process = subprocess.Popen(
        [COMMAND, "serve", str(plan), "--theme", str(theme), "--today", "2027-01-15", "--lang", "en"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    told = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/\S+/", told)
    assert found, told
    yield Served(plan, found[0])
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=20)[1]


@needs_browser
def test_the_page_follows_the_file(served: Served, browser: Browser) -> None:
    """Report and findings change as the file is saved, where one was reading; a broken file leaves the last report."""
    page = browser.new_page()
    page.goto(served.address)
    report = page.frame_locator("#report")
    report.get_by_role("heading", name="Spring promotion").first.wait_for()
    page.get_by_text("Nothing found").wait_for()
    page.evaluate("document.getElementById('report').contentWindow.scrollTo({top: 900, behavior: 'instant'})")
    text = served.plan.read_text("utf-8")
    served.plan.write_text(text.replace("Spring promotion", "Summer <b>party</b>"), "utf-8")
    report.get_by_role("heading", name="Summer <b>party</b>").first.wait_for()
    page.wait_for_function("document.getElementById('report').contentWindow.scrollY === 900")
    served.plan.write_text("plan: [", "utf-8")
    page.get_by_text("The plan can't be read").wait_for()
    report.get_by_role("heading", name="Summer <b>party</b>").first.wait_for()
    served.plan.with_name("house.yaml").write_text("footer: For all\n")
    served.plan.write_text(text, "utf-8")
    report.get_by_text("For all").wait_for()
    served.plan.write_text(text.replace("total: ", "totl: "), "utf-8")
    page.locator("#findings li.error").get_by_text("totl").first.wait_for()


@needs_browser
def test_a_report_that_came_before_the_page_listened(browser: Browser) -> None:
    """Is shown all the same: the page asks for the report that it is told of, never for one that it guesses."""
    board = Board(NOTHING)
    with Preview(board, frame("spring", Language.EN), 0) as preview:
        Thread(target=preview.serve_forever, daemon=True).start()
        page = browser.new_page()

        def late(route: Route) -> None:
            board.put_up(Shown(b"<!DOCTYPE html><title>r</title><h1>The report</h1>", b"<p>Nothing found</p>"))
            route.continue_()

        page.route("**/events", late)
        page.goto(preview.address)
        assert page.frame_locator("#report").get_by_role("heading").inner_text(timeout=5000) == "The report"
        page.close()
        preview.shutdown()


@needs_browser
def test_the_page_runs_nothing_of_the_plans(served: Served, browser: Browser) -> None:
    """Texts of a plan are text, in the report and in the findings beside it."""
    hostile = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>"
    text = served.plan.read_text("utf-8").replace("Spring promotion", hostile)
    served.plan.write_text(f"{text}\nx-{hostile[:20]}: 1\n'{hostile.replace(chr(39), '')}': 1\n", "utf-8")
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(served.address)
    page.frame_locator("#report").get_by_role("heading", name="onerror").first.wait_for()
    page.locator("#findings li").first.wait_for()
    assert (page.title(), page.locator("#findings img").count(), trouble) == ("spring.yaml", 0, [])


def test_only_who_knows_the_address_gets_an_answer(served: Served) -> None:
    """No other path, name, origin or method leads to anything; nothing outside the plan is ever sent."""
    assert served.get(served.root).status == 200
    assert served.get(f"{served.root}report").status == 200
    token = served.root.strip("/")
    for path in (
        "/", "/report", f"/{token}", f"/{token[:-1]}/", f"/{token}x/", f"/{token}/secret.yaml",
        f"/{token}/../secret.yaml", f"/{token}/%2e%2e/secret.yaml", f"/{token}//etc/passwd",
        f"/{token}/preview.css/../../spring.yaml", "/%C3%A9/",
    ):  # fmt: skip
        answer = served.get(path)
        assert (path, answer.status, answer.body) == (path, 404, b"")
    assert served.get(served.root, Host="evil.example").status == 404
    assert served.get(served.root, Host=f"evil.example:{served.port}").status == 404
    assert served.get(served.root, Origin="https://evil.example").status == 404
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
        assert served.get(served.root, method=method).status == 501


def test_every_page_says_what_it_may_do(served: Served) -> None:
    """Scripts come from the preview alone, nothing is kept or guessed, no other site may frame it."""
    for name in ("", "preview.js", "preview.css", "report", "findings"):
        headers = served.get(f"{served.root}{name}").headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors" in policy
        assert "unsafe-inline" not in policy.partition("script-src")[2]
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_it_listens_to_this_machine_alone(served: Served) -> None:
    """The address is the loopback's, and so is the socket's."""
    lines = Path("/proc/net/tcp").read_text().splitlines() if Path("/proc/net/tcp").exists() else []
    wanted = f":{served.port:04X}"
    local = [line.split()[1] for line in lines if line.split()[1].endswith(wanted) and line.split()[3] == "0A"]
    assert served.host == "127.0.0.1"
    assert set(local) <= {f"0100007F{wanted}"}


def test_what_cannot_be_served_is_one_line(tmp_path: Path) -> None:
    """A plan that is not there, standard input, a port that is taken."""
    plan = tmp_path / "spring.yaml"
    shutil.copy(MINIMAL, plan)
    for arguments in (("nowhere.yaml",), ("-",), ("spring.yaml", "--port", "70000")):
        ran = promoplan("serve", *arguments, cwd=tmp_path)
        assert (ran.code, "Traceback" in ran.err) == (2, False)
