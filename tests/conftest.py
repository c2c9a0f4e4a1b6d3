"""What all tests share: golden files, written anew under `--regen`, and a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--regen` writes the golden files anew, for the difference to be read."""
    parser.addoption("--regen", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden file to the letter, or writes the file under `--regen`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--regen"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for a module's tests; beyond them its event loop would be in the way of other tests' own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests need it

    from tests.browsing import CHROMIUM  # noqa: PLC0415 - as above

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
