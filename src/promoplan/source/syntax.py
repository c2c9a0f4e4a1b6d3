"""From the YAML parser's complaint to a plain sentence: which kind of mistake it is, and where it truly stands.

The parser's words are those of libyaml's scanner.c and parser.c. Kinds: "tab", "quote", "bracket", "comma",
"reserved", "dash", "colon", "run_on", "no_colon", "after_value", "indentation", "escape", "block", "" for the rest.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

RESERVED = frozenset("%@`,]}!*&?")
_LONGEST_KEY = 1024  # the parser looks no further for a key's colon
_PROPERTY = re.compile(r"!<[^>\s]*>|[!&][^\s,\[\]{}]*")


@dataclass(frozen=True)
class Complaint:
    """What the parser said: the problem and what it was doing, each with an offset; `bracket` is open still."""

    problem: str
    at: int
    context: str = ""
    since: int = 0
    bracket: int = -1


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake, its place, what its message names, and the place where it began if that is elsewhere."""

    kind: str
    start: int
    end: int
    values: Mapping[str, object] = field(default_factory=dict)
    opened: tuple[int, int] | None = None


def explain(text: str, complaint: Complaint) -> Mistake:
    """The mistake behind a complaint of the parser."""
    at = min(complaint.at, len(text.rstrip()))
    if text[at : at + 1] == "\t" or "tab character" in complaint.problem:
        return Mistake("tab", at, _end(text, at))
    return _within(text, complaint, at) or _reserved(text, complaint, at) or _misplaced(text, complaint.problem, at)


def _within(text: str, complaint: Complaint, at: int) -> Mistake | None:
    """A mistake inside something that the parser had begun: a quote, a bracket, a key, a block of text."""
    if "quoted scalar" in complaint.context:
        return _in_quotes(text, complaint, at)
    if complaint.problem.startswith("did not find expected ',' or"):
        return _in_brackets(text, complaint, at)
    if _leaves_bracket_open(text, complaint, at):
        return _unclosed(text, complaint.bracket, "]" if text[complaint.bracket] == "[" else "}")
    if "simple key" in complaint.context:
        end = _line_end(text, complaint.since)
        return Mistake("no_colon", complaint.since, end, {"line": text[complaint.since : end]})
    if "block scalar" in complaint.context:
        return Mistake("block", at, _end(text, at))
    return None


def _misplaced(text: str, problem: str, at: int) -> Mistake:
    """Something that can't stand where it stands; the parser's own words where none of ours fit."""
    if "block sequence entries are not allowed" in problem:
        return Mistake("dash", at, _end(text, at))
    if "mapping values are not allowed" in problem:
        if _has_colon_before(text, at):
            return Mistake("colon", at, _end(text, at))
        if at - text.rfind("\n", 0, at) <= _LONGEST_KEY:
            return Mistake("run_on", _line_start(text, at), at)
    if any(words in problem for words in ("expected key", "indicator", "<document start>")):
        return Mistake("after_value" if _follows_value(text, at) else "indentation", at, _line_end(text, at))
    return Mistake("", at, _end(text, at), {"detail": problem})


def property_at(text: str, start: int, mark: str) -> tuple[int, int]:
    """Start and end of the tag ("!") or anchor ("&") that begins at or after `start`, maybe after the other one."""
    other = None if text.startswith(mark, start) else _PROPERTY.match(text, start)
    at = max(text.find(mark, other.end() if other else start), start)
    found = _PROPERTY.match(text, at)
    return at, found.end() if found else at + 1


def _in_quotes(text: str, complaint: Complaint, at: int) -> Mistake:
    since = complaint.since
    if "escape" in complaint.problem or "hexdecimal" in complaint.problem:  # the parser's own spelling
        start = max(text.rfind("\\", since, at + 1), since)
        return Mistake("escape", start, start + 2, {"written": text[start : start + 2]})
    return Mistake("quote", since, since + 1, {"quote": text[since : since + 1]})


def _in_brackets(text: str, complaint: Complaint, at: int) -> Mistake:
    since, closing = complaint.since, complaint.problem[-2]
    if "\n" in text[since:at] or at == len(text.rstrip()):
        return _unclosed(text, since, closing)
    return Mistake("comma", at, _end(text, at), {"closing": closing}, (since, since + 1))


def _leaves_bracket_open(text: str, complaint: Complaint, at: int) -> bool:
    """Whether a bracket is still open where only text outside can stand: at the end, a wrong bracket, a later line."""
    if complaint.bracket < 0 or "node content" not in complaint.problem:
        return False
    character = text[at : at + 1].strip()
    return character in ("", "]", "}") or (character not in RESERVED and "\n" in text[complaint.bracket : at])


def _unclosed(text: str, at: int, closing: str) -> Mistake:
    return Mistake("bracket", at, at + 1, {"bracket": text[at], "closing": closing})


def _reserved(text: str, complaint: Complaint, at: int) -> Mistake | None:
    """A value that begins with a character of YAML's own; anchors, tags and directives are named at their start."""
    begins = any(word in complaint.context for word in ("alias", "anchor", "tag", "directive"))
    start = complaint.since if begins else at
    cannot_start = "cannot start any token" in complaint.problem or "node content" in complaint.problem
    keys_too = "mapping keys are not allowed" in complaint.problem
    character = text[start : start + 1]
    if (begins or cannot_start or keys_too) and character in RESERVED:
        return Mistake("reserved", start, start + 1, {"character": character})
    return None


def _has_colon_before(text: str, at: int) -> bool:
    """Whether the line already has a key before the colon at `at`."""
    return ": " in text[text.rfind("\n", 0, at) + 1 : at]


def _line_start(text: str, at: int) -> int:
    """Where the text of the line begins, after its indentation."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return at - len(line.lstrip())


def _follows_value(text: str, at: int) -> bool:
    """Whether a closed quote or bracket stands before `at` in the same line."""
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    return before.endswith(("'", '"', "]", "}"))


def _end(text: str, at: int) -> int:
    return min(at + 1, len(text))


def _line_end(text: str, at: int) -> int:
    """Where the line's text ends, at or after `at`."""
    end = text.find("\n", at)
    return max(at, len(text[: end if end >= 0 else None].rstrip()))
