"""The command that editors start."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.server.app import asked_language

from ..cli.running import BEFORE, COMMAND, PLANS, promoplan
from .editor import Editor, edited

WITHOUT_PYGLS = """
import sys
sys.modules["pygls"] = None
from promoplan.cli.app import run
run(["lsp"])
"""


@pytest.mark.parametrize(("locale", "said"), [("C.UTF-8", "is not installed"), ("zh_TW.UTF-8", "沒有安裝")])
def test_without_its_extra_the_command_says_what_to_install(locale: str, said: str, tmp_path: Path) -> None:
    """One line on stderr, in the caller's language, and exit code 2."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": locale, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PYGLS],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert 'pip install "promoplan[editor]"' in done.stderr
    assert done.stdout == ""


def test_help_tells_of_the_server(tmp_path: Path) -> None:
    """It stands among the commands, in the language that is asked for."""
    assert "language server" in promoplan("--help", cwd=tmp_path).out
    assert "語言伺服器" in promoplan("--help", cwd=tmp_path, env={"LC_ALL": "zh_TW.UTF-8"}).out


@pytest.mark.parametrize(
    ("options", "locale", "said"),
    [((), "zh-tw", "預備金"), (("--lang", "zh-Hans"), "zh-tw", "应急资金"), (("--lang=en",), None, "reserve")],
)
def test_its_language_may_be_asked_for(
    options: tuple[str, ...], locale: str | None, said: str, folder: Path, uri: str, text: str
) -> None:
    """On the command line, which goes before what the editor says."""

    async def work(editor: Editor) -> None:
        editor.open(uri, text.replace("reserve: 10%", "reserve: 5%"))
        found = await editor.codes(uri, ["PP601", "PP602"])
        assert any(said in each.message for each in found)

    edited(folder, work, command=[COMMAND, "lsp", "--today", BEFORE, *options], locale=locale)


@pytest.mark.parametrize("debug", [False, True])
def test_broken_json_is_told_in_a_line(debug: bool, tmp_path: Path) -> None:
    """On stderr; the traceback comes where it is asked for."""
    ran = promoplan("lsp", *["--debug"] * debug, cwd=tmp_path, stdin=b"Content-Length: 1\r\n\r\n{")
    assert ran.code == 1
    assert ran.err.startswith("promoplan lsp: Unable to handle message")
    assert ("Traceback" in ran.err, ran.err.count("\n") == 1) == (debug, not debug)


def test_the_documented_settings_start_it() -> None:
    """What the page for editors says to write can be read, and names the command and its language."""
    page = (PLANS.parent / "docs" / "editors.md").read_text(encoding="utf-8")
    own = page[page.index("## The language server") :]
    code_settings = json.loads(re.findall(r"```json\n(.*?)```", own, re.DOTALL)[0])
    assert code_settings["glspc.server.commandArguments"] == ["lsp"]
    helix = tomllib.loads(re.findall(r"```toml\n(.*?)```", own, re.DOTALL)[0])
    server = helix["language-server"]["promoplan"]
    assert [server["command"], *server["args"]] == ["promoplan", "lsp"]
    assert asked_language(server["config"], None) is Language.EN
    assert 'cmd = { "promoplan", "lsp" }' in own
