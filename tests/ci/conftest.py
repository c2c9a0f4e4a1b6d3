"""The repository that CI's files are tried on."""

from pathlib import Path

import pytest

from tests.ci.scratch import SMALL, repository


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A repository with a plan that has two errors."""
    return repository(tmp_path / "project", SMALL)
