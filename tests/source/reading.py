"""Texts with marked places, folders of files, and what is found in them."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from promoplan.source.document import Document, parse
from promoplan.source.text import Flaw, Source, Span

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may read and write everything"
)


def parsed(text: str) -> Document:
    """The document of a text."""
    return parse(Source("plan.yaml", text))


def marked(text: str) -> tuple[str, Span]:
    """A text without its marks, and the place between « and »."""
    start, end = text.index("«"), text.index("»") - 1
    return text.replace("«", "").replace("»", ""), Span(start, end)


def named(flaws: Iterable[Flaw]) -> list[str]:
    """Code and variant of each flaw: `PP003.list`, or `PP002` alone."""
    return [f"{flaw.code}.{flaw.variant}".removesuffix(".") for flaw in flaws]


def cut(flaw: Flaw) -> str:
    """The text that a flaw points at."""
    return flaw.source.text[flaw.span.start : flaw.span.end]


def assert_only_flaw(marked_text: str, name: str) -> Flaw:
    """Asserts that a text has this one flaw, at its mark."""
    text, span = marked(marked_text)
    flaws = parsed(text).flaws
    assert named(flaws) == [name]
    assert flaws[0].span == span
    return flaws[0]


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files by relative name, with the folders they need, and gives the folder back."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
