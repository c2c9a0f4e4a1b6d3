"""What is kept between runs: the same words while nothing has changed, and never a stale one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from promoplan.batch import Result, Task, check_paths
from promoplan.cache import plans
from promoplan.emit.told import Told, unpacked
from promoplan.i18n.catalogue import Language
from tests.cli.running import COMMAND, MINIMAL, PLANS, Ran, promoplan

CLEAN = MINIMAL.read_text(encoding="utf-8")
TODAY = date(2027, 1, 15)
SMALL = CLEAN.replace("reserve: 10%", "reserve: 5%", 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a plan that has an error, and an empty cache beside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "promoplan.toml").touch()
    (folder / "a.yaml").write_text(SMALL, encoding="utf-8")
    return folder


def validate(project: Path, *arguments: str, **environment: str) -> Ran:
    """A check with the project's own cache."""
    cache = {"XDG_CACHE_HOME": str(project.parent / "cache")}
    return promoplan("validate", *(arguments or ("a.yaml",)), cwd=project, env=cache | environment)


def kept(project: Path) -> list[Path]:
    """The files in the cache."""
    return [path for path in (project.parent / "cache").rglob("*") if path.is_file()]


def modules(project: Path, *arguments: str) -> set[str]:
    """The modules that a run imports."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(project.parent / "cache")}
    command = [sys.executable, "-X", "importtime", COMMAND, "validate", *arguments]
    told = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines()}


def test_a_known_run_says_the_same_and_imports_next_to_nothing(project: Path) -> None:
    """Neither models nor rules, nor the parser, nor even the argument parser."""
    first = validate(project)
    assert (first.code, validate(project).raw, validate(project).code) == (1, first.raw, 1)
    imported = modules(project, "a.yaml")
    assert "promoplan.cache.runs" in imported
    assert not imported & {
        "pydantic",
        "yaml",
        "typer",
        "dataclasses",
        "pathlib",
        "promoplan.checker",
        "promoplan.batch",
    }


def test_a_known_plan_needs_neither_models_nor_rules(project: Path) -> None:
    """Whatever the format and the options, its findings are put together from what is kept.

    (The argument parser itself imports Pydantic; a run without options needs none.)
    """
    validate(project)
    forms = [("-f", "json"), ("-f", "github"), ("-f", "concise"), ("--fail-on", "warning")]
    for options in forms:
        fresh = validate(project, "a.yaml", "--no-cache", *options)
        known = validate(project, "a.yaml", *options)
        assert (known.raw, known.code) == (fresh.raw, fresh.code)
        assert not modules(project, "a.yaml", *options) & {
            "yaml",
            "promoplan.model",
            "promoplan.rules",
            "promoplan.checker",
        }


def _mended(project: Path) -> None:
    (project / "a.yaml").write_text(CLEAN, encoding="utf-8")


def _same_size_and_time(project: Path) -> None:
    file = project / "a.yaml"
    before = file.stat()
    file.write_text(SMALL.replace("reserve: 5%", "reserve: 9%", 1), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _ignored(project: Path) -> None:
    (project / "promoplan.toml").write_text('ignore = ["PP602"]\n')


def _other_settings(project: Path) -> None:
    (project / "promoplan.toml").unlink()
    (project / "pyproject.toml").write_text('[tool.promoplan]\nignore = ["PP601"]\n')


def _baseline(project: Path) -> None:
    (project / "promoplan.toml").write_text('baseline = "b.json"\n')
    validate(project, "--update-baseline", "a.yaml")


CHANGES: dict[str, Callable[[Path], None]] = {
    "the plan": _mended,
    "the plan, at the same size and time": _same_size_and_time,
    "the settings": _ignored,
    "the settings' file": _other_settings,
    "the baseline": _baseline,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_seen(change: str, project: Path) -> None:
    """After any change the answer is that of a run without cache, and another than before."""
    before = [validate(project).out for _ in range(2)]
    CHANGES[change](project)
    after = validate(project, "a.yaml")
    assert after.out != before[0]
    assert after.out == validate(project, "a.yaml", "--no-cache").out


def test_files_behind_a_plan_are_seen(project: Path) -> None:
    """A base that it extends, a section file that appears, a plan.yaml that takes a file for its section."""
    (project / "base.yaml").write_text("budget:\n  x-a: 1\n")
    (project / "a.yaml").write_text(f"extends: base.yaml\n{CLEAN}", encoding="utf-8")
    assert [validate(project).code for _ in range(2)] == [0, 0]
    (project / "base.yaml").write_text("bugdet: 1\n")
    assert validate(project).code == 1

    folder = project / "whole"
    folder.mkdir()
    (folder / "plan.yaml").write_text(CLEAN, encoding="utf-8")
    assert [validate(project, "whole/plan.yaml").code for _ in range(2)] == [0, 0]
    (folder / "bugdet.yaml").write_text("total: 1\n")
    assert validate(project, "whole/plan.yaml").code == 1


def test_the_day_the_language_and_the_look_are_part_of_what_was_asked(project: Path) -> None:
    """Another language or colour is another answer."""
    plain = validate(project)
    assert validate(project, LC_ALL="zh_TW.UTF-8").out != plain.out
    assert validate(project, FORCE_COLOR="1").out != plain.out
    assert validate(project).raw == plain.raw


def test_a_damaged_cache_is_no_trouble(project: Path) -> None:
    """Whatever stands in its files, the plan is checked."""
    fresh = validate(project).raw
    for damage in (
        b"",
        b"\xff\xfe",
        b"[1, 2]",
        b"[[], 3]",
        b"0\n\nclean",
        b"1",
        json.dumps([[], [1, 2, 3, 4]]).encode(),
    ):
        for file in kept(project):
            file.write_bytes(damage)
        assert validate(project).raw == fresh
        assert validate(project, "a.yaml", "--fail-on", "error").raw == fresh


def test_a_cache_that_cannot_be_written_is_no_trouble(project: Path) -> None:
    """A file where the cache should be, no home at all, a place that is no full path."""
    (project.parent / "cache").write_text("in the way")
    assert validate(project).code == 1
    assert promoplan("validate", "a.yaml", cwd=project, env={"HOME": ""}).code == 1
    assert validate(project, XDG_CACHE_HOME="relative").code == 1
    assert not (project / "relative").exists()


def test_without_cache_nothing_is_kept(project: Path) -> None:
    """`--no-cache` neither reads nor writes."""
    validate(project, "a.yaml", "--no-cache")
    assert not (project.parent / "cache").exists()


def test_unreadable_plans_and_missing_bases_are_not_kept(project: Path) -> None:
    """They may be there the next time."""
    (project / "a.yaml").write_text(f"extends: later.yaml\n{CLEAN}", encoding="utf-8")
    assert validate(project).code == 1
    (project / "later.yaml").write_text("x-a: 1\n")
    assert validate(project).code == 0
    (project / "a.yaml").unlink()
    assert validate(project).code == 2


def test_four_runs_at_once_agree(project: Path) -> None:
    """Runs that fill the cache at the same time do not disturb each other, and leave whole files."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(project.parent / "cache")}
    pipe = subprocess.PIPE
    runs = [subprocess.Popen([COMMAND, "validate", "a.yaml"], cwd=project, env=env, stdout=pipe) for _ in range(4)]
    said = {run.communicate()[0] for run in runs}
    assert len(said) == 1
    assert not [file for file in kept(project) if file.suffix == ".tmp"]
    assert validate(project).raw in said


@pytest.mark.parametrize("plan", sorted(PLANS.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_what_is_told_survives_json(plan: Path) -> None:
    """A plan's findings are the same after a stay in the cache."""
    (result,) = check_paths([plan], Task(TODAY, Language.ZH_HANT))
    assert isinstance(result, Result)
    assert isinstance(result.told, Told)
    assert unpacked(json.loads(json.dumps(result.told))) == result.told
    assert plans.recall("0" * 32) is plans.UNKNOWN


def test_a_changed_baseline_is_seen(project: Path) -> None:
    """A known run hangs on what the baseline lists, and on whether the plans in it are there."""
    (project / "promoplan.toml").write_text('baseline = "b.json"\n')
    (project / "b.yaml").write_text(SMALL, encoding="utf-8")
    assert [validate(project).code for _ in range(2)] == [2, 2]
    validate(project, ".", "--update-baseline")
    assert [validate(project).code for _ in range(2)] == [0, 0]
    (project / "b.yaml").unlink()
    assert ["PP028" in validate(project).out for _ in range(2)] == [True, True]
    (project / "b.json").write_text('{"version": 1, "findings": []}')
    assert [validate(project).code for _ in range(2)] == [1, 1]
    (project / "b.json").unlink()
    assert validate(project).code == 2
