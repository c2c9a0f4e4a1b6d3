"""The hooks, installed and run by pre-commit itself; needs the package index."""

from pathlib import Path

from tests.ci.scratch import BIN, CLEAN, MISTYPED, ROOT, must, published, run


def test_pre_commit_accepts_the_manifest() -> None:
    """The file of hooks is as pre-commit wants it."""
    must(str(BIN / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"), cwd=ROOT)


def test_the_hooks_guard_a_repository(scratch: Path, tmp_path: Path) -> None:
    """A bad plan stops the commit, a clean one passes, a fix is made; YAML files outside `plans/` are left alone."""
    source = published(tmp_path / "promoplan")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    revision = must("git", "rev-parse", "HEAD", cwd=source).strip()
    _use(scratch, source, revision, "promoplan-validate")
    must(str(BIN / "pre-commit"), "install", cwd=scratch, **home)
    plan = scratch / "plans" / "spring.yaml"

    stopped = _commit(scratch, home)
    assert stopped[0] == 1, stopped[1]
    assert "PP601" in stopped[1], stopped[1]
    assert "1 plan checked: 2 errors" in stopped[1]

    plan.write_text(CLEAN, encoding="utf-8")
    passed = _commit(scratch, home)
    assert passed[0] == 0, passed[1]
    assert "promoplan validate" in passed[1]

    (scratch / "notes" / "a.yaml").write_text("a: 2\n", encoding="utf-8")
    skipped = _commit(scratch, home)
    assert (skipped[0], "no files to check" in skipped[1]) == (0, True), skipped[1]

    _use(scratch, source, revision, "promoplan-fix")
    plan.write_text(MISTYPED, encoding="utf-8")
    mended = _commit(scratch, home)
    assert (mended[0], "files were modified by this hook" in mended[1]) == (1, True), mended[1]
    assert plan.read_text(encoding="utf-8") == CLEAN
    assert _commit(scratch, home)[0] == 0


def _use(scratch: Path, source: Path, revision: str, hook: str) -> None:
    config = f"repos:\n- repo: {source}\n  rev: {revision}\n  hooks: [{{id: {hook}}}]\n"
    (scratch / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")


def _commit(scratch: Path, home: dict[str, str]) -> tuple[int, str]:
    must("git", "add", "-A", cwd=scratch)
    done = run("git", "commit", "-m", "A change", cwd=scratch, **home)
    return done.returncode, done.stdout + done.stderr
