r"""Text made harmless for Markdown: whatever it holds, a parser gives it back as text, never as markup.

Source: CommonMark 0.31 (2.4, any ASCII punctuation may be escaped by a backslash) and GitHub's extensions (tables,
strike-through, autolinks, mentions, issue numbers, formulas between dollar signs).
"""

import re


class Markdown(str):
    """Text that is Markdown already and is printed as it is; whatever is done to it gives plain text again."""

    __slots__ = ()


_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&#@]|\$(?![0-9])|:(?=//)|(?<=www)\.|!(?=\[)", re.IGNORECASE)
_AT_START = re.compile(r"([0-9]{0,9})([.)](?=\s|$)|[+](?=\s|$)|[-=:](?=[-=:\s]|$))")
"""What begins a list, a line under a heading or the second row of a table."""
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def escaped(value: object) -> Markdown:
    """The value as Markdown that shows it, in one line; None shows nothing, Markdown itself stays as it is."""
    if isinstance(value, Markdown):
        return value
    text = "" if value is None else _BREAKS.sub(" ", str(value).strip())
    start = _AT_START.match(text)
    if start is None:
        return Markdown(_ANYWHERE.sub(r"\\\g<0>", text))
    rest = _ANYWHERE.sub(r"\\\g<0>", text[start.end() :])
    return Markdown(f"{start[1]}\\{start[2]}{rest}")


def paragraphs(text: str) -> Markdown:
    """Text of several paragraphs, which stand apart as they do in the plan."""
    parts = filter(None, (part.strip() for part in re.split(r"\n\s*\n", text)))
    return Markdown("\n\n".join(map(escaped, parts)))


_CALLS = re.compile(r"(\\[@#]|\bGH-)(?=\w|\\_)", re.IGNORECASE)
_UNSEEN = "&#8203;"


def calling_nobody(markdown: str) -> str:
    """Markdown of escaped texts that calls no person and links no issue.

    A host looks for mentions and issue numbers in the finished page, where a backslash before them is gone, so a space
    without width parts the sign from what follows.
    """
    return _CALLS.sub(rf"\1{_UNSEEN}", markdown)
