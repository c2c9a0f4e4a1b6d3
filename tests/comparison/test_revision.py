"""A plan at a git revision: read from the repository itself, with all that belongs to it, and from nowhere else."""

import os
from pathlib import Path

import pytest

from promoplan.errors import MissingExtra, UnreadableError, UsageError
from promoplan.source.includes import load_document
from promoplan.source.revision import load_at
from promoplan.source.text import MAX_BYTES
from tests.comparison.making import MINIMAL
from tests.comparison.repository import Repository, repository


@pytest.fixture
def scratch(tmp_path: Path) -> Repository:
    """An empty repository beside nothing else."""
    return repository(tmp_path / "repository")


def named(name: str) -> str:
    """A small plan of this name."""
    return f'promoplan: 1\nplan: {{name: "{name}"}}\n'


def name_at(path: Path, revision: str) -> object:
    """The plan's name at a revision; None where there was no plan."""
    document = load_at(path, revision)
    if document is None:
        return None
    assert document.data is not None
    header = document.data["plan"]
    assert isinstance(header, dict)
    return header["name"]


@pytest.mark.parametrize("revision", ["HEAD", "main~1", "v1", "HEAD^{commit}", "{commit}"])
def test_a_file_at_a_revision(scratch: Repository, revision: str) -> None:
    """By branch, tag, hash or any other name that git knows; the working tree and the index do not matter."""
    scratch.commit(plans__a_yaml=named("one"))
    scratch.git("tag", "v1")
    commit = scratch.commit(plans__a_yaml=named("two"))
    plan = scratch.write("plans/a.yaml", named("three"))
    scratch.git("add", ".")
    plan = scratch.write("plans/a.yaml", named("four"))
    wanted = "one" if revision in {"main~1", "v1"} else "two"
    assert name_at(plan, revision.replace("{commit}", commit) if revision == "{commit}" else revision) == wanted
    assert scratch.git("status", "--short") == "MM plans/a.yaml"


def test_a_plan_that_was_not_there(scratch: Repository) -> None:
    """Is None, also where a folder had its name."""
    scratch.commit(a_yaml__b_yaml=named("x"))
    assert load_at(scratch.write("new.yaml", named("new")), "HEAD") is None
    (scratch.folder / "a.yaml" / "b.yaml").unlink()
    (scratch.folder / "a.yaml").rmdir()
    assert load_at(scratch.write("a.yaml", named("now a file")), "HEAD") is None


def test_a_folder_with_its_sections_of_that_time(scratch: Repository) -> None:
    """Those that were there then, and no others; a section file stands for its plan."""
    scratch.commit(p__plan_yaml=named("old"), p__market_yaml="competition: [old]\n", p__risks_yml="watch: daily\n")
    scratch.commit(
        p__plan_yaml=named("new"), p__market_yaml="competition: [new]\n", p__risks_yml=None, p__team_yaml="{}\n"
    )
    for path in (scratch.folder / "p", scratch.folder / "p" / "plan.yaml", scratch.folder / "p" / "market.yaml"):
        document = load_at(path, "HEAD~1")
        assert document is not None
        assert document.data is not None
        assert list(document.data) == ["promoplan", "plan", "market", "risks"]
        assert document.data["market"] == {"competition": ["old"]}
        assert document.flaws == ()


def test_bases_of_that_time(scratch: Repository) -> None:
    """A chain of them, in other folders of the repository; the present ones do not shine through."""
    base, middle = 'market: {channel: [old], competition: ["old"]}\n', "extends: ../base.yaml\nrisks: {watch: daily}\n"
    scratch.commit(
        base_yaml=base, shared__middle_yaml=middle, plans__a_yaml=f"extends: ../shared/middle.yaml\n{named('a')}"
    )
    scratch.commit(base_yaml=base.replace("old", "new"), shared__middle_yaml=None)
    document = load_at(scratch.folder / "plans" / "a.yaml", "HEAD~1")
    assert document is not None
    assert document.data is not None
    assert document.flaws == ()
    assert document.data["market"] == {"channel": ["old"], "competition": ["old"]}
    assert document.data["risks"] == {"watch": "daily"}


@pytest.mark.parametrize("base", ["../outside.yaml", "/etc/hostname", "../../../../../../etc/hostname", "missing.yaml"])
def test_a_base_that_cannot_be_had_is_a_flaw(scratch: Repository, base: str) -> None:
    """As in the working tree, and nothing outside the repository is read."""
    (scratch.folder.parent / "outside.yaml").write_text("market: {channel: [secret]}\n", encoding="utf-8")
    scratch.commit(a_yaml=f"extends: {base}\n{named('a')}")
    document = load_at(scratch.folder / "a.yaml", "HEAD")
    assert document is not None
    assert [flaw.code for flaw in document.flaws] == ["PP020"]


def test_the_project_s_root_bounds_bases_then_as_now(scratch: Repository) -> None:
    """A settings file makes a folder a project of its own, out of which no base leads."""
    scratch.commit(base_yaml="market: {channel: [x]}\n", p__a_yaml=f"extends: ../base.yaml\n{named('a')}")
    scratch.write("p/promoplan.toml", "")
    now, then = load_document(scratch.folder / "p" / "a.yaml"), load_at(scratch.folder / "p" / "a.yaml", "HEAD")
    assert then is not None
    assert [(flaw.code, flaw.variant) for flaw in then.flaws] == [("PP020", "outside")]
    assert [(flaw.code, flaw.variant) for flaw in now.flaws] == [("PP020", "outside")]


def test_links_inside_the_repository_are_followed(scratch: Repository) -> None:
    """As the working tree does; one that leads out of it is no plan."""
    (scratch.folder / "a.yaml").symlink_to("real/b.yaml")
    (scratch.folder / "out.yaml").symlink_to("/etc/hostname")
    scratch.commit(real__b_yaml=named("behind the link"))
    assert name_at(scratch.folder / "a.yaml", "HEAD") == "behind the link"
    assert load_at(scratch.folder / "out.yaml", "HEAD") is None


@pytest.mark.parametrize(
    "name", ["with space.yaml", "計畫.yaml", "-rf.yaml", "a:b.yaml", "é'\"$(id).yaml", "x blob.yaml"]
)
def test_odd_names(scratch: Repository, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a name is a command, an option or a pattern."""
    scratch.write(name, named("odd"))
    scratch.commit()
    monkeypatch.chdir(scratch.folder)
    assert name_at(Path(name), "HEAD") == "odd"


def test_the_size_limit_holds_there_too(scratch: Repository) -> None:
    """A file that is too large is found so, without being read to its end."""
    scratch.commit(a_yaml=b"# " + b"x" * (MAX_BYTES + 100))
    document = load_at(scratch.folder / "a.yaml", "HEAD")
    assert document is not None
    assert [flaw.code for flaw in document.flaws] == ["PP005"]


@pytest.mark.parametrize(
    "revision", ["nowhere", "", "-x", "--output=x", "HEAD:a.yaml", "HEAD..HEAD", "HEAD\nHEAD", "$(id)"]
)
def test_what_is_no_revision(scratch: Repository, revision: str) -> None:
    """Is wrong use, and never an option of git's."""
    scratch.commit(a_yaml=named("a"))
    before = sorted(scratch.folder.iterdir())
    with pytest.raises(UsageError, match="--base"):
        load_at(scratch.folder / "a.yaml", revision)
    assert sorted(scratch.folder.iterdir()) == before


def test_outside_a_repository(tmp_path: Path) -> None:
    """Git's own reason is told, for there are several."""
    (tmp_path / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(UnreadableError, match="not a git repository"):
        load_at(tmp_path / "a.yaml", "HEAD")


def test_a_repository_without_commits(scratch: Repository) -> None:
    """Knows no revision yet."""
    with pytest.raises(UsageError, match="--base HEAD"):
        load_at(scratch.write("a.yaml", MINIMAL), "HEAD")


def test_without_git(scratch: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is told."""
    scratch.commit(a_yaml=MINIMAL)
    monkeypatch.setenv("PATH", str(scratch.folder))
    with pytest.raises(MissingExtra, match="git is not installed"):
        load_at(scratch.folder / "a.yaml", "HEAD")


def test_the_plan_s_own_repository_counts(scratch: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one that a hook of git's works on."""
    scratch.commit(a_yaml=named("here"))
    other = repository(tmp_path / "other")
    other.commit(a_yaml=named("there"))
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    assert name_at(scratch.folder / "a.yaml", "HEAD") == "here"


def test_nothing_of_it_stays(scratch: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The private folder is gone; where none can be made, that is told."""
    scratch.commit(a_yaml=named("a"))
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    assert name_at(scratch.folder / "a.yaml", "HEAD") == "a"
    assert list(private.iterdir()) == []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(UnreadableError, match="No such file"):
        load_at(scratch.folder / "a.yaml", "HEAD")


def test_filters_and_hooks_do_not_run(scratch: Repository, tmp_path: Path) -> None:
    """Whatever the repository's settings name."""
    ran = tmp_path / "ran"
    scratch.commit(a_yaml=named("a"))
    scratch.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "core.pager"):
        scratch.git("config", key, f"touch {ran}")
    assert name_at(scratch.folder / "a.yaml", "HEAD") == "a"
    assert not ran.exists()


def test_from_a_folder_below(scratch: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are those of the folder that one stands in."""
    scratch.commit(plans__deep__a_yaml=f"extends: ../b.yaml\n{named('a')}", plans__b_yaml="risks: {watch: daily}\n")
    monkeypatch.chdir(scratch.folder / "plans" / "deep")
    for path in (Path("a.yaml"), Path("../deep/a.yaml"), Path(os.path.abspath("a.yaml"))):  # noqa: PTH100 - as users do
        document = load_at(path, "HEAD")
        assert document is not None
        assert document.flaws == ()
        assert document.path.startswith("HEAD:")
