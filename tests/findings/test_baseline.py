"""The baseline: known findings are silent wherever they move, stale entries are found, an update only shrinks."""

import json
from pathlib import Path

import pytest

from promoplan.findings.baseline import Entry, fingerprint, named_path, read_baseline, write_baseline
from tests.cli.running import MINIMAL, Ran, promoplan

TODAY = ("--today", "2027-01-15")
SMALL = MINIMAL.read_text(encoding="utf-8").replace("reserve: 10%", "reserve: 5%", 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only plan has two errors, and whose settings name a baseline that is not there yet."""
    (tmp_path / "promoplan.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def validate(project: Path, *arguments: str) -> Ran:
    """A check in the project."""
    return promoplan("validate", "old.yaml", *arguments, *TODAY, cwd=project)


def test_a_baseline_is_begun_silences_and_shrinks(project: Path) -> None:
    """All that is found is known from then on; new findings are told; what is mended is stale until the update."""
    assert validate(project).code == 1
    begun = validate(project, "--update-baseline")
    assert (begun.code, begun.err) == (0, f"{project / 'known.json'}: 2 known findings\n")
    known = read_baseline((project / "known.json").read_text())
    assert [(entry.file, entry.code, entry.at) for entry in known] == [
        ("old.yaml", "PP601", "budget.reserve"),
        ("old.yaml", "PP602", "budget.total"),
    ]
    assert validate(project, "--strict").code == 0

    moved = "# a comment\n\n" + SMALL.replace("iteration: 2 weeks", "iteration: 3 weeks")
    (project / "old.yaml").write_text(moved, encoding="utf-8")
    new = validate(project, "--strict", "--format", "concise")
    assert (new.code, new.out.count("PP404"), new.out.count("PP601")) == (1, 1, 0)
    validate(project, "--update-baseline")
    assert len(read_baseline((project / "known.json").read_text())) == 2

    (project / "old.yaml").write_text(MINIMAL.read_text(encoding="utf-8"), encoding="utf-8")
    stale = validate(project, "--strict", "--format", "concise")
    assert (stale.code, stale.out.count("PP028 warning")) == (1, 2)
    validate(project, "--update-baseline")
    assert read_baseline((project / "known.json").read_text()) == ()
    assert validate(project, "--strict").code == 0


def test_another_figure_is_another_finding(project: Path) -> None:
    """What is known is a finding with its values: a reserve that shrinks further is told."""
    validate(project, "--update-baseline")
    (project / "old.yaml").write_text(SMALL.replace("reserve: 5%", "reserve: 4%"), encoding="utf-8")
    assert "PP601 error" in validate(project).out


def test_a_baseline_that_is_none_is_refused(project: Path) -> None:
    """Whatever else stands in the file, it is told with the file's name."""
    for text in ("{", "[]", '{"version": 9, "findings": []}', '{"version": 1, "findings": [3]}', "[" * 100_000):
        (project / "known.json").write_text(text)
        ran = validate(project)
        assert (ran.code, ran.out, "known.json" in ran.err) == (2, "", True)


def test_a_baseline_needs_a_file(tmp_path: Path) -> None:
    """Without one in the settings it is named on the command line."""
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    assert "--baseline FILE" in validate(tmp_path, "--update-baseline").err
    assert validate(tmp_path, "--update-baseline", "--baseline", "b.json").code == 0
    assert validate(tmp_path, "--baseline", "b.json").code == 0


def test_paths_are_named_by_ids() -> None:
    """Items of lists go by their id, where they have one."""
    data = {"channels": {"items": [{"id": "douyin", "placements": [{"format": "feed"}]}]}}
    assert (
        named_path(data, ("channels", "items", 0, "placements", 0, "format"))
        == "channels.items.douyin.placements.0.format"
    )
    assert named_path(data, ("channels", "gone", 3)) == "channels.gone.3"
    assert named_path(None, ("a", 1)) == "a.1"


def test_a_fingerprint_tells_findings_apart() -> None:
    """By code, path, variant and values; their order does not matter."""
    one = fingerprint("PP601", "budget.reserve", "", {"a": 1, "b": 2})
    assert one == fingerprint("PP601", "budget.reserve", "", {"b": 2, "a": 1})
    others = {
        fingerprint("PP602", "budget.reserve", "", {"a": 1, "b": 2}),
        fingerprint("PP601", "budget.total", "", {"a": 1, "b": 2}),
        fingerprint("PP601", "budget.reserve", "x", {"a": 1, "b": 2}),
        fingerprint("PP601", "budget.reserve", "", {"a": 1, "b": 3}),
    }
    assert len(others | {one}) == 5


def test_a_written_baseline_is_read_back() -> None:
    """Sorted, an entry a line, in JSON."""
    entries = (Entry("b.yaml", "PP601", "budget.reserve", "ff"), Entry("a.yaml", "PP602", "预算", "00"))
    text = write_baseline(entries)
    assert read_baseline(text) == tuple(sorted(entries))
    assert json.loads(text)["version"] == 1
    assert read_baseline(write_baseline(())) == ()
