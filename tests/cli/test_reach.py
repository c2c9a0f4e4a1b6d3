"""What promoplan asks of the system: a check only reads its project, a report only writes what it is asked for."""

import sys
import tempfile
import zoneinfo
from pathlib import Path

import pytest

from tests.cli.odd import TODAY, asked, watched
from tests.cli.running import MINIMAL, PLANS

PACKAGE = [(PLANS.parent / name).resolve() for name in ("src/promoplan", "templates")]
NETWORK = ("socket.", "ssl.", "urllib.", "http.", "ftplib.", "smtplib.")
PROCESSES = ("subprocess.", "os.fork", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.startfile", "pty.")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose plans want more than they may have: a file outside, by its name and by way of a link."""
    folder = tmp_path / "project"
    folder.mkdir()
    text = MINIMAL.read_text(encoding="utf-8")
    (tmp_path / "secret.yml").write_text("budget: {reserve: 50%}\n")
    (folder / "link.yml").symlink_to("../secret.yml")
    (folder / "promoplan.toml").touch()
    (folder / "outside.yml").write_text(f"extends: ../secret.yml\n{text}", encoding="utf-8")
    (folder / "linked.yml").write_text(f"extends: link.yml\n{text}", encoding="utf-8")
    (folder / "plan.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_check_only_reads_and_only_its_project(project: Path, tmp_path: Path) -> None:
    """No network, no other process, no change to any file; what is read is Python's, the package's or the project's."""
    names = ("outside.yml", "linked.yml", "plan.yml")
    ended = watched(tmp_path / "notes", "-", "validate", "--no-cache", "--jobs", "1", *names, *TODAY, cwd=project)
    assert (ended.code, ended.out.count("PP020 error")) == (1, 2)
    did = asked(tmp_path / "notes")
    assert did.of(*NETWORK, *PROCESSES) == ()
    assert did.changed == ()
    read = {(project / arguments[0]).resolve() for arguments in did.of("open", "os.listdir", "os.scandir")}
    known = [Path(place).resolve() for place in (sys.prefix, sys.base_prefix, *zoneinfo.TZPATH)] + PACKAGE
    own = {path for path in read if not any(path.is_relative_to(place) for place in known)}
    assert own == {project.resolve() / name for name in (*names, "promoplan.toml")}


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_a_report_changes_only_what_it_is_asked_for(form: str, project: Path, tmp_path: Path) -> None:
    """No network; the one other process is the PDF's typesetter; files change at the output and beside it."""
    before = set(project.iterdir())
    ended = watched(tmp_path / "notes", "-", "report", "plan.yml", "-o", f"r.{form}", *TODAY, cwd=project)
    assert ended.code == 0
    did = asked(tmp_path / "notes")
    assert did.of(*NETWORK) == ()
    assert [started[0] for started in did.of(*PROCESSES)] == ([sys.executable] if form == "pdf" else [])
    made = {path.name for path in set(project.iterdir()) - before}
    assert made == {f"r.{form}"} | ({"r_charts"} if form == "md" else set())
    here = [path for path in did.changed if not path.is_absolute()]
    assert {path.parts[0] for path in here if path.suffix != ".tmp"} <= made
    elsewhere = set(did.changed) - set(here)
    assert all(path.is_relative_to(tempfile.gettempdir()) for path in elsewhere)
    assert form == "pdf" or not elsewhere
