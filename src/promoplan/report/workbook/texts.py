"""Texts as cells and printed pages hold them."""

from collections.abc import Mapping

from promoplan.report.inert import in_one_line, inert

MAX_TEXT = 32_767
"""The most UTF-16 units that a cell holds (Excel specifications and limits)."""
_HEADER_TEXT = 60


def fitted(told: str) -> str:
    """As much of a text as a cell holds, with an ellipsis where some is left out."""
    units = told.encode("utf-16-le")
    return told if len(units) <= 2 * MAX_TEXT else units[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels by key as cells can be told apart by them: those that are written alike get their key behind."""
    shown = {key: fitted(inert(label)) for key, label in labels.items()}
    seen: dict[str, int] = {}
    for label in shown.values():
        seen[label] = seen.get(label, 0) + 1
    return {key: label if seen[label] == 1 else f"{label[: MAX_TEXT // 2]} [{key}]" for key, label in shown.items()}


def for_print(told: str) -> str:
    """A text for the head or foot of a page, where `&` begins an order."""
    line = in_one_line(told)
    return (line if len(line) <= _HEADER_TEXT else f"{line[: _HEADER_TEXT - 1]}…").replace("&", "&&")
