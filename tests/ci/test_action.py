"""The action's step, read from `action.yml` and run by bash as a runner does."""

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.ci.scratch import BIN, CLEAN, ROOT, SMALL, loaded, must, published, run


class Job(NamedTuple):
    """Where a job works, and what its runner gives it: the action's files and a folder for temporary ones."""

    workspace: Path
    action: Path
    temp: Path

    def act(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Runs the action with these inputs, the others at their defaults; "_" in a name stands for "-"."""
        action = loaded("action.yml")
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        values = {name: spec["default"] for name, spec in action["inputs"].items()} | given
        assert values.keys() == action["inputs"].keys()
        (step,) = action["runs"]["steps"]

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: values[found[1]], text)

        env = {name: filled(value) for name, value in step["env"].items()}
        env |= {"GITHUB_ACTION_PATH": str(self.action), "RUNNER_TEMP": str(self.temp)}
        env |= {f"GITHUB_{name}": str(self.temp / name) for name in ("OUTPUT", "PATH", "STEP_SUMMARY")}
        script = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"])
        return run(*script, cwd=self.workspace / filled(step["working-directory"]), **env)

    def sarif(self) -> Path | None:
        """The action's output, as the runner reads it."""
        text = (self.temp / "OUTPUT").read_text(encoding="utf-8") if (self.temp / "OUTPUT").exists() else ""
        found = re.fullmatch(r"sarif<<(.+)\n(.+)\n\1\n", text)
        return Path(found[2]) if found else None


@pytest.fixture
def job(scratch: Path, tmp_path: Path) -> Job:
    """A job in which an earlier step has used the action, so that promoplan is installed: the one under test."""
    temp = tmp_path / "temp"
    number = must("bash", "-c", 'cksum <<<"$0"', str(ROOT), cwd=scratch).split()[0]
    path = temp / f"promoplan-{number}" / "path"
    path.mkdir(parents=True)
    (path / "promoplan").symlink_to(BIN / "promoplan")
    return Job(scratch, ROOT, temp)


def test_the_action_installs_what_it_comes_with(scratch: Path, tmp_path: Path) -> None:
    """From its own checkout into an environment of its own; later steps find promoplan, and Python as it was."""
    job = Job(scratch, published(tmp_path / "promoplan"), tmp_path / "temp")
    job.temp.mkdir()
    done = job.act()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "PP601" in done.stdout
    (added,) = (job.temp / "PATH").read_text(encoding="utf-8").splitlines()
    assert [file.name for file in Path(added).iterdir()] == ["promoplan"]
    assert must(f"{added}/promoplan", "--version", cwd=scratch).startswith("promoplan ")


def test_a_version_that_is_not_there_fails_the_job(job: Job) -> None:
    """The version is asked of pip, whose message tells the reason."""
    done = job.act(version="999.0")
    assert done.returncode == 1
    assert "promoplan==999.0" in done.stderr
    assert job.sarif() is None


def test_the_action_annotates_and_fails(job: Job) -> None:
    """Annotations on stdout, the whole list in the summary, SARIF in a file whose name is an output."""
    done = job.act()
    assert done.returncode == 1, done.stderr
    assert "::error title=PP601 reserve-too-small,file=plans/spring.yaml,line=" in done.stdout
    assert "PP601" in (job.temp / "STEP_SUMMARY").read_text(encoding="utf-8")
    sarif = job.sarif()
    assert sarif == job.workspace / "promoplan.sarif"
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_names_begin_at_the_top_of_the_repository(job: Job) -> None:
    """In a working directory too, so that annotations find their files; paths and SARIF begin in that directory."""
    shop = job.workspace / "shop"
    shop.mkdir()
    (job.workspace / "plans").rename(shop / "plans")
    done = job.act(working_directory="shop", sarif="out.sarif")
    assert done.returncode == 1, done.stderr
    assert ",file=shop/plans/spring.yaml,line=" in done.stdout
    assert job.sarif() == shop / "out.sarif"


def test_the_action_passes_on_clean_plans(job: Job) -> None:
    """Several paths, a line each, blanks in them and all."""
    (job.workspace / "plans" / "spring.yaml").write_text(CLEAN, encoding="utf-8")
    (job.workspace / "more plans").mkdir()
    (job.workspace / "more plans" / "b.yaml").write_text(CLEAN, encoding="utf-8")
    done = job.act(paths="plans\n\nmore plans\n", fail_on="warning")
    assert (done.returncode, done.stderr) == (0, "")
    (job.workspace / "more plans" / "b.yaml").write_text(SMALL, encoding="utf-8")
    assert job.act(paths="plans\n\nmore plans\n").returncode == 1


def test_the_action_speaks_the_language_asked_for(job: Job) -> None:
    """Of annotations and summary alike."""
    assert "应急资金" in job.act(language="zh-Hans").stdout
    assert "应急资金" in (job.temp / "STEP_SUMMARY").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["paths", "version", "fail_on", "language", "sarif"])
@pytest.mark.parametrize(
    "hostile",
    ["$(touch pwned)", "`touch pwned`", "; touch pwned", "' ; touch pwned '", '" ; touch pwned "', "--help"],
)
def test_what_users_say_is_never_a_command(job: Job, name: str, hostile: str) -> None:
    """Nothing of an input runs, nothing is an option, and no job passes; only a file may have any name."""
    done = job.act(**{name: hostile})
    assert done.returncode == (1 if name == "sarif" else 2), done.stdout
    assert not list(job.workspace.parent.rglob("pwned"))


def test_inputs_stay_out_of_the_script() -> None:
    """No expression stands in a text that a shell reads."""
    for step in loaded("action.yml")["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_a_run_that_fails_leaves_no_old_results(job: Job) -> None:
    """SARIF of an earlier run is not handed on when there is nothing to check."""
    (job.workspace / "promoplan.sarif").write_text("{}", encoding="utf-8")
    assert job.act(paths="nowhere").returncode == 2
    assert job.sarif() is None
