"""From paths to documents: plan folders and `extends` (what a plan takes over from a base file).

A folder with `plan.yaml` is one plan; each other YAML file in it is the section of its own name: `goals.yaml` holds
what stands under `goals`. The plan's bases are no sections, and a file that is a plan itself is refused there. A name
that is no section is found as an unknown key, like any other.
"""

import os
import pathlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from promoplan.errors import UnreadableError
from promoplan.source.document import Document, Places, Reading, no_content, parse, read
from promoplan.source.merge import merged
from promoplan.source.root import absolute, is_inside, real, root_of
from promoplan.source.text import Flaw, Path, Source, Span, read_bytes, read_source, unreadable
from promoplan.source.tree import Map, Spot

PLAN_FILE = "plan.yaml"
"""The file that makes a folder one plan."""

SUFFIXES = (".yaml", ".yml")
"""How names of plan files end."""

MAX_BASES = 16
"""The longest chain of bases."""

_TOP_LEVEL = rb"(?:^|[\r\n])[\xef\xbb\xbf\xff\xfe]*[\"']?%s[\"']?[ \t]*:"

NO_PLANS = "{path}: no plan files here"
"""Template of the error for a folder without a plan."""


def load_document(path: pathlib.Path, shown: str | None = None) -> Document:
    """Reads a plan: a file, or a folder with `plan.yaml` (which may also be named itself), with all its bases.

    `shown` is the path for display. Raises UnreadableError when a file that belongs to the plan can't be opened, or a
    folder holds no `plan.yaml`; a base that can't be had is a flaw.
    """
    shown = str(path) if shown is None else shown
    if os.path.isdir(path):  # noqa: PTH112 - never raises, unlike Path.is_dir
        if not os.path.lexists(path / PLAN_FILE):
            raise UnreadableError(NO_PLANS, path=shown)
        path, shown = path / PLAN_FILE, os.path.join(shown, PLAN_FILE)  # noqa: PTH118 - display text keeps "./"
    root = root_of(path)
    source = read_source(path, shown, root)
    if path.name != PLAN_FILE:
        return _with_bases(parse(source), path.parent, root, [real(path)])
    files = [real(path)]
    document = parse(source)
    base = _base(document, path.parent, root, files)
    return _over(base, _with_sections(document, path.parent, root, files))


def resolve(source: Source, folder: pathlib.Path, root: pathlib.Path | None = None) -> Document:
    """Reads a plan that has no file, such as one from stdin; its bases are looked for from `folder`."""
    return _with_bases(parse(source), folder, root_of(folder) if root is None else root, [])


def overlay(base: Document, over: Document) -> Document:
    """Lays a document over another as `extends` does; places point into the file that holds the text.

    There is no data when either has none.
    """
    sources = tuple(dict.fromkeys((*over.sources, *base.sources)))
    flaws = (*over.flaws, *base.flaws)
    broken = over.broken | base.broken
    if base.data is None or over.data is None:
        return Document(over.path, sources, None, Places({}), flaws, broken)
    data, spots = merged(base.data, base.places.spots, over.data, over.places.spots)
    return Document(over.path, sources, data, Places(spots), flaws, broken)


def _with_bases(document: Document, folder: pathlib.Path, root: pathlib.Path, files: list[pathlib.Path]) -> Document:
    """The document over all that it extends; `files` grows by each base that is read."""
    return _over(_base(document, folder, root, files), document)


def _over(base: Document | None, document: Document) -> Document:
    if base is None or document.data is None:
        return document
    data = Map()
    data.update((key, value) for key, value in document.data.items() if key != "extends")
    spots = {path: spot for path, spot in document.places.spots.items() if path != ("extends",)}
    return overlay(base, replace(document, data=data, places=Places(spots)))


def _base(document: Document, folder: pathlib.Path, root: pathlib.Path, files: list[pathlib.Path]) -> Document | None:
    """What a document extends, with the bases' own bases; None when it extends nothing."""
    if document.data is None or "extends" not in document.data:
        return None
    written = document.data["extends"]
    if not isinstance(written, str):
        return _bad_base(document, "not_text")
    target = folder / written
    if variant := _no_base(target, root, files):
        return _bad_base(document, variant, base=written, limit=MAX_BASES)
    beside = posixpath.dirname(document.sources[0].path.replace(os.sep, "/"))
    try:
        source = read_source(target, posixpath.normpath(posixpath.join(beside, written)), root)
    except UnreadableError:
        return _bad_base(document, "unreadable", base=written, limit=MAX_BASES)
    files.append(real(target))
    return _with_bases(parse(source), target.parent, root, files)


def _no_base(target: pathlib.Path, root: pathlib.Path, files: list[pathlib.Path]) -> str:
    """Why a path can't be a base: the flaw's variant, or "" for one that can. Looks at nothing outside the root."""
    if not is_inside(target, root):
        return "outside"
    if real(target) in files:
        return "circular"
    if len(files) > MAX_BASES:
        return "too_many"
    return "" if os.path.lexists(target) else "missing"


def _bad_base(document: Document, variant: str, **values: object) -> Document:
    """Stands for a base that can't be had: nothing but the flaw."""
    place = document.place(("extends",))
    flaw = Flaw("PP020", place.value, values, place.source, variant)
    return Document(document.path, (), None, Places({}), (flaw,))


def _with_sections(document: Document, folder: pathlib.Path, root: pathlib.Path, files: list[pathlib.Path]) -> Document:
    """The plan of a folder with its section files; a section that can't be read is named in `broken`."""
    sources, flaws, broken = list(document.sources), list(document.flaws), set(document.broken)
    data, spots = Map(), dict(document.places.spots)
    data.update(document.data or {})
    shown = os.path.dirname(document.path)  # noqa: PTH120 - display text
    for file in _section_files(folder, shown, files):
        source = read_source(file, os.path.join(shown, file.name), root)  # noqa: PTH118 - display text
        section = read(source, (file.stem,))
        sources.append(source)
        flaws += section.flaws
        if not section.whole:
            broken.add(file.stem)
        elif (flaw := _no_section(source, section, data, spots)) is not None:
            flaws.append(flaw)
        else:
            data[file.stem] = section.value
            spots.update(section.spots)
    whole = None if document.data is None else data
    return Document(document.path, tuple(sources), whole, Places(spots), tuple(flaws), frozenset(broken))


def _no_section(source: Source, section: Reading, data: Map, spots: Mapping[Path, Spot]) -> Flaw | None:
    """Why the content of a file can't be a section of the plan beside it, if it can't."""
    name = pathlib.PurePath(source.path).stem
    if section.value is None:
        return no_content(source)
    if isinstance(section.value, Map) and "promoplan" in section.value:
        _, start, end, _, _ = section.spots[name, "promoplan"]
        return Flaw("PP003", Span(start, end), {"plan": PLAN_FILE}, source, "own_plan")
    if name in data:
        first, key_start, key_end, start, end = spots[name,]
        span = Span(key_start, key_end) if key_start >= 0 else Span(start, end)  # goals.yml has no key of its own
        _, _, _, section_start, section_end = section.spots[name,]
        line = source.position(section_start)[0]
        other = (source, Span(section_start, section_end))
        return Flaw("PP002", span, {"key": name, "file": source.path, "line": line}, first, "file", (other,))
    return None


def _section_files(folder: pathlib.Path, shown: str, files: list[pathlib.Path]) -> Iterator[pathlib.Path]:
    """The other YAML files of a plan's folder, by name; hidden ones and bases of the plan left out."""
    for name in _names(folder, shown):
        file = folder / name
        if not _is_plan_name(name) or name == PLAN_FILE or os.path.isdir(file):  # noqa: PTH112 - never raises
            continue
        if real(file) not in files:
            yield file


def find_plans(
    paths: Sequence[pathlib.Path], exclude: Sequence[str] = (), root: pathlib.Path | None = None
) -> list[pathlib.Path]:
    """The plan files that paths stand for, each once: files as given, folders searched, in the order of `paths`.

    A folder with `plan.yaml` is that one plan, and each of its section files stands for it. Any other is searched,
    sorted by path and without following links to folders, for files whose top level has the keys `promoplan` and
    `plan`; hidden names and what matches a pattern of `exclude` (relative to `root`; `*` also matches "/") are passed
    over. Raises UnreadableError for a folder without plans.
    """
    found: dict[pathlib.Path, pathlib.Path] = {}
    for path in paths:
        inside = [plan_of(path)]
        if os.path.isdir(path):  # noqa: PTH112 - never raises
            inside = sorted(_search(path, exclude, root_of(path) if root is None else root))
            if not inside:
                raise UnreadableError(NO_PLANS, path=str(path))
        for file in inside:
            found.setdefault(absolute(file), file)
    return list(found.values())


def plan_of(path: pathlib.Path) -> pathlib.Path:
    """The plan that a file belongs to: the folder's for a section file beside `plan.yaml`, else the file itself."""
    plan = path.parent / PLAN_FILE
    if path.name == PLAN_FILE or not _is_plan_name(path.name) or not plan.is_file() or not path.is_file():
        return path
    return path if _looks_like_plan(path) else plan


def _search(folder: pathlib.Path, exclude: Sequence[str], root: pathlib.Path) -> Iterator[pathlib.Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        plan = here / PLAN_FILE
        if os.path.lexists(plan):
            if here == folder or not _is_excluded(plan, exclude, root):
                yield plan
            continue
        for name in _names(here, str(here)):
            path = here / name
            if name.startswith(".") or _is_excluded(path, exclude, root):
                continue
            if os.path.isdir(path):  # noqa: PTH112 - never raises
                waiting += [] if path.is_symlink() else [path]
            elif _is_plan_name(name) and _looks_like_plan(path):
                yield path


def _names(folder: pathlib.Path, shown: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise unreadable(error, folder, shown) from error


def _is_plan_name(name: str) -> bool:
    return name.endswith(SUFFIXES) and not name.startswith(".")


def _is_excluded(path: pathlib.Path, exclude: Sequence[str], root: pathlib.Path) -> bool:
    name = os.path.relpath(path, root).replace(os.sep, "/")
    patterns = [pattern.rstrip("/") for pattern in exclude]
    patterns += [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _looks_like_plan(path: pathlib.Path) -> bool:
    """A cheap look at the text; a file that can't be read counts, so that whoever reads it says why."""
    try:
        raw = read_bytes(path, str(path)).replace(b"\0", b"")  # what is left of UTF-16 shows its keys too
    except UnreadableError:
        return True
    return all(re.search(_TOP_LEVEL % key, raw) for key in (b"promoplan", b"plan"))
