"""The rule reference is what the rules say today, and every link in it leads somewhere."""

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.rules import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    """The reference as it is made now."""
    made: Mapping[str, str] = _script("make_rule_reference").pages()
    return made


def test_the_reference_is_up_to_date(pages: Mapping[str, str]) -> None:
    """Each file is what the generator makes, and there is no other."""
    stale = [
        name for name, text in pages.items() if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text
    ]
    there = {path.relative_to(DOCS).as_posix() for folder in ("rules", "site") for path in (DOCS / folder).rglob("*.*")}
    assert (stale, there - set(pages)) == ([], set()), 'run "make docs" and look at the difference'


@pytest.mark.parametrize("language", Language)
def test_every_rule_has_its_place_in_every_language(pages: Mapping[str, str], language: Language) -> None:
    """In the index, on the page of its step and in the site; links lead to it."""
    index = pages[f"rules/{language}/README.md"]
    for rule in RULES:
        page = f"PP{rule.code[2]}.md"
        assert f"[{rule.code}]({page}#{rule.code})" in index
        assert f'<a id="{rule.code}"></a>' in pages[f"rules/{language}/{page}"]
    site = next(
        text for name, text in pages.items() if name.startswith("site/") and f'<html lang="{language}">' in text
    )
    assert re.findall(r'<details id="(PP[0-9]{3})">', site) == [rule.code for rule in RULES]


def test_the_site_needs_nothing_from_elsewhere(pages: Mapping[str, str]) -> None:
    """No address but those of its own siblings and of places in the page, and no markup from a snippet."""
    for name, text in pages.items():
        if name.startswith("site/"):
            addresses = set(re.findall(r'(?:href|src)="([^"]*)"', text))
            inside = {f"#{place}" for place in re.findall(r' id="(PP[0-9]+)"', text)}
            assert addresses - inside == {"index.html", "zh-Hant.html", "zh-Hans.html"}
            assert inside <= addresses
            assert text.count("<script>") == 1
