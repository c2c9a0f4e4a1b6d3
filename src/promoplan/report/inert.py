"""Text of plans as the files of office programs can hold it: no controls, nothing that is no character."""

import re

_NO_TEXT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0010fffe\U0010ffff"
"""What is neither text nor white space, or no character of XML 1.0 (2.2); C1 controls are none of either."""
_TURNS = r"\u202a-\u202e\u2066-\u2069"
"""What turns the direction of the text around it, so that it reads as something else."""
_RARE_BREAKS = re.compile("[\x85\u2028\u2029]")
_BREAKS = re.compile(f"\r\n?|{_RARE_BREAKS.pattern}")
_UNFIT = re.compile(f"[{_NO_TEXT}]")
_UNSAFE = re.compile(f"[{_NO_TEXT}{_TURNS}]")
_UNSEEN = re.compile(rf"[\u061c\u200e\u200f\u2060-\u206f\ufeff{_TURNS}]")


def inert(text: str) -> str:
    """The text with plain line feeds; controls, lone surrogates and what is no character are left out."""
    return _UNFIT.sub("", _BREAKS.sub("\n", text))


def in_one_line(text: str) -> str:
    """The same with blanks for line breaks and tabs."""
    return " ".join(inert(text).split())


def clean(text: str) -> str:
    """The same without what is never seen and what turns the direction of writing, as it would be measured wrongly."""
    return in_one_line(_UNSEEN.sub("", text))


def marked(text: str, mark: str) -> str:
    """The text with a mark for each character that `inert` leaves out or that turns the direction of writing.

    Line ends stay as they are, breaks that only Unicode knows become blanks.
    """
    return _UNSAFE.sub(mark, _RARE_BREAKS.sub(" ", text))
