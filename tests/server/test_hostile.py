"""Texts and messages that nobody should send: the server answers what can be answered, and lives on."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp

from promoplan.server.limited import MAX_MESSAGE, Limited
from promoplan.server.open_files import OpenFile
from promoplan.server.probe import probe

from ..cli.running import BEFORE, COMMAND, PLANS, promoplan
from .editor import Editor, edited

HOSTILE = {
    "depth": "promoplan: 1\nplan: " + "[" * 100_000,
    "nodes": "promoplan: 1\nplan: [" + "1," * 60_000 + "]",
    "aliases": "promoplan: 1\na: &a [1,1]\nb: [*a, *a]\n",
    "tag": "promoplan: 1\nplan: !!python/object:os.system x\n",
    "size": "promoplan: 1\n# " + "x" * 2_200_000,
    "one line": "promoplan: 1\nplan: '" + "🚀" * 15_000 + "'\n",
    "half a character": "promoplan: 1\nplan: \ud83d\n",
    "control": "promoplan: 1\nplan: \x00\x1b[2J\n",
    "line ends": "promoplan: 1\rplan:\u2028 x\x85 y: 1\r\n",
}


def test_hostile_texts_are_findings(folder: Path, text: str) -> None:
    """Each gets its finding and every question an answer; a plan beside them is judged as ever."""

    async def work(editor: Editor) -> None:
        for number, content in enumerate(HOSTILE.values()):
            uri = (folder / f"hostile-{number}.yaml").as_uri()
            editor.open(uri, content)
            await editor.hovered(uri, lsp.Position(1, 3))
            await editor.proposed(uri, lsp.Position(1, 6))
            await editor.outline(uri)
            await editor.actions(uri, lsp.Range(lsp.Position(0, 0), lsp.Position(9, 9)))
            await editor.until(lambda uri=uri: bool(editor.found.get(uri)))  # type: ignore[misc]
            editor.close(uri)
        good = (folder / "good.yaml").as_uri()
        editor.open(good, text)
        await editor.codes(good, [])
        assert editor.logged == []

    edited(folder, work)


def test_broken_samples_show_what_the_command_line_finds(folder: Path) -> None:
    """The editor and the command line find the same."""
    files = sorted((PLANS / "broken").glob("*.yaml"))
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    names = [file.name for file in files]
    told = json.loads(promoplan("validate", "-f", "json", "--today", BEFORE, *names, cwd=folder).out)
    wanted = {name: [found["code"] for found in told["findings"] if found["path"] == name] for name in names}
    assert all(wanted.values())

    async def work(editor: Editor) -> None:
        for file in files:
            uri = (folder / file.name).as_uri()
            editor.open(uri, file.read_bytes().decode("utf-8", "replace"))
            await editor.codes(uri, wanted[file.name])

    edited(folder, work)


def message(content: bytes) -> bytes:
    """A message of the protocol."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(content), content)


HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}


@pytest.mark.parametrize(
    "nonsense",
    [
        b"Content-Length: 99999999999999999999999999999999999999\r\n",
        b"Content-Length: 99999999999999999999999999999999999999\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 0\r\n\r\n",
        b"x" * 1_000_000 + b"\r\n",
        b"\r\n\r\n\xff\xfe\r\n",
        message(b"{"),
        message(b"[" * 200_000),
        message(b'{"jsonrpc": "2.0", "method": 5}'),
        message(b'{"jsonrpc": "2.0", "id": 7, "method": "no/such", "params": {}}'),
        message(b" " * (MAX_MESSAGE + 1)),
    ],
    ids=["digits", "endless", "minus", "nothing", "header", "bytes", "json", "nesting", "shape", "method", "size"],
)
def test_nonsense_on_the_wire_ends_nothing(nonsense: bytes, folder: Path) -> None:
    """The next message is answered, nothing but the protocol reaches stdout, and no more than two lines stderr."""
    hello = json.dumps(HELLO).encode()
    leave = [{"jsonrpc": "2.0", "id": 2, "method": "shutdown"}, {"jsonrpc": "2.0", "method": "exit"}]
    farewell = b"".join(message(json.dumps(each).encode()) for each in leave)
    done = subprocess.run(
        [COMMAND, "lsp"], cwd=folder, input=message(hello) + nonsense + farewell, capture_output=True, timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)}, check=False,
    )  # fmt: skip
    endless = nonsense.startswith(b"Content-Length: 9") and nonsense.endswith(
        b"\r\n\r\n"
    )  # announces more than will ever come
    assert done.returncode == (1 if endless else 0)
    answers = Limited(io.BytesIO(done.stdout))
    first = answers.readline()
    assert answers.readline() == b"\r\n"
    assert json.loads(answers.read(int(first.split()[1])))["result"]["serverInfo"]["name"] == "promoplan"
    assert done.stdout.startswith(b"Content-Length: ")
    said = done.stderr.decode().splitlines()
    assert all(line.startswith("promoplan lsp: ") for line in said)
    assert len(said) <= 2


def test_an_editor_that_vanishes_ends_the_server(folder: Path) -> None:
    """Without its leave, with exit code 1."""
    ran = promoplan("lsp", cwd=folder, stdin=message(json.dumps(HELLO).encode()))
    assert ran.code == 1


FAULTY = """
import sys
from promoplan import checker
from promoplan.findings.finding import Severity
from promoplan.rules.rule import rule
from promoplan.server.app import serve
from promoplan.model.header import PlanHeader

@rule("PP101", Severity.ERROR)
def broken_rule(plan):
    print("a stray print")
    if plan.brand == "Faulty":
        raise ZeroDivisionError("oops")
    return ()

checker.RULES = (broken_rule,)
sys.exit(serve())
"""


def test_a_bug_in_a_check_is_logged_and_the_server_lives_on(folder: Path, uri: str, text: str) -> None:
    """The editor's log names plan and error; what a rule prints does not disturb the protocol."""
    script = folder / "faulty.py"
    script.write_text(FAULTY, encoding="utf-8")

    async def work(editor: Editor) -> None:
        editor.open(uri, text.replace("brand: Example", "brand: Faulty"))
        await editor.until(lambda: bool(editor.logged))
        assert "spring.yaml" in editor.logged[0]
        assert "ZeroDivisionError" in editor.logged[0]
        editor.type(uri, text.replace("brand: Example", "brnd: Example"))
        await editor.codes(uri, ["PP010"])
        assert "**brand**" not in await editor.hovered(uri, lsp.Position(5, 3))

    edited(folder, work, command=[sys.executable, str(script)])


@given(st.binary(max_size=300), st.lists(st.binary(max_size=20), max_size=3))
def test_the_stream_passes_on_bodies_only(noise: bytes, bodies: list[bytes]) -> None:
    """Whatever stands around them, the messages that come out are within the limit, and reading ends."""
    stream = Limited(io.BytesIO(b"".join(message(body) for body in bodies) + noise))
    found = []
    while line := stream.readline():
        length = int(line.split()[1])
        assert 0 < length <= MAX_MESSAGE
        assert stream.readline() == b"\r\n"
        found.append(stream.read(length))
    wanted = [body for body in bodies if body]
    assert found[: len(wanted)] == wanted


@settings(max_examples=60, deadline=None)
@given(st.text("ab: -[]{}\n\"'#|>,&*!%@\t🚀", max_size=60), st.data())
def test_the_probe_takes_any_text(text: str, data: st.DataObject) -> None:
    """At any offset it finds a place or none, and the word it replaces lies around the offset."""
    file = OpenFile.of("untitled:a", None, f"promoplan: 1\n{text}", "utf-16")
    offset = data.draw(st.integers(0, len(file.text)))
    found = probe(file, offset)
    assert found is None or found.word.start <= offset <= found.word.end
