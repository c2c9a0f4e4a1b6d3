"""The GitLab template's script, run by a shell as a job does."""

import json
import venv
from pathlib import Path

from junitparser import JUnitXml

from tests.ci.scratch import loaded, must, published, run


def test_the_gitlab_job_writes_its_reports(scratch: Path, tmp_path: Path) -> None:
    """The job installs promoplan, fails for the errors, and leaves the files that it declares as artifacts."""
    job = loaded("ci/promoplan.gitlab-ci.yml")[".promoplan"]
    venv.create(tmp_path / "image", with_pip=True)
    variables = job["variables"] | {"PROMOPLAN_PACKAGE": str(published(tmp_path / "promoplan"))}
    path = {"PATH": f"{tmp_path / 'image' / 'bin'}:/usr/bin:/bin"}
    must("sh", "-ec", "\n".join(job["before_script"]), cwd=scratch, **variables, **path)
    done = run("sh", "-ec", "\n".join(job["script"]), cwd=scratch, **variables, **path)
    assert done.returncode == 1, done.stderr
    assert "plans/spring.yaml" in done.stdout
    reports = job["artifacts"]["reports"]
    found = json.loads((scratch / reports["codequality"]).read_text(encoding="utf-8"))
    assert {each["check_name"] for each in found} == {"reserve-too-small", "budget-does-not-close"}
    assert {each["location"]["path"] for each in found} == {"plans/spring.yaml"}
    assert JUnitXml.fromfile(str(scratch / reports["junit"])).failures == 2


def test_paths_of_the_gitlab_job_are_no_commands(scratch: Path) -> None:
    """The variable is parted at blanks and nothing more."""
    job = loaded("ci/promoplan.gitlab-ci.yml")[".promoplan"]
    for hostile in ("$(touch pwned)", "`touch pwned`", "plans; touch pwned", "--exit-zero"):
        done = run("sh", "-ec", "\n".join(job["script"]), cwd=scratch, PROMOPLAN_PATHS=hostile)
        assert done.returncode == 2, hostile
        assert not list(scratch.rglob("pwned"))
