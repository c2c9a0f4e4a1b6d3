"""Findings as people read them on a terminal: place and message, the line of the plan with the spot marked, help."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from promoplan.emit.outcome import Outcome
from promoplan.emit.safe import file_name, printable
from promoplan.emit.said import Excerpt, Said
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import words

NARROWEST = 20
TAB = "    "
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
"""The terminal colour of each severity."""
_BOLD, _BLUE, _GREEN = "1", "34", "32"


@dataclass(frozen=True)
class Look:
    """How the text may look: with colours or without, and how many cells wide an excerpt may be."""

    colour: bool = False
    width: int = 100

    def paint(self, text: str, *codes: str) -> str:
        """The text in a colour, where colours are wanted."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour else text


def text(outcome: Outcome, language: Language, look: Look) -> str:
    """The whole run: each finding with excerpt and help, under its plan where there are several; then what sums up."""
    blocks = list(_blocks(outcome, language, look))
    if outcome.unprinted:
        blocks.append(counted("more-findings", outcome.unprinted, language))
    blocks.append(closing(outcome, language, look))
    return "\n\n".join(blocks) + "\n"


def _blocks(outcome: Outcome, language: Language, look: Look) -> Iterator[str]:
    if len(outcome.tallies) <= 1:
        yield from ("\n".join(_lines(finding, language, look)) for finding in outcome.printed)
        return
    for tally, findings in outcome.by_plan():
        if findings:
            found = kinds(tally.counts, language, look)
            yield f"{look.paint(file_name(tally.path), _BOLD)}{words('summary.colon', language)}{found}"
        yield from ("\n".join(_lines(finding, language, look)) for finding in findings)


def header(saying: Said, look: Look) -> str:
    """The finding in one line; the same text as its `header`."""
    code = look.paint(f"{saying.code} {saying.severity}", _BOLD, COLOURS[saying.severity])
    return f"{look.paint(f'{saying.where}:', _BOLD)} {code}: {saying.message}"


def closing(outcome: Outcome, language: Language, look: Look) -> str:
    """The summary, and in a line of its own what can be mended and what is silenced."""
    said = notes(outcome, language)
    return summary(outcome, language, look) + (f"\n{said}" if said else "")


def notes(outcome: Outcome, language: Language) -> str:
    """How many of the printed findings have a fix, and how many others comments and baselines silence; "" for none."""
    mendable = Counter("safe" if finding.safe else "unsafe" for finding in outcome.printed if finding.patches)
    told = mendable + Counter(hushed.cause for hushed in outcome.hushed)
    parts = [
        words(f"summary.{what}", language).format(count=told[what])
        for what in ("safe", "unsafe", "comment", "baseline")
        if told[what]
    ]
    return words("summary.comma", language).join(parts)


def summary(outcome: Outcome, language: Language, look: Look) -> str:
    """How many plans were checked, and what was found in them."""
    plans = counted("plans-checked", outcome.plans, language)
    if not outcome.total:
        return look.paint(f"{plans}{words('summary.clean', language)}", _GREEN)
    return f"{plans}{words('summary.colon', language)}{kinds(outcome.counts, language, look)}"


def kinds(counts: Counter[Severity], language: Language, look: Look) -> str:
    """How many findings of each severity there are, gravest first."""
    found = [(severity, counts[severity]) for severity in Severity if counts[severity]]
    told = [look.paint(counted(severity.value, count, language), COLOURS[severity]) for severity, count in found]
    return words("summary.comma", language).join(told)


def _lines(saying: Said, language: Language, look: Look) -> Iterator[str]:
    yield header(saying, look)
    margin = len(str(saying.where.line))
    if saying.excerpt is not None:
        yield from _excerpt(saying, saying.excerpt, margin, look)
    for place in saying.related:
        yield f"{' ' * margin} {look.paint('=', _BLUE)} {words('related', language)}{place}"
    if saying.help:
        yield f"{' ' * margin} {look.paint('=', _BLUE)} {words('help', language)}{saying.help}"


def _excerpt(saying: Said, excerpt: Excerpt, margin: int, look: Look) -> Iterator[str]:
    """The line of the plan and the mark under the spot; of a longer spot its first line is marked."""
    where = saying.where
    line, start = excerpt.text, where.column - excerpt.start
    end = where.end_column - excerpt.start if where.end_line == where.line else len(line.rstrip())
    before, marked, after = _cropped(line, start, end, look.width - margin - len(" | "))
    bar = look.paint("|", _BLUE)
    yield f"{' ' * margin} {bar}"
    yield f"{look.paint(str(where.line), _BLUE)} {bar} {before}{marked}{after}".rstrip()
    caret = look.paint("^" * max(1, _cells(marked)), COLOURS[saying.severity])
    yield f"{' ' * margin} {bar} {' ' * _cells(before)}{caret}"


def _cropped(line: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """What stands before, at and after the spot, cut to so many cells with the spot in sight."""
    room = max(width, NARROWEST)
    marked = _fitting(_visible(line[start:end]), room)
    before, after = _visible(line[:start]), _visible(line[end:])
    if _cells(before) + _cells(marked) > room:
        before = _fitting(before[::-1], max(room - _cells(marked), room // 4))[::-1]
        marked = _fitting(marked, room - _cells(before))
    return before, marked, _fitting(after, room - _cells(before) - _cells(marked))


def _visible(part: str) -> str:
    return printable(part.replace("\t", TAB))


def _fitting(part: str, cells: int) -> str:
    """As much of the text as fits, an ellipsis at the end of what was cut."""
    if _cells(part) <= cells:
        return part
    kept, used = [], 1
    for character in part:
        used += _cells(character)
        if used > cells:
            break
        kept.append(character)
    return "".join((*kept, "…")) if cells > 0 else ""


def _cells(part: str) -> int:
    """Width on a terminal: Chinese characters take two cells."""
    from rich.cells import cell_len  # noqa: PLC0415 - only where something is found

    return len(part) if part.isascii() else cell_len(part)
