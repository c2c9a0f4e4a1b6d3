"""From paths to documents: plan folders and `extends` (what a plan takes over from a base file).

A folder with `plan.yaml` is one plan; each other YAML file in it is the section of its own name: `goals.yaml` holds
what stands under `goals`. The plan's bases are no sections, and a file that is a plan itself is refused there. A name
that is no section is found as an unknown key, like any other.
"""

import os
import pathlib
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from promoplan.errors import UnreadableError
from promoplan.source.discovery import NO_PLANS, PLAN_FILE, is_plan_name, names_in
from promoplan.source.document import Document, Places, Reading, no_content, parse, read
from promoplan.source.merge import merged
from promoplan.source.root import is_inside, real, root_of
from promoplan.source.text import Flaw, Path, Source, Span, read_source
from promoplan.source.tree import Map, Spot

MAX_BASES = 16
"""The longest chain of bases."""


@dataclass(frozen=True)
class _Visit:
    """The reading of one plan: its root, the files that were read so far, and texts that stand for those of files."""

    root: pathlib.Path
    files: list[pathlib.Path]
    texts: Mapping[pathlib.Path, str]

    def read(self, path: pathlib.Path, shown: str) -> Source:
        """The source of a file; where a text stands for its own, the file need not be there."""
        text = self.texts.get(real(path)) if self.texts else None
        if text is None:
            return read_source(path, shown, self.root)
        return Source(shown, text, is_inside(path, self.root), file=path)


NO_TEXTS: Mapping[pathlib.Path, str] = MappingProxyType({})


def load_document(
    path: pathlib.Path, shown: str | None = None, texts: Mapping[pathlib.Path, str] = NO_TEXTS
) -> Document:
    """Reads a plan: a file, or a folder with `plan.yaml` (which may also be named itself), with all its bases.

    `shown` is the path for display; `texts` stand for those of files, by their real paths. Raises UnreadableError when
    a file that belongs to the plan can't be opened, or a folder holds no `plan.yaml`; a base that can't be had is a
    flaw.
    """
    shown = str(path) if shown is None else shown
    if os.path.isdir(path):  # noqa: PTH112 - never raises, unlike Path.is_dir
        if not os.path.lexists(path / PLAN_FILE):
            raise UnreadableError(NO_PLANS, path=shown)
        path, shown = path / PLAN_FILE, os.path.join(shown, PLAN_FILE)  # noqa: PTH118 - display text keeps "./"
    visit = _Visit(root_of(path), [], texts)
    document = parse(visit.read(path, shown))
    visit.files.append(real(path))
    if path.name != PLAN_FILE:
        return _with_bases(document, path.parent, visit)
    base = _base(document, path.parent, visit)
    return _over(base, _with_sections(document, path.parent, visit))


def resolve(source: Source, folder: pathlib.Path, root: pathlib.Path | None = None) -> Document:
    """Reads a plan that has no file, such as one from stdin; its bases are looked for from `folder`."""
    visit = _Visit(root_of(folder) if root is None else root, [], NO_TEXTS)
    return _with_bases(parse(source), folder, visit)


def overlay(base: Document, over: Document) -> Document:
    """Lays a document over another as `extends` does; places point into the file that holds the text.

    There is no data when either has none.
    """
    sources = tuple(dict.fromkeys((*over.sources, *base.sources)))
    flaws = (*over.flaws, *base.flaws)
    broken = over.broken | base.broken
    if base.data is None or over.data is None:
        return Document(over.path, sources, None, Places({}), flaws, broken, bases=base.sources)
    data, spots = merged(base.data, base.places.spots, over.data, over.places.spots)
    return Document(over.path, sources, data, Places(spots), flaws, broken, bases=base.sources)


def _with_bases(document: Document, folder: pathlib.Path, visit: _Visit) -> Document:
    """The document over all that it extends; the visit notes each base that is read."""
    return _over(_base(document, folder, visit), document)


def _over(base: Document | None, document: Document) -> Document:
    if base is None or document.data is None:
        return document
    data = Map()
    data.update((key, value) for key, value in document.data.items() if key != "extends")
    spots = {path: spot for path, spot in document.places.spots.items() if path != ("extends",)}
    return overlay(base, replace(document, data=data, places=Places(spots)))


def _base(document: Document, folder: pathlib.Path, visit: _Visit) -> Document | None:
    """What a document extends, with the bases' own bases; None when it extends nothing."""
    if document.data is None or "extends" not in document.data:
        return None
    written = document.data["extends"]
    if not isinstance(written, str):
        return _bad_base(document, "not_text")
    target = folder / written
    if variant := _no_base(target, visit):
        return _bad_base(document, variant, base=written, limit=MAX_BASES)
    beside = posixpath.dirname(document.sources[0].path.replace(os.sep, "/"))
    try:
        source = visit.read(target, posixpath.normpath(posixpath.join(beside, written)))
    except UnreadableError:
        return _bad_base(document, "unreadable", base=written, limit=MAX_BASES)
    visit.files.append(real(target))
    return _with_bases(parse(source), target.parent, visit)


def _no_base(target: pathlib.Path, visit: _Visit) -> str:
    """Why a path can't be a base: the flaw's variant, or "" for one that can. Looks at nothing outside the root."""
    if not is_inside(target, visit.root):
        return "outside"
    if real(target) in visit.files:
        return "circular"
    if len(visit.files) > MAX_BASES:
        return "too_many"
    return "" if os.path.lexists(target) else "missing"


def _bad_base(document: Document, variant: str, **values: object) -> Document:
    """Stands for a base that can't be had: nothing but the flaw."""
    place = document.place(("extends",))
    flaw = Flaw("PP020", place.value, values, place.source, variant)
    return Document(document.path, (), None, Places({}), (flaw,))


def _with_sections(document: Document, folder: pathlib.Path, visit: _Visit) -> Document:
    """The plan of a folder with its section files; a section that can't be read is named in `broken`."""
    sources, flaws, broken = list(document.sources), list(document.flaws), set(document.broken)
    data, spots = Map(), dict(document.places.spots)
    data.update(document.data or {})
    shown = os.path.dirname(document.path)  # noqa: PTH120 - display text
    for file in _section_files(folder, shown, visit.files):
        source = visit.read(file, os.path.join(shown, file.name))  # noqa: PTH118 - display text
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
    for name in names_in(folder, shown):
        file = folder / name
        if not is_plan_name(name) or name == PLAN_FILE or os.path.isdir(file):  # noqa: PTH112 - never raises
            continue
        if real(file) not in files:
            yield file
