"""CI's files and the examples that tell of them, judged by the platforms' own schemas."""

import re
from pathlib import Path

import pytest
import yaml

from tests.ci.scratch import BIN, ROOT, loaded, must

DOCS = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("docs/ci.md", "README.md"))
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)


def _judge(schema: str, file: Path) -> None:
    must(str(BIN / "check-jsonschema"), "--builtin-schema", schema, str(file), cwd=ROOT)


@pytest.mark.parametrize(
    ("file", "schema"),
    [("action.yml", "vendor.github-actions"), ("ci/promoplan.gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_the_files_keep_to_their_schemas(file: str, schema: str) -> None:
    """As the platforms publish them."""
    _judge(schema, ROOT / file)


def test_the_examples_would_be_taken(tmp_path: Path) -> None:
    """Each example of the documentation is a configuration, a workflow's steps or a pipeline, and names what exists."""
    inputs, hooks = loaded("action.yml")["inputs"], {hook["id"] for hook in loaded(".pre-commit-hooks.yaml")}
    file = tmp_path / "example.yaml"
    told = set()
    for example in map(yaml.safe_load, EXAMPLES):
        if "include" in example:
            file.write_text(yaml.safe_dump(example), encoding="utf-8")
            _judge("vendor.gitlab-ci", file)
            told.add("gitlab")
        elif "uses" in example[0] or "run" in example[0]:
            job = {"runs-on": "ubuntu-latest", "steps": example}
            file.write_text(yaml.safe_dump({"on": "pull_request", "jobs": {"plans": job}}), encoding="utf-8")
            _judge("vendor.github-workflows", file)
            named = {name for step in example if "/promoplan@" in step.get("uses", "") for name in step.get("with", ())}
            assert named <= inputs.keys()
            told.add("github")
        else:
            file.write_text(yaml.safe_dump({"repos": example}), encoding="utf-8")
            must(str(BIN / "pre-commit"), "validate-config", str(file), cwd=ROOT)
            assert {hook["id"] for repo in example for hook in repo["hooks"]} <= hooks
            told.add("pre-commit")
    assert told == {"gitlab", "github", "pre-commit"}
