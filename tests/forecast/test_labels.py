"""The words of a forecast: each that the code asks for exists, and none lies about unused."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import promoplan.report
from promoplan.forecast.result import Lever, Reason, Test, Verdict
from promoplan.i18n.catalogue import LOCALES, Language, find
from promoplan.report.packaged import FOLDER as TEMPLATES

FOLDER = Path(promoplan.report.__file__).parent
FAMILIES = {
    "forecast.verdict.": tuple(Verdict),
    "forecast.reason.": tuple(Reason),
    "forecast.test.": tuple(Test),
    "forecast.needed.": (*Lever, *(f"{lever}.sure" for lever in Lever if lever is not Lever.NO_HELP)),
}


def _asked() -> set[str]:
    code = (file for file in sorted(FOLDER.rglob("*.py")) if file.parent.name != "slides")  # their keys have a prefix
    files = [*code, *sorted(TEMPLATES.rglob("*.jinja"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    said = (FOLDER / "outlook" / "said.py").read_text(encoding="utf-8")
    whole = set(re.findall(r'"(forecast\.[a-z0-9.-]+)"', text))
    columns = {
        f"forecast.column.{name}"
        for group in re.findall(r"columns = \(([^)]*)\)|columns = .*\((.*)\)", said)
        for name in re.findall(r'"([a-z0-9-]+)"', " ".join(group))
    }
    spans = {f"forecast.column.{part}.{test}" for part in ("span", "start", "end") for test in Test}
    compared = {f"forecast.column.{name}" for name in ("target", "planned", "mean", "p50", "spend", "revenue")}
    return whole | columns | spans | compared | {key + str(end) for key, ends in FAMILIES.items() for end in ends}


def _held() -> set[str]:
    with (LOCALES / "en" / "LC_MESSAGES" / "labels.po").open("rb") as file:
        return {str(entry.id) for entry in read_po(file) if str(entry.id).startswith("forecast.")}


@pytest.mark.parametrize("language", Language)
def test_every_word_exists(language: Language) -> None:
    """In each language."""
    assert [key for key in sorted(_asked()) if find("labels", key, language) is None] == []


def test_every_word_is_used() -> None:
    """What nobody asks for is not in the catalogue."""
    assert _held() - _asked() == set()
