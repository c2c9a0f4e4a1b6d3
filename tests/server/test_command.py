"""The command that editors start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..cli.running import promoplan

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
