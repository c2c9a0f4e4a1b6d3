"""The action's steps, the GitLab template's script and the pre-commit hooks, each run on a scratch repository."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tests.cli.running import MINIMAL

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CLEAN = MINIMAL.read_text(encoding="utf-8")
SMALL = CLEAN.replace("reserve: 10%", "reserve: 5%", 1)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A repository with a plan that has two errors."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "spring.yaml").write_text(SMALL, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def bash(script: str, scratch: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a script as a CI job does, with promoplan on the path."""
    env = {"PATH": f"{BIN}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(scratch / ".cache")}
    return subprocess.run(
        ["bash", "-c", script],
        cwd=scratch,
        env=env | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def loaded(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def act(scratch: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the action's steps, with its inputs' defaults where none are given."""
    action = loaded("action.yml")
    values = {name: spec["default"] for name, spec in action["inputs"].items()} | inputs
    (step,) = action["runs"]["steps"]
    assert "${{" not in step["run"]  # what users say must not become a part of a script

    def filled(text: str) -> str:
        text = text.replace("${{ github.action_path }}", str(ROOT))
        return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: values[found[1]], text)

    env = {name: filled(value) for name, value in step["env"].items()}
    files = {"GITHUB_OUTPUT": str(scratch / "output"), "GITHUB_STEP_SUMMARY": str(scratch / "summary")}
    return bash(step["run"], scratch, **env, **files)


def test_the_action_annotates_and_fails(scratch: Path) -> None:
    """Annotations on stdout, the whole list in the summary, SARIF in a file whose name is an output."""
    done = act(scratch)
    assert done.returncode == 1, done.stderr
    assert "::error title=PP601 reserve-too-small,file=plans/spring.yaml,line=" in done.stdout
    assert "PP601" in (scratch / "summary").read_text(encoding="utf-8")
    assert json.loads((scratch / "promoplan.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (scratch / "output").read_text() == "sarif<<promoplan-end\npromoplan.sarif\npromoplan-end\n"


def test_the_action_passes_on_clean_plans_in_another_language(scratch: Path) -> None:
    """Several paths, a line each; the language is what was asked for."""
    (scratch / "plans" / "spring.yaml").write_text(CLEAN, encoding="utf-8")
    (scratch / "more").mkdir()
    (scratch / "more" / "b.yaml").write_text(CLEAN, encoding="utf-8")
    done = act(scratch, paths="plans\nmore\n", language="zh-Hant", **{"fail-on": "warning"})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "hostile", ["$(touch pwned)", "`touch pwned`", "; touch pwned", "--format=json", "plans' ; touch pwned '"]
)
def test_what_users_say_is_never_a_command(scratch: Path, hostile: str) -> None:
    """A path is a path: nothing runs, and what is not there is told."""
    done = act(scratch, paths=hostile)
    assert done.returncode == 2
    assert not (scratch / "pwned").exists()


def test_the_gitlab_job_writes_its_reports(scratch: Path) -> None:
    """The script's lines leave the files that the job declares as artifacts."""
    job = loaded("ci/promoplan.gitlab-ci.yml")[".promoplan"]
    done = bash("\n".join(job["script"]), scratch, **job["variables"])
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    found = json.loads((scratch / reports["codequality"]).read_text(encoding="utf-8"))
    assert {each["check_name"] for each in found} == {"reserve-too-small", "budget-does-not-close"}
    assert JUnitXml.fromfile(str(scratch / reports["junit"])).failures == 2


@pytest.mark.parametrize(
    ("file", "schema"),
    [("action.yml", "vendor.github-actions"), ("ci/promoplan.gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_the_files_keep_to_their_schemas(file: str, schema: str) -> None:
    """As the platforms publish them."""
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, str(ROOT / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("hook", "code"), [("promoplan-validate", 1), ("promoplan-fix", 1)])
def test_a_hook_stops_a_commit(scratch: Path, hook: str, code: int) -> None:
    """Each hook's entry, run on the files that its patterns choose, as pre-commit would."""
    (spec,) = [each for each in loaded(".pre-commit-hooks.yaml") if each["id"] == hook]
    files = [path for path in ("plans/spring.yaml", "notes/a.yaml") if re.search(spec["files"], path)]
    assert files == ["plans/spring.yaml"]
    assert bash(f"{spec['entry']} {' '.join(files)}", scratch).returncode == code
