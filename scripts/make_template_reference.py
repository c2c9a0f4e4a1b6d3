"""Writes docs/templates.md: how to write templates of one's own, and the view model that they print, from its types."""

import re
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from inspect import getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from promoplan.report.packaged import found
from promoplan.report.view.context import ReportContext

DOCS = Path(__file__).parent.parent / "docs"
_NAME = "templates.md"
_HEAD = DOCS / "templates" / "templates.head.md"
_SIMPLE = {
    str: "text",
    int: "number",
    bool: "true or false",
    float: "number",
    Decimal: "exact number",
    NoneType: "nothing",
}


def pages() -> Mapping[str, str]:
    """The text of each file, by its path below docs/."""
    parts = [_HEAD.read_text(encoding="utf-8").rstrip("\n"), _templates(), "## The view model", *_classes()]
    return {_NAME: "\n\n".join(parts) + "\n"}


def _templates() -> str:
    rows = [f"- `{each.name}`{_blocks(each.blocks)}" for each in found(())]
    return "\n".join(["## The templates", "", *rows])


def _blocks(blocks: tuple[str, ...]) -> str:
    return f": blocks {', '.join(f'`{name}`' for name in blocks)}" if blocks else ""


def _classes() -> Iterator[str]:
    """Each class of the view model once, the whole first and then what it is made of, in the order of first use."""
    waiting, told = list[type]([ReportContext]), set[type]()
    while waiting:
        model = waiting.pop(0)
        if model in told:
            continue
        told.add(model)
        hints = get_type_hints(model)
        yield _class(model, hints)
        waiting += [part for hint in hints.values() for part in _parts(hint)]


def _class(model: Any, hints: Mapping[str, Any]) -> str:
    words = re.sub(r"\s*\n\s*", " ", (getdoc(model) or "").replace("\n\n", "\0")).replace("\0", "\n\n")
    rows = [f"| `{name}` | {_said(hints[name])} |" for name in model.__struct_fields__]
    more = [name for name, value in vars(model).items() if isinstance(value, property)]
    rows += [f"| `{name}` | {_said(get_type_hints(vars(model)[name].fget)['return'])} |" for name in more]
    return "\n".join([f"### {model.__name__}", "", words, "", "| field | kind |", "|---|---|", *rows])


def _parts(hint: Any) -> Iterator[type]:
    """The classes of the view model that a type names."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _said(hint: Any) -> str:
    """A type in words."""
    parts = get_args(hint)
    if parts:
        return _made_of(get_origin(hint), parts)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if issubclass(hint, Enum):
        return f"one of {', '.join(f'`{word.value}`' for word in hint)}"
    return _SIMPLE.get(hint, str(hint.__name__).lower())


def _made_of(origin: Any, parts: tuple[Any, ...]) -> str:
    """A type that is made of others, in words."""
    if origin in {Union, UnionType}:
        return " or ".join(map(_said, parts))
    if origin is tuple:
        return f"list of {_said(parts[0])}" if Ellipsis in parts else f"({', '.join(map(_said, parts))})"
    return f"{_said(parts[1])} by {_said(parts[0])}" if len(parts) > 1 else f"set of {_said(parts[0])}"


def main() -> int:
    """Writes the file."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
