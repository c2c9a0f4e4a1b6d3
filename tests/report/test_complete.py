"""Nothing that a plan says is lost: every text and figure of it stands in the report."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from

from promoplan.checker import Checked
from promoplan.i18n.catalogue import Language
from promoplan.model.condition import Condition, Move
from promoplan.model.figure import Denominator, Figure
from promoplan.model.leaves import leaves
from promoplan.model.money import Money
from promoplan.model.numbers import Change, Ratio, Spread
from promoplan.model.references import Reference
from promoplan.model.times import DayHours, Duration, Frequency, PeriodKey
from promoplan.report.view.figures import condition_text, metric_name, move_text
from promoplan.report.view.material import Material, material
from promoplan.report.view.names import country
from promoplan.report.view.times import day, duration, frequency, hours, output, part_of_year
from promoplan.report.view.voice import Voice
from promoplan.source.document import parse
from promoplan.source.text import Source
from promoplan.structure import read_sections
from tests.report.full import bare_plan, full_plan
from tests.report.plans import DAY, MINIMAL, PLANS, checked_file, checked_text, markdown_of, parsed

Steps = tuple[str | int, ...]

UNSAID = MappingProxyType(
    {
        "id": "readers see names; an id is told where a thing has no name",
        "language": "the report is written in the language that it is asked for",
        "of": "a conversion rate is a share of clicks, as the glossary says, where no other base stands beside it",
    }
)
"""Keys whose values need not stand in a report, and why; `extends` is no value of the plan any more."""


def _words(text: str) -> str:
    return " ".join(text.split())


def _read(checked: Checked) -> str:
    """What a reader of the report in English sees, without findings, which repeat a plan's words, and pictures."""
    shown = markdown_of(replace(checked, findings=(), silenced=()))
    return _words(" ¶ ".join(text for kind, text in parsed(shown) if kind != "image" and text))


def _written(checked: Checked) -> Iterator[tuple[Steps, object]]:
    """Every value that the plan's files hold; what is only so or not so is tested by itself."""
    for section in checked.sections.values():
        for path, value in leaves(section):
            if path in checked.document.places and not isinstance(value, bool):
                yield path, value


def _told(made: Material, path: Steps, value: object) -> Iterator[str]:
    """The ways in which a report may tell a value, as patterns."""
    if isinstance(value, date):
        yield from _days(made.voice, value)
    elif isinstance(value, str) and not isinstance(value, (Reference, StrEnum, PeriodKey)):
        yield from map(_pattern, _texts(made, path, value))
    else:
        yield from (_pattern(form) for form in _figures(made, value) if form)


def _pattern(form: str) -> str:
    return rf"(?<!\w){re.escape(_words(form))}(?!\w)"


def _days(voice: Voice, value: date) -> Iterator[str]:
    """A day by itself, or as the first of a span that says month or year once."""
    told = day(voice, value)
    month = told.removeprefix(f"{value.day} ")
    yield from (_pattern(told), _pattern(f"{told.removesuffix(f' {value.year}')} –"))
    yield rf"(?<!\w){value.day}–[0-9]+ {month}"


def _texts(made: Material, path: Steps, value: str) -> Iterator[str]:
    """A text paragraph by paragraph; a metric's name, long or short; a country's; a currency's code."""
    if path[-1] in {"metric", "metrics"} or path[-2:-1] == ("metrics",):
        yield from (metric_name(made, value), metric_name(made, value, short=True))
    elif {"markets", "sent_to"} & set(map(str, path)):
        yield country(made.voice, value)
    yield value


def _figures(made: Material, value: object) -> Iterator[str]:  # noqa: C901, PLR0912 - a case for each kind of figure
    voice = made.voice
    match value:
        case Reference():
            yield made.name(value)
        case StrEnum():
            yield voice.term(value)
        case Spread():
            yield voice.money(value) if isinstance(value.low, Money) else voice.percent(value)
        case Money():
            yield from (voice.money(value), voice.rough_money(value.amount))
        case Ratio():
            yield from (voice.percent(value), voice.number(value))
        case Change():
            yield voice.change(value)
        case Figure(number=number):
            yield from (write(number) for write in (voice.money, voice.number, voice.percent, voice.multiple))
        case Condition():
            yield condition_text(made, value)
        case Move():
            yield move_text(made, value)
        case Duration():
            yield duration(voice, value)
        case Frequency():
            yield from (frequency(voice, value), output(voice, value))
        case PeriodKey():
            yield part_of_year(voice, value)
        case DayHours():
            yield hours(voice, value)
        case Decimal() | int():
            yield from (voice.number(value), voice.multiple(Decimal(value)))
        case _:
            yield str(value)


def _missing(checked: Checked) -> list[tuple[str, object]]:
    """What the plan says and its report does not."""
    text, made = _read(checked), material(checked, Language.EN, DAY)
    return [
        (".".join(map(str, path)), value)
        for path, value in _written(checked)
        if not (path[-1] in UNSAID and (path[-1] != "of" or value is Denominator.CLICKS))
        and not any(re.search(pattern, text) for pattern in _told(made, path, value))
    ]


@pytest.mark.parametrize("path", [MINIMAL, *PLANS], ids=lambda path: path.stem)
def test_the_report_of_a_sample_says_all_that_the_plan_says(path: Path) -> None:
    """Every text, figure, day and name of the file."""
    assert _missing(checked_file(path)) == []


@pytest.mark.parametrize("text", [full_plan(), bare_plan()], ids=["full", "bare"])
def test_no_field_of_the_model_is_left_out(text: str) -> None:
    """Where every field is filled, and where every clause says no more than it must."""
    checked = checked_text(text)
    assert checked.broken == frozenset()
    assert _missing(checked) == []


def test_a_range_shows_its_likely_value() -> None:
    """The figures that follow from it are worked out with that value."""
    text = _read(checked_text(full_plan()))
    assert re.search(r"\$8,[0-9]{3} \(\$7,[0-9]{3}–\$9,[0-9]{3}\)", text)


def _unchecked(data: Any) -> Checked:
    """A plan as read, no rule asked."""
    document = parse(Source("plan.yaml", json.dumps(data)))
    sections, _ = read_sections(document)
    return Checked(document, sections.whole, sections.broken, None, ())


def _optional(full: Any, bare: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """What the full plan says and the bare one does not."""
    if isinstance(full, dict):
        for key, value in full.items():
            if key in bare:
                yield from _optional(value, bare[key], (*path, key))
            elif key not in UNSAID and not isinstance(value, bool):
                yield (*path, key), value
    elif isinstance(full, list) and isinstance(full[0], dict):
        yield from _optional(full[0], bare[0], (*path, 0))


def _with(data: Any, path: Steps, value: object) -> Any:
    """The plan with another value at a path."""
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


OPTIONAL = tuple(_optional(json.loads(full_plan()), json.loads(bare_plan())))


@settings(max_examples=25, deadline=None)
@given(sampled_from(OPTIONAL))
def test_what_a_clause_says_beyond_its_least_is_told_by_itself(said: tuple[Steps, Any]) -> None:
    """Nothing hangs on something else being said, too: no table or heading swallows it."""
    checked = _unchecked(_with(json.loads(bare_plan()), *said))
    assert checked.broken == frozenset()
    assert _missing(checked) == []


@cache
def _words_and_signs() -> tuple[tuple[Steps, bool | str], ...]:
    """What the full plan says by a word of a vocabulary or by true and false, with another value that it may have."""
    found: list[tuple[Steps, bool | str]] = []
    for section in checked_text(full_plan()).sections.values():
        for path, value in leaves(section):
            if isinstance(value, bool):
                found.append((path, not value))
            elif isinstance(value, StrEnum) and path[-1] not in {"language", value}:
                found.append((path, next(word for word in type(value) if word is not value)))
    return tuple(found)


def test_every_word_of_a_vocabulary_and_every_yes_and_no_counts() -> None:
    """Another word, or no for yes, gives another report: none is told only by chance, as its word stands elsewhere."""
    plain = markdown_of(_unchecked(json.loads(full_plan())))
    untold = []
    for path, other in _words_and_signs():
        data = json.loads(full_plan())
        steps = path if isinstance(data[path[0]], dict) else (path[0], *path[2:])  # a plain list knows no key items
        changed = _unchecked(_with(data, steps, other))
        assert changed.broken == frozenset()
        if markdown_of(changed) == plain:
            untold.append(path)
    assert len(_words_and_signs()) > 50
    assert untold == []
