"""Many plans by several processes: the same findings in the same order, and trouble comes through."""

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from promoplan import workers
from promoplan.batch import MOST_FOR_ONE, Result, Task, check_paths
from promoplan.errors import UnreadableError
from promoplan.i18n.catalogue import Language
from tests.cli.running import MINIMAL, promoplan

CLEAN = MINIMAL.read_text(encoding="utf-8")
TASK = Task(date(2027, 1, 15), Language.EN)
COUNT = 3 * MOST_FOR_ONE + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans enough for three processes; every third has an error."""
    for number in range(COUNT):
        reserve = "reserve: 5%" if number % 3 == 0 else "reserve: 10%"
        text = CLEAN.replace("reserve: 10%", reserve, 1)
        (tmp_path / f"p{number:03}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_findings_come_in_the_same_order_whatever_the_jobs(folder: Path) -> None:
    """With one, two and three processes, to the byte."""
    said = [promoplan("validate", ".", "--no-cache", "--jobs", str(jobs), cwd=folder) for jobs in (1, 2, 3)]
    assert {ran.code for ran in said} == {1}
    assert len({ran.raw for ran in said}) == 1
    assert f"{COUNT} plans checked" in said[0].out


def test_trouble_of_a_process_comes_through(folder: Path) -> None:
    """What can't be read is told in its place; a bug is raised with the plan's name."""
    files = sorted(folder.glob("*.yaml"))
    gone = folder / "gone.yaml"
    found = list(workers.shared_out([*files[:3], gone, *files[3:6]], TASK, 2))
    assert [isinstance(each, UnreadableError) for each in found] == [False] * 3 + [True] + [False] * 3
    broken = folder / "promoplan.toml"
    broken.write_text("limits = {PP404 = {max_days = 'many'}}")
    with pytest.raises(Exception, match="max_days"):
        list(workers.shared_out(files, TASK, 2))


def test_a_reader_that_stops_ends_the_processes(folder: Path) -> None:
    """Whoever has seen enough leaves no process behind."""
    results = workers.shared_out(sorted(folder.glob("*.yaml")), TASK, 2)
    assert isinstance(results, Generator)
    assert isinstance(next(results), Result)
    results.close()
    assert list(results) == []


def test_few_plans_need_no_other_process(folder: Path) -> None:
    """Starting a process costs more than checking a dozen plans."""
    files = sorted(folder.glob("*.yaml"))[: 2 * MOST_FOR_ONE - 1]
    with_many = Task(TASK.today, TASK.language, jobs=8)
    assert list(check_paths(files, with_many)) == list(check_paths(files, TASK))
