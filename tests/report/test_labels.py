"""Labels: every word that a report may print exists in three languages."""

import importlib
import pkgutil
import re
from enum import StrEnum
from itertools import product

import pytest
from babel.messages.pofile import read_po

import promoplan.model
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import LOCALES, Language, find
from promoplan.model.times import Unit
from promoplan.report.packaged import FOLDER
from tests.report.plans import ROOT

_TOLD = re.compile(r"""\bt\("([a-z.-]+)"(?= ~)?""")
_PAIRS = re.compile(r"(?:facts|line)\(\[(.*?)\]\)", re.DOTALL)
_COLUMNS = re.compile(r"table\([^\[]*\[(.*?)\]", re.DOTALL)
_COLUMN = re.compile(r'"([a-z_.]+)(?:=([a-z-]*))? ?[>!]*"')
_PYTHON = re.compile(r"""(?:label|told)\(\s*f?"([^"{]*)(\{[^"]*)?\"""")
_ENDINGS = {
    "heading.budget-": ("channel", "category", "phase"),
    "heading.readiness-": ("before", "during", "after"),
    "evaluation.": ("background", "core_figures", "analysis", "diagnosis", "suggestions"),
    "field.": ("channel", "category", "phase"),
}
_UNSAID = {"Sign", "MoveKind", "ChangeKind", "Kind", "PlanLanguage", "Step"}
"""Vocabularies that reports put into other words."""


def _in_templates() -> set[str]:
    """Keys that the packaged templates ask for."""
    found: set[str] = set()
    for file in (*(FOLDER / "body").glob("*.jinja"), *(FOLDER / "portfolio").glob("*.jinja")):
        text = file.read_text(encoding="utf-8")
        for key in _TOLD.findall(text):
            found |= {key + ending for ending in _ENDINGS[key]} if key in _ENDINGS else {key}
        for block in _PAIRS.findall(text):
            found |= {f"field.{key}" for key in re.findall(r'\("([a-z-]+)",', block)}
        for block in _COLUMNS.findall(text):
            found |= {f"field.{label or field.rpartition('.')[2]}" for field, label in _COLUMN.findall(block)}
    return (found - {"field.label"}) | {f"field.{view}" for view in _ENDINGS["field."]}


def _in_code() -> set[str]:
    """Keys that stand whole in the report's own modules."""
    files = (ROOT / "src" / "promoplan" / "report").rglob("*.py")
    calls = (call for file in files for call in _PYTHON.findall(file.read_text(encoding="utf-8")))
    return {key for key, rest in calls if key and not rest}


def _terms() -> set[str]:
    """A key for each value of the model's vocabularies."""
    kinds: set[type[StrEnum]] = {Severity}
    for info in pkgutil.iter_modules(promoplan.model.__path__):
        module = importlib.import_module(f"promoplan.model.{info.name}")
        kinds |= {each for each in vars(module).values() if isinstance(each, type) and issubclass(each, StrEnum)}
    return {f"{kind.__name__}.{value}" for kind in kinds - {StrEnum} if kind.__name__ not in _UNSAID for value in kind}


def _of_units() -> set[str]:
    units = [unit.name.lower() for unit in Unit]
    times = {f"duration.{unit}.{form}" for unit, form in product(units, ("one", "many"))}
    return times | {
        f"{key}{unit}{end}"
        for unit in units
        for key, end in (("frequency.", ""), ("frequency.", ".times"), ("pieces.", ""))
    }


ASKED = _in_templates() | _in_code() | _terms() | _of_units()


@pytest.mark.parametrize("language", Language)
def test_every_label_exists(language: Language) -> None:
    """What templates, code and vocabularies ask for is in the catalogue."""
    assert len(ASKED) > 500
    assert sorted(key for key in ASKED if find("labels", key, language) is None) == []


def _catalogue(language: Language) -> dict[str, str]:
    file = LOCALES / language.locale / "LC_MESSAGES" / "labels.po"
    with file.open("rb") as text:
        return {str(message.id): str(message.string) for message in read_po(text) if message.id}


def test_the_languages_hold_the_same_labels_with_the_same_blanks() -> None:
    """No language lacks a label, and each fills the same blanks; a discount may be said either way."""
    english, *others = map(_catalogue, Language)
    for other in others:
        assert other.keys() == english.keys()
        blanks = {
            key: (set(re.findall(r"{\w+}", english[key])), set(re.findall(r"{\w+}", other[key]))) for key in english
        }
        assert {key for key, (here, there) in blanks.items() if here != there} <= {
            "offer.rate",
            "offer.rate.second-item",
        }


def test_chinese_is_written_as_chinese() -> None:
    """Full-width punctuation, and each region's own characters."""
    hant, hans = _catalogue(Language.ZH_HANT), _catalogue(Language.ZH_HANS)
    for text in (*hant.values(), *hans.values()):
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text), text
    assert not re.search("[渠预计数据类产获转标单这为与发执应审报]", "".join(hant.values()).replace("單", ""))
    assert not re.search("[預計數據類產獲轉標單這為與發執應審報]", "".join(hans.values()))
