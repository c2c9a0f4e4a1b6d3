"""Plans made of several files: `extends`, plan folders, and finding plans."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from promoplan.errors import UnreadableError
from promoplan.source.discovery import find_plans
from promoplan.source.document import Document
from promoplan.source.document import parse as parse_source
from promoplan.source.includes import load_document, overlay, resolve
from promoplan.source.text import Path as NodePath
from promoplan.source.text import Source

from .reading import cut, named, parsed, write_files


def over(base: str, text: str) -> Document:
    """A text laid over a base."""
    return overlay(parse_source(Source("base.yaml", base)), parsed(text))


def where(document: Document, path: NodePath) -> tuple[str, str]:
    """File and text of a node's value."""
    place = document.places[path]
    return place.source.path, place.source.text[place.value.start : place.value.end]


MERGES: list[tuple[str, str, dict[str, object]]] = [
    ("a: 1", "b: 2", {"a": "1", "b": "2"}),
    ("a: 1\nb: 1", "b: 2\nc: 3", {"a": "1", "b": "2", "c": "3"}),
    ("a: {x: 1, v: 1}", "a: {v: 2, z: 3}", {"a": {"x": "1", "v": "2", "z": "3"}}),
    ("a: {x: {v: {z: 1, w: 1}}}", "a: {x: {v: {w: 2}}}", {"a": {"x": {"v": {"z": "1", "w": "2"}}}}),
    ("a: 1", "a: {x: 1}", {"a": {"x": "1"}}),
    ("a: {x: 1}", "a: 1", {"a": "1"}),
    ("a: {x: 1}", "a: [1]", {"a": ["1"]}),
    ("a: 1\nb: 2", "a:", {"b": "2"}),
    ("a: {x: 1, v: 2}", "a: {x: null}", {"a": {"v": "2"}}),
    ("a: {x: 1}", "a: ~\nb: 1", {"b": "1"}),
    ("a: 1", "b:", {"a": "1", "b": None}),
    ("a:", "b: 1", {"a": None, "b": "1"}),
    ("a: false", "a: true", {"a": True}),
    ("a: true", "a: false", {"a": False}),
    ("a: [1, 2, 3]", "a: [4]", {"a": ["4"]}),
    ("a: [{x: 1}, {x: 2}]", "a: [{v: 3}]", {"a": [{"v": "3"}]}),
    ("a: [{id: p}]", "a: []", {"a": []}),
    ("a: []", "a: [{id: p}]", {"a": [{"id": "p"}]}),
    ("a: [{id: p, x: 1}, {id: q}]", "a: [{id: p, x: 2}]", {"a": [{"id": "p", "x": "2"}, {"id": "q"}]}),
    ("a: [{id: p, x: 1, v: 1}]", "a: [{id: p, x: null}]", {"a": [{"id": "p", "v": "1"}]}),
    ("a: [{id: p}]", "a: [{id: q}, {id: p, x: 1}]", {"a": [{"id": "p", "x": "1"}, {"id": "q"}]}),
    ("a: [{id: p}, {x: 1}]", "a: [{id: p, v: 1}]", {"a": [{"id": "p", "v": "1"}]}),
    ("a: [{id: p}]", "a: [{id: p, v: 1}, text]", {"a": [{"id": "p", "v": "1"}, "text"]}),
    ("a: [{id: p}]", "a: [{id: [p]}]", {"a": [{"id": ["p"]}]}),
    ("a: [{id: p}]", "a: [{id: p, x: 1}, {id: p, x: 2}]", {"a": [{"id": "p", "x": "1"}, {"id": "p", "x": "2"}]}),
    (
        "a: [{id: p, b: [{id: r, x: 1}]}]",
        "a: [{id: p, b: [{id: s}, {id: r, x: 2}]}]",
        {"a": [{"id": "p", "b": [{"id": "r", "x": "2"}, {"id": "s"}]}]},
    ),
    ("{}", "a: 1", {"a": "1"}),
    ("a: 1", "{}", {"a": "1"}),
    ("caf\u00e9: 1", "cafe\u0301: 2", {"caf\u00e9": "2"}),
]


@pytest.mark.parametrize(("base", "text", "data"), MERGES)
def test_merging(base: str, text: str, data: dict[str, object]) -> None:
    """Mappings merge key by key, lists of things with an id by id; the rest replaces, null deletes."""
    document = over(base, text)
    assert document.data == data
    assert document.flaws == ()


@pytest.mark.parametrize(("base", "text", "data"), MERGES)
def test_merging_keeps_every_place(base: str, text: str, data: Mapping[str, object]) -> None:
    """Each value of the result, and nothing else, has a place; every mapping knows its own path."""
    document = over(base, text)
    paths: list[NodePath] = []
    waiting: list[tuple[NodePath, object]] = [((), document.data)]
    while waiting:
        path, value = waiting.pop()
        paths.append(path)
        if isinstance(value, dict):
            assert getattr(value, "path", None) == path
            waiting += [((*path, key), child) for key, child in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, at), child) for at, child in enumerate(value)]
        elif isinstance(value, str):
            assert where(document, path)[1] == value
    assert set(paths) == set(document.places)
    assert data == document.data


def test_merged_keys_keep_the_order_of_the_base() -> None:
    """What a plan adds comes after what its base holds."""
    data = over("b: 1\na: {y: 1, x: 1}", "c: 1\na: {z: 1, x: 2}\nb: 2").data
    assert data is not None
    assert list(data) == ["b", "a", "c"]
    assert list(data["a"]) == ["y", "x", "z"]  # type: ignore[call-overload]  # the value is a mapping


def test_places_point_into_the_file_that_holds_the_text() -> None:
    """Each value leads to its own file; a mapping of both to the plan's."""
    document = over("a: {x: 1, y: 2}\nl: [{id: p, b: 1}, {id: q}]", "l: [{id: r}, {id: p, c: 3}]\na: {y: 4}")
    assert where(document, ("a", "x")) == ("base.yaml", "1")
    assert where(document, ("a", "y")) == ("plan.yaml", "4")
    assert where(document, ("a",)) == ("plan.yaml", "{y: 4}")
    assert where(document, ("l", 0, "b")) == ("base.yaml", "1")
    assert where(document, ("l", 0, "c")) == ("plan.yaml", "3")
    assert where(document, ("l", 1)) == ("base.yaml", "{id: q}")
    assert where(document, ("l", 2)) == ("plan.yaml", "{id: r}")
    assert [source.path for source in document.sources] == ["plan.yaml", "base.yaml"]


def test_merging_changes_neither_side() -> None:
    """The two documents that were merged are as before."""
    base, text = parsed("a: {x: 1}\nl: [{id: p}]"), parsed("a: {x: 2}\nl: [{id: p, y: 1}]")
    overlay(base, text)
    assert (base.data, text.data) == (
        parsed("a: {x: 1}\nl: [{id: p}]").data,
        {"a": {"x": "2"}, "l": [{"id": "p", "y": "1"}]},
    )


def test_merging_deep_mappings() -> None:
    """Mappings as deep as a text may nest merge too."""
    base, text = "a: " + "{a: " * 62 + "x" + "}" * 62, "a: " + "{a: " * 62 + "y" + "}" * 62
    assert str(over(base, text).data).count("'a'") == 63


def test_extending(tmp_path: Path) -> None:
    """A plan takes over what its base holds, and the base's own base; `extends` itself is no data."""
    write_files(
        tmp_path,
        {
            "promoplan.toml": "",
            "plans/may.yaml": "extends: ../house/base.yaml\nplan: {id: may}\nbudget: {total: 1}\n",
            "house/base.yaml": "extends: brand.yaml\nbudget: {total: 2, reserve: 10%}\n",
            "house/brand.yaml": "plan: {brand: 青禾, id: none}\n",
        },
    )
    document = load_document(tmp_path / "plans/may.yaml", "plans/may.yaml")
    assert document.flaws == ()
    assert document.data == {"plan": {"brand": "青禾", "id": "may"}, "budget": {"total": "1", "reserve": "10%"}}
    assert where(document, ("plan", "brand")) == ("house/brand.yaml", "青禾")
    assert where(document, ("budget", "reserve")) == ("house/base.yaml", "10%")
    assert [source.path for source in document.sources] == ["plans/may.yaml", "house/base.yaml", "house/brand.yaml"]
    assert ("extends",) not in document.places


BASES = {
    "missing": ("extends: «gone.yaml»\n", "missing"),
    "itself": ("extends: «plan-a.yaml»\n", "circular"),
    "itself by another name": ("extends: «./x/../plan-a.yaml»\n", "circular"),
    "in turn": ("extends: turn.yaml\n", "circular"),
    "outside": ("extends: «../secret.yaml»\n", "outside"),
    "outside and missing": ("extends: «../gone.yaml»\n", "outside"),
    "absolute": ("extends: «/etc/passwd»\n", "outside"),
    "link out": ("extends: «link.yaml»\n", "outside"),
    "folder link out": ("extends: «out/secret.yaml»\n", "outside"),
    "folder": ("extends: «x»\n", "unreadable"),
    "nothing": ("extends: «''»\n", "unreadable"),
    "pipe": ("extends: «pipe.yaml»\n", "unreadable"),
    "loop": ("extends: «loop.yaml»\n", "unreadable"),
    "dangling": ("extends: «dangling.yaml»\n", "unreadable"),
    "long name": (f"extends: «{'x' * 300}»\n", "missing"),
    "list": ("extends: «[a.yaml, b.yaml]»\n", "not_text"),
    "null": ("extends:«»\n", "not_text"),
    "true": ("extends: «true»\n", "not_text"),
}


@pytest.mark.parametrize(("text", "variant"), BASES.values(), ids=BASES.keys())
def test_bases_that_cannot_be_had(tmp_path: Path, text: str, variant: str) -> None:
    """A base that is not there, not inside the root, no file or its own base is a flaw where it is named."""
    plain = text.replace("«", "").replace("»", "")
    files = {"secret.yaml": "a: secret", "p/.git/x": "", "p/x/y": "", "p/turn.yaml": "extends: plan-a.yaml\n"}
    project = write_files(tmp_path, {**files, "p/plan-a.yaml": plain}) / "p"
    os.mkfifo(project / "pipe.yaml")
    links = {"link.yaml": "../secret.yaml", "out": "..", "loop.yaml": "loop.yaml", "dangling.yaml": "gone.yaml"}
    for name, target in links.items():
        (project / name).symlink_to(target)
    start = time.perf_counter()
    document = load_document(project / "plan-a.yaml")
    assert time.perf_counter() - start < 1
    assert document.data is None
    (flaw,) = document.flaws
    assert (flaw.code, flaw.variant) == ("PP020", variant)
    assert cut(flaw) == (text[text.index("«") + 1 : text.index("»")] if "«" in text else "plan-a.yaml")
    assert "secret" not in "".join(source.text for source in document.sources).replace("secret.yaml", "")


@pytest.mark.parametrize(("bases", "name"), [(16, []), (17, ["PP020.too_many"]), (40, ["PP020.too_many"])])
def test_the_limit_of_bases(tmp_path: Path, bases: int, name: list[str]) -> None:
    """A chain of 16 bases is followed; the seventeenth is a flaw."""
    files = {f"{at}.yaml": f"extends: {at + 1}.yaml\nk{at}: {at}\n" for at in range(bases)}
    write_files(tmp_path, {**files, f"{bases}.yaml": "last: 1\n"})
    document = load_document(tmp_path / "0.yaml")
    assert named(document.flaws) == name
    assert (document.data is None) is bool(name)
    if name:
        assert document.flaws[0].values == {"base": "17.yaml", "limit": 16}


def test_a_base_with_flaws(tmp_path: Path) -> None:
    """Flaws of a base point into it; where it can't be read, there is no data."""
    write_files(tmp_path, {"a.yaml": "extends: b.yaml\nx: on\n", "b.yaml": "z: off\n", "c.yaml": "extends: d.yaml\n"})
    write_files(tmp_path, {"d.yaml": "a: [\n"})
    flaws = load_document(tmp_path / "a.yaml").flaws
    assert [(Path(flaw.source.path).name, cut(flaw)) for flaw in flaws] == [("a.yaml", "on"), ("b.yaml", "off")]
    document = load_document(tmp_path / "c.yaml")
    assert document.data is None
    assert named(document.flaws) == ["PP001.bracket"]


def test_a_plan_without_a_file(tmp_path: Path) -> None:
    """A plan from stdin finds its base from the folder that is given."""
    write_files(tmp_path, {"base.yaml": "a: 1\n"})
    document = resolve(Source("stdin", "extends: base.yaml\nb: 2\n"), tmp_path)
    assert document.data == {"a": "1", "b": "2"}
    assert where(document, ("a",)) == ("base.yaml", "1")
    assert named(resolve(Source("stdin", "extends: ../x.yaml\n"), tmp_path).flaws) == ["PP020.outside"]


FOLDER = {
    "plan.yaml": "promoplan: 1\nplan: {id: q}\n",
    "goals.yaml": "owner: lin\ntargets:\n  - {id: revenue}\n",
    "budget.yml": "total: 1\n",
    "risks.yaml": "- {id: stock}\n",
    ".hidden.yaml": "a: [",
    "notes.txt": "a: [",
    "sub/x.yaml": "a: [",
}


def test_a_plan_folder(tmp_path: Path) -> None:
    """Each YAML file beside plan.yaml is the section of its name, with places of its own; the rest is passed over."""
    write_files(tmp_path, FOLDER)
    for path, shown in ((tmp_path, "q"), (tmp_path / "plan.yaml", "q/plan.yaml")):
        document = load_document(path, shown)
        assert document.flaws == ()
        assert document.broken == frozenset()
        assert document.path == "q/plan.yaml"
        assert document.data == {
            "promoplan": "1",
            "plan": {"id": "q"},
            "budget": {"total": "1"},
            "goals": {"owner": "lin", "targets": [{"id": "revenue"}]},
            "risks": [{"id": "stock"}],
        }
        assert where(document, ("goals", "targets", 0, "id")) == ("q/goals.yaml", "revenue")
        assert where(document, ("budget",)) == ("q/budget.yml", "total: 1")
        assert getattr(document.data["goals"], "path", None) == ("goals",)
        names = ["q/plan.yaml", "q/budget.yml", "q/goals.yaml", "q/risks.yaml"]
        assert [source.path for source in document.sources] == names


def test_another_name_is_no_folder_plan(tmp_path: Path) -> None:
    """A plan with a name of its own takes nothing from the files beside it."""
    write_files(tmp_path, {"may.yaml": "promoplan: 1\n", "goals.yaml": "a: 1\n"})
    assert load_document(tmp_path / "may.yaml").data == {"promoplan": "1"}


SECTIONS = {
    "in both": ({"plan.yaml": "x: 1\ngoals: {a: 1}\n", "goals.yaml": "b: 1\n"}, "PP002.file", ("plan.yaml", "goals")),
    "null in the plan": ({"plan.yaml": "goals:\n", "goals.yaml": "b: 1\n"}, "PP002.file", ("plan.yaml", "goals")),
    "two files": (
        {"plan.yaml": "x: 1\n", "goals.yaml": "a: 1\n", "goals.yml": "b: 1\n"},
        "PP002.file",
        ("goals.yaml", "a: 1"),
    ),
    "own plan": (
        {"plan.yaml": "x: 1\n", "may.yaml": "promoplan: 1\nplan: {}\n"},
        "PP003.own_plan",
        ("may.yaml", "promoplan"),
    ),
    "empty": ({"plan.yaml": "x: 1\n", "goals.yaml": ""}, "PP003.empty", ("goals.yaml", "")),
    "comments": ({"plan.yaml": "x: 1\n", "goals.yaml": "# later\n"}, "PP003.comments", ("goals.yaml", "")),
    "broken": ({"plan.yaml": "x: 1\n", "goals.yaml": "a: [\n"}, "PP001.bracket", ("goals.yaml", "[")),
    "two documents": ({"plan.yaml": "x: 1\n", "goals.yaml": "a: 1\n---\n"}, "PP003.several", ("goals.yaml", "---")),
    "encoding": (
        {"plan.yaml": "x: 1\n", "goals.yaml": "a: \xff\n".encode("latin-1")},
        "PP004.other",
        ("goals.yaml", "\ufffd"),
    ),
    "repeated key": ({"plan.yaml": "x: 1\n", "goals.yaml": "a: 1\na: 2\n"}, "PP002", ("goals.yaml", "a")),
}


@pytest.mark.parametrize(("files", "name", "place"), SECTIONS.values(), ids=SECTIONS.keys())
def test_section_files_with_flaws(
    tmp_path: Path, files: Mapping[str, str | bytes], name: str, place: tuple[str, str]
) -> None:
    """A flaw of a section file stands in that file and leaves the rest of the plan whole."""
    write_files(tmp_path, {**files, "budget.yaml": "total: 1\n"})
    document = load_document(tmp_path)
    (flaw,) = document.flaws
    assert named([flaw]) == [name]
    assert (Path(flaw.source.path).name, cut(flaw)) == place
    assert 0 <= flaw.span.start <= flaw.span.end <= len(flaw.source.text)
    assert document.data is not None
    assert document.data["budget"] == {"total": "1"}
    unreadable = name in {"PP001.bracket", "PP003.several", "PP004.other"}
    assert document.broken == (frozenset({"goals"}) if unreadable else frozenset())


def test_a_section_in_both_files_names_the_other(tmp_path: Path) -> None:
    """The plan's own section stays; the message names the other file and line, and its place is related."""
    write_files(tmp_path, {"plan.yaml": "goals: {a: 1}\n", "goals.yaml": "# x\nb: 1\n"})
    document = load_document(tmp_path, "q")
    assert document.data == {"goals": {"a": "1"}}
    (flaw,) = document.flaws
    assert flaw.values == {"key": "goals", "file": "q/goals.yaml", "line": 2}
    ((source, span),) = flaw.related
    assert (source.path, source.text[span.start : span.end]) == ("q/goals.yaml", "b: 1")


def test_a_broken_plan_file_hides_no_flaw_of_a_section(tmp_path: Path) -> None:
    """Where plan.yaml can't be read, its section files are still judged."""
    write_files(tmp_path, {"plan.yaml": "a: [\n", "goals.yaml": "b: on\n"})
    document = load_document(tmp_path)
    assert document.data is None
    assert named(document.flaws) == ["PP001.bracket", "PP006"]


def test_a_plan_folder_that_extends(tmp_path: Path) -> None:
    """Section files merge with the base like sections of the plan; a base beside them is no section."""
    write_files(
        tmp_path,
        {
            "plan.yaml": "extends: house.yaml\nplan: {id: q}\n",
            "house.yaml": "goals: {owner: lin}\nbudget: {reserve: 10%}\n",
            "budget.yaml": "total: 1\n",
        },
    )
    document = load_document(tmp_path, "q")
    assert document.flaws == ()
    assert document.data == {
        "goals": {"owner": "lin"},
        "budget": {"reserve": "10%", "total": "1"},
        "plan": {"id": "q"},
    }
    assert where(document, ("budget", "reserve")) == ("q/house.yaml", "10%")
    assert where(document, ("budget", "total")) == ("q/budget.yaml", "1")


def test_a_section_file_outside_the_root(tmp_path: Path) -> None:
    """A section that is a link out of the root is read, and may not be shown."""
    write_files(tmp_path, {"secret.yaml": "a: 1", "p/promoplan.toml": "", "p/plan.yaml": "x: 1\n"})
    (tmp_path / "p/goals.yaml").symlink_to("../secret.yaml")
    document = load_document(tmp_path / "p")
    assert [source.quotable for source in document.sources] == [True, False]


UNREADABLE = {
    "no plan": {"goals.yaml": "a: 1"},
    "empty": {},
    "plan.yaml is a folder": {"plan.yaml/x": ""},
}


@pytest.mark.parametrize("files", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_folders_that_are_no_plan(tmp_path: Path, files: Mapping[str, str]) -> None:
    """A folder without a plan file can't be read as one."""
    write_files(tmp_path, files)
    with pytest.raises(UnreadableError):
        load_document(tmp_path)


def test_a_section_that_is_no_file(tmp_path: Path) -> None:
    """A section that can't be opened ends the reading, at once."""
    write_files(tmp_path, {"plan.yaml": "x: 1\n"})
    os.mkfifo(tmp_path / "goals.yaml")
    with pytest.raises(UnreadableError, match=r"goals\.yaml: not a regular file"):
        load_document(tmp_path)


PLAN = "# a plan\npromoplan: 1\nplan: {id: x}\n"
TREE: dict[str, str | bytes] = {
    "promoplan.toml": "",
    "a.yaml": PLAN,
    "b.yml": "\"plan\": {}\n'promoplan' : 1\n",
    "base.yaml": "promoplan: 1\nteam: {}\n",
    "other.yaml": "x:\n  promoplan: 1\n  plan: 1\n",
    "notes.txt": PLAN,
    "gbk.yaml": "promoplan: 1\nplan: {name: 青禾}\n".encode("gbk"),
    "utf16.yaml": PLAN.encode("utf-16"),
    "bom.yaml": b"\xef\xbb\xbf" + PLAN.encode(),
    "crlf.yaml": PLAN.replace("\n", "\r\n"),
    "broken/c.yaml": PLAN + "a: [\n",
    "folder/plan.yaml": PLAN,
    "folder/goals.yaml": PLAN,
    "folder/sub/d.yaml": PLAN,
    "deep/er/e.yaml": PLAN,
    ".hidden/f.yaml": PLAN,
    ".g.yaml": PLAN,
}
FOUND = ["a.yaml", "b.yml", "bom.yaml", "broken/c.yaml", "crlf.yaml", "deep/er/e.yaml", "folder/plan.yaml"]
FOUND += ["gbk.yaml", "utf16.yaml"]
EXCLUDES: list[tuple[list[str], set[str]]] = [
    ([], set()),
    (["broken"], {"broken/c.yaml"}),
    (["broken/"], {"broken/c.yaml"}),
    (["broken/*"], {"broken/c.yaml"}),
    (["deep/er"], {"deep/er/e.yaml"}),
    (["er"], set()),
    (["**/er"], {"deep/er/e.yaml"}),
    (["**/a.yaml"], {"a.yaml"}),
    (["*.yml", "b*"], {"b.yml", "bom.yaml", "broken/c.yaml"}),
    (["folder"], {"folder/plan.yaml"}),
    (["**/plan.yaml"], {"folder/plan.yaml"}),
    (["*/*"], {"broken/c.yaml", "deep/er/e.yaml", "folder/plan.yaml"}),
]


@pytest.mark.parametrize(("exclude", "missing"), EXCLUDES)
def test_finding_plans(tmp_path: Path, exclude: list[str], missing: set[str]) -> None:
    """A folder is searched for plans of any encoding, in order; bases, hidden names and what is excluded are left."""
    write_files(tmp_path, TREE)
    found = [path.relative_to(tmp_path).as_posix() for path in find_plans([tmp_path], exclude)]
    assert found == [name for name in FOUND if name not in missing]


def test_exclude_counts_from_the_root(tmp_path: Path) -> None:
    """A pattern is meant from the project's root, wherever the search begins."""
    write_files(tmp_path, TREE)
    with pytest.raises(UnreadableError, match="no plan files here"):
        find_plans([tmp_path / "deep"], ["deep/er"])
    assert find_plans([tmp_path / "deep"], ["deep/er"], tmp_path / "deep") == [tmp_path / "deep/er/e.yaml"]


def test_what_is_named_is_not_excluded(tmp_path: Path) -> None:
    """Files and plan folders that are given by name are taken as they are, even if they are excluded or no plans."""
    write_files(tmp_path, TREE)
    given = [tmp_path / name for name in ("broken/c.yaml", "folder", "notes.txt", "gone.yaml")]
    wanted = [tmp_path / name for name in ("broken/c.yaml", "folder/plan.yaml", "notes.txt", "gone.yaml")]
    assert find_plans(given, ["broken", "**/plan.yaml", "*"]) == wanted


def test_each_plan_is_found_once(tmp_path: Path) -> None:
    """What is named twice comes once, at its first place."""
    write_files(tmp_path, TREE)
    given = [tmp_path / "folder/plan.yaml", tmp_path / "deep", tmp_path / "folder", tmp_path / "deep/../deep/er"]
    assert find_plans(given) == [tmp_path / "folder/plan.yaml", tmp_path / "deep/er/e.yaml"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A search ends in spite of links to folders above; links to files are found, those that can't be read too."""
    write_files(tmp_path, {"p/a.yaml": PLAN, "q/b.yaml": PLAN})
    links = {"p/up": "..", "p/q": "../q", "p/link.yaml": "../q/b.yaml", "p/gone.yaml": "x", "p/loop.yaml": "loop.yaml"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    os.mkfifo(tmp_path / "p/pipe.yaml")
    found = [path.name for path in find_plans([tmp_path / "p"])]
    assert found == ["a.yaml", "gone.yaml", "link.yaml", "loop.yaml", "pipe.yaml"]
    assert [path.name for path in find_plans([tmp_path / "p/q"])] == ["b.yaml"]


@pytest.mark.parametrize("files", [{}, {"notes.txt": PLAN}, {"base.yaml": "promoplan: 1\n"}, {".a.yaml": PLAN}])
def test_a_folder_without_plans(tmp_path: Path, files: Mapping[str, str]) -> None:
    """Where nothing is found, the folder is named."""
    write_files(tmp_path, {**files, "sub/x.txt": ""})
    with pytest.raises(UnreadableError) as caught:
        find_plans([tmp_path])
    assert str(caught.value) == f"{tmp_path}: no plan files here"


def test_odd_names(tmp_path: Path) -> None:
    """Names that are commands elsewhere, or not UTF-8, are names like others."""
    folder = os.fsencode(tmp_path)
    names = [
        b"::error::x.yaml",
        b"a\nb.yaml",
        b"\x1b[2J.yaml",
        b"\xff.yaml",
        b"-rf.yaml",
        b"%0A,line=1.yaml",
        b"[x].yaml",
    ]
    for name in names:
        Path(os.fsdecode(os.path.join(folder, name))).write_text(PLAN)  # noqa: PTH118 - bytes
    found = find_plans([tmp_path])
    assert {os.fsencode(path.name) for path in found} == set(names)
    assert all(load_document(path).flaws == () for path in found)


def test_a_section_file_stands_for_its_plan(tmp_path: Path) -> None:
    """A file beside `plan.yaml` that is no plan itself is checked with its folder, each plan once."""
    for name, text in {"plan.yaml": "promoplan: 1\nplan: {id: a}\n", "budget.yaml": "total: 1\n"}.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "other.yaml").write_text("promoplan: 1\nplan: {id: b}\n")
    named = [tmp_path / name for name in ("budget.yaml", "plan.yaml", "other.yaml", "gone.yaml")]
    assert find_plans(named) == [tmp_path / "plan.yaml", tmp_path / "other.yaml", tmp_path / "gone.yaml"]
