"""The words of a comparison: each that the code asks for exists, and none lies about unused."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.pofile import read_po

import promoplan.comparison
from promoplan.comparison.comparison import Group
from promoplan.comparison.money import VIEWS
from promoplan.i18n.catalogue import LOCALES, Language, find
from promoplan.model.goals import Target
from promoplan.model.node import Node
from promoplan.model.paths import nodes_in
from promoplan.model.plan import SECTIONS
from promoplan.model.promotions import Promotion

FOLDER = Path(promoplan.comparison.__file__).parent
FAMILIES = {
    "heading.": [group.value for group in Group] + ["things", "findings"],
    "column.": ["what", "part", "goals", "promotions", "field", "before", "after", "difference"],
    "side.": ["before", "after"],
    "share.": list(VIEWS),
    "section.": list(SECTIONS),
    "summary.": [
        f"{what}.{form}"
        for what in ("goals", "added", "removed", "renamed", "changes", "all", "new", "gone")
        for form in ("one", "many")
    ]
    + ["start", "end"],
    "more.": ["one", "many"],
}
KEYS = {"added", "removed", "renamed", "unreadable.before", "unreadable.after", "raw", "absent", "flag.yes", "flag.no"}
WORDS = {"id", "name", "rationale", "terms", "owner", "brief"}
"""Fields that stand by their path."""


def _models() -> set[type[Node]]:
    found: set[type[Node]] = set()
    waiting: list[type[Node]] = list(SECTIONS.values())
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [each for field in model.model_fields.values() for each in nodes_in(field.annotation)]
    return found


def _in_lists(annotation: Any) -> Iterator[type[Node]]:
    """The things that a field's type lists."""
    for argument in get_args(annotation):
        if (
            getattr(annotation, "__origin__", None) is tuple
            and isinstance(argument, type)
            and issubclass(argument, Node)
        ):
            yield argument
        yield from _in_lists(argument)


def _is_day(annotation: Any) -> bool:
    return annotation is date or any(map(_is_day, get_args(annotation)))


THINGS = {
    thing.__name__
    for model in _models()
    for field in model.model_fields.values()
    for thing in _in_lists(field.rebuild_annotation())
}
DAYS = {
    name for model in _models() for name, field in model.model_fields.items() if _is_day(field.rebuild_annotation())
}


def _asked() -> set[str]:
    texts = [file.read_text(encoding="utf-8") for file in FOLDER.glob("*.py")]
    whole = {key for text in texts for key in re.findall(r'(?:told|self)\.label\("([a-z.-]+)"', text)}
    shifts = {key for text in texts for key in re.findall(r'"(shift\.[a-z]+|summary\.[a-z]+)"', text)}
    counted = {key for text in texts for key in re.findall(r'counted\("([a-z.]+)"', text)}
    families = {start + end for start, ends in FAMILIES.items() for end in ends}
    return ((whole | shifts) - counted) | families | KEYS | {f"thing.{name}" for name in THINGS}


def _held() -> set[str]:
    with (LOCALES / "en" / "LC_MESSAGES" / "diff.po").open("rb") as file:
        return {str(entry.id) for entry in read_po(file) if entry.id}


@pytest.mark.parametrize("language", Language)
def test_every_word_exists(language: Language) -> None:
    """In each language; every sort of thing that a plan lists has its noun."""
    assert len(THINGS) > 30
    assert sorted(key for key in _asked() if find("diff", key, language) is None) == []


def test_every_word_is_used() -> None:
    """What nobody asks for is not in the catalogue; a word for a field is for one that a model has."""
    fields = {name for model in _models() for name in model.model_fields} | {"in-money"}
    held = {key for key in _held() - _asked() if key.removeprefix("field.") not in fields}
    assert held == set()


@pytest.mark.parametrize("language", Language)
def test_days_and_the_figures_of_goals_and_offers_have_words(language: Language) -> None:
    """Their own or a report's; other fields may stand by their key."""
    assert {"due", "start", "publish_on"} <= DAYS
    asked = (DAYS | set(Target.model_fields) | set(Promotion.model_fields)) - WORDS

    def known(name: str) -> bool:
        return bool(
            find("diff", f"field.{name}", language) or find("labels", f"field.{name.replace('_', '-')}", language)
        )

    assert sorted(name for name in asked if not known(name)) == []
