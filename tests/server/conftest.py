"""A project for the editors of tests."""

from pathlib import Path

import pytest

from ..cli.running import MINIMAL


@pytest.fixture
def text() -> str:
    """A clean plan."""
    return MINIMAL.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, text: str) -> Path:
    """A project with a clean plan in `spring.yaml`."""
    (tmp_path / "promoplan.toml").touch()
    (tmp_path / "spring.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def uri(folder: Path) -> str:
    """The name under which an editor opens that plan."""
    return (folder / "spring.yaml").as_uri()
