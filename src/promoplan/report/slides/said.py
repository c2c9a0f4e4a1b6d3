"""Titles that say what a slide shows, and the phrases that slides share."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from promoplan.report.slides.page import Line
from promoplan.report.view.voice import Voice

_IN_WORDS = 10


def number(voice: Voice, count: int) -> str:
    """A small number as the word that begins a title, a larger one in figures."""
    return voice.label(f"slide.number.{count}") if 1 <= count <= _IN_WORDS else voice.count(count)


def counted(voice: Voice, key: str, count: int, **values: str) -> str:
    """A title that counts; English has a form of its own for one."""
    form = "one" if count == 1 else "many"
    return voice.label(f"slide.{key}.{form}", number=number(voice, count), count=voice.count(count), **values)


def told(voice: Voice, key: str, text: str) -> str:
    """A label and what it says, "" where there is nothing to say."""
    return f"{voice.label(key)}{voice.label('colon')}{text}" if text else ""


def points(heading: str, texts: Iterable[str]) -> tuple[Line, ...]:
    """A heading with a list below it; nothing at all where the list is empty."""
    found = tuple(Line(text, bullet=True) for text in texts if text)
    return (Line(heading, "deep", bold=True), *found) if found else ()


def noted(voice: Voice, key: str, texts: Iterable[str]) -> tuple[str, ...]:
    """A heading with paragraphs for the notes; nothing where there are none."""
    found = tuple(filter(None, texts))
    return (voice.label(key), *found) if found else ()


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A share to a tenth of a percent; 0 of nothing."""
    return (part / whole).quantize(Decimal("0.001")) if whole else Decimal(0)


PERCENT = "0.0%"
"""How shares are written in charts."""
_PLACES, _CENTS = "#,##0", "#,##0.00"


def money_pattern(shown: str) -> str:
    """How a chart writes money, by an amount of the report: with the sign that stands before its figures."""
    end = next((place for place, character in enumerate(shown) if character.isdecimal()), 0)
    sign = "".join(character for character in shown[:end] if character not in '"\\−-')
    return f'"{sign}"{_PLACES}' if sign else _PLACES


def figure_pattern(shown: str, values: Sequence[Decimal]) -> str:
    """How a chart writes figures that the report writes like this one."""
    if "%" in shown:
        return PERCENT
    whole = all(value == value.to_integral_value() for value in values)
    return money_pattern(shown) if whole else money_pattern(shown).replace(_PLACES, _CENTS)
