"""Reads scalars by themselves, as a plan's fields read them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

Refusal = tuple[str, Mapping[str, Any]]

PIECES = (
    *"0123456789.,_+-−%％:：/ <>=~x", "..", "万", "萬", "百", "千", "亿", "億", "k", "K", "M", "e", "¥", "$", "NT$",
    "元", "USD", "BTC", "pp", "up to ", "pause", "roas", " for ", " on ", "day", "week", "s", "h", "每", "周", "週",
    "个月", "次", "daily", "bi", "every ", "-Q", "-H", "https://", "mailto:", "@", "a", "b.c", "\n", "\t", "\u3000",
    "١", "１", "²", "٫",
)  # fmt: skip

patiently = settings(deadline=None)
"""For properties: a busy machine is no fault."""

texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40)
"""Texts, most of them near to what a scalar may be."""


def reader(kind: Any) -> Callable[[object], Any]:
    """What reads a field of this type."""
    return TypeAdapter(kind).validate_python


def refusal(read: Callable[[object], Any], value: object) -> Refusal:
    """Type and context of the one error with which a value is refused."""
    with pytest.raises(ValidationError) as caught:
        read(value)
    (error,) = caught.value.errors(include_url=False)
    return error["type"], error.get("ctx", {})


def wrong(expected: str, written: str) -> Refusal:
    """The refusal of a text that is no such thing."""
    return "promoplan.wrong_type", {"expected": expected, "written": written}


def ambiguous(written: str, one: str, other: str) -> Refusal:
    """The refusal of a text with two readings."""
    return "promoplan.ambiguous", {"written": written, "reading_1": one, "reading_2": other}


def outside(written: str, low: str, high: str = "") -> Refusal:
    """The refusal of a figure beyond its limits."""
    return "promoplan.out_of_range", {"written": written, "low": low, "high": high}


def unknown(expected: str, written: str) -> Refusal:
    """The refusal of a word that is in no vocabulary."""
    return "promoplan.unknown_value", {"expected": expected, "written": written}
