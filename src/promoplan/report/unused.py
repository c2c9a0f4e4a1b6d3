"""What a folder of templates holds in vain: files that no report asks for, blocks that no template has."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promoplan.findings.nearest import MOST_SOUGHT, nearest
from promoplan.report.packaged import OVERVIEW, found, names

if TYPE_CHECKING:
    from jinja2.nodes import Template

_MOST_FILES = 2000
_PACKAGED = "promoplan/"
_ENDING = ".jinja"


class Unused(NamedTuple):
    """A file that is never used, or a `block` of it that is never printed, and the name that was probably meant."""

    path: Path
    block: str
    near: str | None


def unused(folder: Path) -> tuple[Unused, ...]:
    """What is never used, 20 at most; nothing where the templates ask for one another by names they work out.

    Files that look like no template, such as a README, are no matter.
    """
    files = {path.relative_to(folder).as_posix(): path for path in islice(folder.rglob("*"), _MOST_FILES)}
    files = {name: path for name, path in files.items() if path.is_file() and not _is_hidden(name)}
    known = (*names(), OVERVIEW)
    used = _reached(files, known)
    if used is None:
        return ()
    never = ((path, nearest(name, known)) for name, path in sorted(files.items()) if name not in used)
    told = [Unused(path, "", near) for path, near in islice(never, MOST_SOUGHT) if near or path.name.endswith(_ENDING)]
    blocks = (Unused(files[name], *block) for name in sorted(used & files.keys()) for block in _blocks(files[name]))
    return (*told, *islice(blocks, MOST_SOUGHT))[:MOST_SOUGHT]


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _reached(files: Mapping[str, Path], known: tuple[str, ...]) -> set[str] | None:
    """The names that reports ask for, and those that these templates ask for; None where that can't be told."""
    from jinja2 import meta  # noqa: PLC0415 - heavy, and only reports with templates of one's own need it

    used, left = set(known), [name for name in known if name in files]
    while left:
        tree = _tree(files[left.pop()])
        for name in meta.find_referenced_templates(tree) if tree else ():
            if name is None:
                return None
            if name in files and name not in used:
                used.add(name)
                left.append(name)
    return used


def _blocks(path: Path) -> Iterator[tuple[str, str | None]]:
    """The blocks of a template that the packaged one it extends does not have, each with the nearest that it has."""
    from jinja2 import nodes  # noqa: PLC0415 - as above

    tree = _tree(path)
    if tree is None:
        return
    for extends in tree.find_all(nodes.Extends):
        parent = extends.template.value if isinstance(extends.template, nodes.Const) else ""
        name = str(parent).removeprefix(_PACKAGED)
        if str(parent).startswith(_PACKAGED) and name in names():
            known = found((name,))[0].blocks
            own = (node.name for node in tree.body if isinstance(node, nodes.Block))
            yield from ((block, nearest(block, known)) for block in own if block not in known)


def _tree(path: Path) -> "Template | None":
    """A template's syntax tree; None for one that can't be read, which rendering tells of."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - as above

    from promoplan.report.templates import environment  # noqa: PLC0415 - as above

    try:
        return environment(None).parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplateSyntaxError):
        return None
