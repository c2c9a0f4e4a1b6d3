"""Edits by path: to the byte what was asked for, and nothing where that would touch anything else."""

from dataclasses import replace
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from promoplan.source.changes import Change, What
from promoplan.source.characters import hidden_runs
from promoplan.source.document import Document, Override, parse, read
from promoplan.source.edits import Taken, apply, edits_of
from promoplan.source.includes import overlay
from promoplan.source.quoting import quoted, scalar
from promoplan.source.text import Edit, Source, Span


def edited(text: str, *changes: Change) -> str | None:
    """The text after changes; None where they can't be made."""
    edits = edits_of(parse(Source("plan.yaml", text)), changes)
    return apply(text, edits) if edits else None


def value(text: str, *path: str | int) -> Change:
    """Another value at a path."""
    return Change(path, text)


def key(text: str, *path: str | int) -> Change:
    """Another name for the key at a path."""
    return Change(path, text, What.KEY)


def add(text: str | dict[str, str], *path: str | int) -> Change:
    """A key that is not there."""
    return Change(path, text, What.ADD)


def drop(*path: str | int) -> Change:
    """A key without value, taken out."""
    return Change(path, "", What.DROP)


VALUES = {
    "plain": ("a: old # why\n", value("new", "a"), "a: new # why\n"),
    "single quotes stay": ("a: 'old'\n", value("it's", "a"), "a: 'it''s'\n"),
    "double quotes stay": ('a: "old"\n', value('say "x" \\', "a"), 'a: "say \\"x\\" \\\\"\n'),
    "in brackets": ("{a: old, b: [x, y]}", value("z", "b", 1), "{a: old, b: [x, z]}"),
    "a comma needs quotes": ("{a: old}", value("1,200", "a"), '{a: "1,200"}'),
    "a word of YAML needs quotes": ("a: old\n", value("null", "a"), 'a: "null"\n'),
    "a word of YAML 1.1 needs quotes": ("a: old\n", value("no", "a"), 'a: "no"\n'),
    "a number in base sixty needs quotes": ("a: old\n", value("12:30", "a"), 'a: "12:30"\n'),
    "a dash alone needs quotes": ("a: old\n", value("-", "a"), 'a: "-"\n'),
    "a range needs none": ("a: old\n", value("2%..4%", "a"), "a: 2%..4%\n"),
    "a day needs none": ("a: '2027/4/1' \r\nb: 1\r\n", value("2027-04-01", "a"), "a: '2027-04-01' \r\nb: 1\r\n"),
    "behind an emoji": ("# 🎉👩‍👩‍👧\na: 🎉\nb: old\n", value("💡", "b"), "# 🎉👩‍👩‍👧\na: 🎉\nb: 💡\n"),
    "over several lines": ("a: one\n  two # c\nb: 1\n", value("x", "a"), "a: x # c\nb: 1\n"),
    "no last line end": ("a: old", value("new", "a"), "a: new"),
    "in a list": ("a:\n- old # c\n-   other\n", value("new", "a", 1), "a:\n- old # c\n-   new\n"),
    "the short form of a mapping": ("r: 5%\n", value("10%", "r", "ratio"), "r: 10%\n"),
    "a plain list that stands for a mapping": ("p: [{k: old}]\n", value("x", "p", "items", 0, "k"), "p: [{k: x}]\n"),
    "null": ("a: ~\n", value("x", "a"), "a: x\n"),
}

KEYS = {
    "plain": ("ownr: x\n", key("owner", "ownr"), "owner: x\n"),
    "quoted": ('{"ownr":x}', key("owner", "ownr"), '{"owner":x}'),
    "of a mapping": ("ownr:\n  a: 1\n", key("owner", "ownr"), "owner:\n  a: 1\n"),
    "with a blank before the colon": ("ownr : x\n", key("owner", "ownr"), "owner : x\n"),
    "a month": ("2027/04: 1\n", key("2027-04", "2027/04"), "2027-04: 1\n"),
    "in a plain list that stands for a mapping": ("p:\n- kk: 1\n", key("k", "p", "items", 0, "kk"), "p:\n- k: 1\n"),
    "beside keys of another kind": ("t: {base: a, bb: 1}\n", key("b", "t", "shares", "bb"), "t: {base: a, b: 1}\n"),
    "one that needs quotes": ("a: 1\n", key("no", "a"), '"no": 1\n'),
}

ADDED = {
    "at the end": ("a:\n  b: 1\n", add("2", "a", "c"), "a:\n  b: 1\n  c: 2\n"),
    "at the top": ("a: 1\n", add("2", "c"), "a: 1\nc: 2\n"),
    "before the comment and the blanks that follow": (
        "a:\n  b: 1  # of b\n\n# of d\nd: 2\n",
        add("2", "a", "c"),
        "a:\n  b: 1  # of b\n  c: 2\n\n# of d\nd: 2\n",
    ),
    "behind all that is below the last key": (
        "a:\n  b:\n    - x\n    - y: 1\n      z: |\n        text\n\n        more\n\nd: 2\n",
        add("2", "a", "c"),
        "a:\n  b:\n    - x\n    - y: 1\n      z: |\n        text\n\n        more\n  c: 2\n\nd: 2\n",
    ),
    "behind a key without value": ("a:\n  b: # none\nd: 2\n", add("2", "a", "c"), "a:\n  b: # none\n  c: 2\nd: 2\n"),
    "behind brackets": ("a:\n  b: [1,\n    2] # c\n", add("2", "a", "c"), "a:\n  b: [1,\n    2] # c\n  c: 2\n"),
    "in an item": ("i:\n- a: 1\n- a: 2\n", add("x", "i", 0, "b"), "i:\n- a: 1\n  b: x\n- a: 2\n"),
    "in an item of an item": ("a:\n- - b: 1\n", add("x", "a", 0, 0, "c"), "a:\n- - b: 1\n    c: x\n"),
    "with carriage returns": ("a:\r\n  b: 1\r\nd: 2\r\n", add("2", "a", "c"), "a:\r\n  b: 1\r\n  c: 2\r\nd: 2\r\n"),
    "with line ends of both kinds": ("a:\n  b: 1\nd: 2\r\n", add("2", "a", "c"), "a:\n  b: 1\n  c: 2\nd: 2\r\n"),
    "without last line end": ("a:\n  b: 1", add("2", "a", "c"), "a:\n  b: 1\n  c: 2"),
    "in brackets": ("a: {b: 1} # c\n", add("2", "a", "c"), "a: {b: 1, c: 2} # c\n"),
    "in brackets with a comma behind": ("a: {b: 1, }\n", add("2", "a", "c"), "a: {b: 1, c: 2, }\n"),
    "in brackets over lines": (
        "a: {\n  b: 1, # x\n  d: [2]\n}\n",
        add("2", "a", "c"),
        "a: {\n  b: 1, # x\n  d: [2], c: 2\n}\n",
    ),
    "beside keys that are all in quotes": (
        '{"a": {"b": "1",\n "d": 2}}',
        add({"note": "x"}, "a", "c"),
        '{"a": {"b": "1",\n "d": 2, "c": {"note": "x"}}}',
    ),
    "in an item of a plain list that stands for a mapping": (
        "p:\n- a: 1\n",
        add("2", "p", "items", 0, "c"),
        "p:\n- a: 1\n  c: 2\n",
    ),
    "in empty brackets": ("a: {}\n", add("2", "a", "c"), "a: {c: 2}\n"),
    "a mapping": (
        "a:\n  b: 1\n",
        add({"note": "x", "counter": "y, z"}, "a", "risk"),
        'a:\n  b: 1\n  risk:\n    note: x\n    counter: "y, z"\n',
    ),
    "a mapping in brackets": ("a: {b: 1}\n", add({"note": "x"}, "a", "risk"), "a: {b: 1, risk: {note: x}}\n"),
    "a text that needs quotes": ("a: 1\n", add("x: y # z", "b"), 'a: 1\nb: "x: y # z"\n'),
}

IMPOSSIBLE = {
    "a block of text": ("a: |\n  old\n", value("new", "a")),
    "a tagged value": ("a: !!str old\n", value("new", "a")),
    "a value that is not there": ("a:\nb: 1\n", value("new", "a")),
    "a mapping": ("a: {b: 1}\n", value("new", "a")),
    "what is so already": ("a: old\n", value("old", "a")),
    "a text over lines": ("a: old\n", value("x\ny", "a")),
    "a hidden character": ("a: old\n", value("x\u200by", "a")),
    "a path that is not there": ("a: old\n", value("x", "b", "c")),
    "an item that is not there": ("a: [1]\n", value("x", "a", 1)),
    "a key that is there": ("ownr: 1\nowner: 2\n", key("owner", "ownr")),
    "a key that is not there": ("a: {b: 1}\n", key("x", "a", "c")),
    "the key of an item": ("a: [1]\n", key("x", "a", 0)),
    "a key to add that is there": ("a: 1\n", add("2", "a")),
    "a key in a list": ("a: [1]\n", add("2", "a", "c")),
    "a key in a pair without braces": ("a: [b: 1]\n", add("2", "a", 0, "c")),
    "a key in a pair without braces on its own line": ("a: [\n  b: 1]\n", add("2", "a", 0, "c")),
    "a key behind one without value": ("a: {b: , c: }\n", add("2", "a", "d")),
    "a key beside one marked with ?": ("? a\n: 1\n", add("2", "c")),
    "a key in a tagged mapping": ("a: !!map {b: 1}\n", add("2", "a", "c")),
    "a key behind a block that keeps its blanks": ("b: 1\na: |+\n  x\n\n", add("2", "c")),
    "a key behind a block without line end": ("a: |\n  x", add("2", "c")),
    "a key with a value": ("{a: 1, b: 2}", drop("b")),
    "a key on its own line": ("a:\nb: 1\n", drop("a")),
    "the first key": ("{a, b: 2}", drop("a")),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_is_written_in_its_place(case: str) -> None:
    """Quotes stay where they were, or come where YAML needs them; nothing else changes."""
    text, change, wanted = VALUES[case]
    assert edited(text, change) == wanted


@pytest.mark.parametrize("case", KEYS)
def test_a_key_gets_another_name(case: str) -> None:
    """The key alone changes."""
    text, change, wanted = KEYS[case]
    assert edited(text, change) == wanted


@pytest.mark.parametrize("case", ADDED)
def test_a_key_is_added_behind_the_last_one(case: str) -> None:
    """In line with its siblings, before what belongs to what follows."""
    text, change, wanted = ADDED[case]
    assert edited(text, change) == wanted


def test_a_key_without_value_is_taken_out() -> None:
    """The commas in {a: 1,200,000} go with the keys that they make."""
    changes = [value("1200000", "a"), drop("200"), drop("000")]
    assert edited("{a: 1,200,000, b: 2}", *changes) == "{a: 1200000, b: 2}"


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_would_touch_anything_else_is_not_done(case: str) -> None:
    """Nor is a change that changes nothing."""
    text, change = IMPOSSIBLE[case]
    assert edited(text, change) is None


def test_all_changes_are_made_or_none() -> None:
    """One impossible change keeps the others back; one that changes nothing does not."""
    text = "a: 1\nb: 2\n"
    assert edited(text, value("3", "a"), value("x", "c")) is None
    assert edited(text, value("3", "a"), value("2", "b")) == "a: 3\nb: 2\n"
    assert edited(text, value("3", "a"), value("4", "a")) is None


def test_a_file_outside_the_project_and_an_override_are_never_edited() -> None:
    """What is not the plan's own text stays as it is."""
    change = [value("2", "a")]
    assert edits_of(parse(Source("plan.yaml", "a: 1\n", quotable=False)), change) == ()
    document = parse(Source("plan.yaml", "a: 1\n"))
    assert edits_of(replace(document, overrides=(Override("a", "1", "3"),)), change) == ()
    assert edits_of(parse(Source("plan.yaml", "")), change) == ()


def test_edits_go_into_the_file_that_holds_the_text() -> None:
    """A value of the base is changed there, a key is added to the plan's own part of a mapping."""
    base, own = Source("base.yaml", "a: {b: 1, c: 2}\nd: 1\n"), Source("plan.yaml", "a: {b: 3}\n")
    document = overlay(parse(base), parse(own))
    made = {change: edits_of(document, [change])[0] for change in (value("9", "a", "c"), add("9", "a", "e"))}
    assert [(edit.source, apply(edit.source.text, [edit])) for edit in made.values()] == [
        (base, "a: {b: 1, c: 9}\nd: 1\n"),
        (own, "a: {b: 3, e: 9}\n"),
    ]


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=20)
_TRICKY = st.text(st.sampled_from("ab1 -?:,[]{}#&*!|>'\"%@`~=.0_\\+no"), max_size=8)


@given(_TEXTS | _TRICKY)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    """As a value and as a key, on a line and between brackets, with a comment behind it."""
    written = scalar(text)
    assert (written is None) == any(hidden_runs(text))
    if written is None:
        return
    assert written in (text, quoted(text))

    def back(around: str) -> Any:
        return read(Source("plan.yaml", around.format(written))).value

    assert back("a: {}\n") == {"a": text}
    assert back("[{}]") == back("- {} # c\n") == back("- {}") == [text]
    assert back("{{a: {}, b: x}}") == {"a": text, "b": "x"}
    assert back("{}: x\n") == back("{{{}: x}}") == {normalize("NFC", text): "x"}


@pytest.mark.parametrize(
    "word", ["no", "Yes", "ON", "y", "~", "null", "", "12:30", "010", "0x1F", "1e3", "-.inf", "=", "<<"]
)
def test_a_text_is_no_other_word_to_other_tools(word: str) -> None:
    """What YAML 1.1 would read as something else than text is put in quotes."""
    assert yaml.safe_load(f"a: {scalar(word)}") == {"a": word}


_NAMES = st.sampled_from(("a", "b", "c", "name", "預算", "'q k'", '"d"'))
_SCALARS = st.sampled_from(("1", "x y", "'q'", '"d # e"', "12:30", "2027-04-01", "字", "🎉", "5%", "~", "true"))


@st.composite
def _flow(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(_SCALARS)
    if draw(st.booleans()):
        return f"[{', '.join(draw(st.lists(_flow(depth - 1), max_size=3)))}]"
    names = draw(st.lists(_NAMES, unique=True, max_size=3))
    return "{" + ", ".join(f"{name}: {draw(_flow(depth - 1))}" for name in names) + "}"


@st.composite
def _block(draw: st.DrawFn, indent: int = 0, depth: int = 3) -> str:
    """A mapping in lines, with comments and empty lines anywhere."""
    lines = []
    pad = " " * indent
    for name in draw(st.lists(_NAMES, unique=True, min_size=1, max_size=3)):
        lines += draw(st.lists(st.sampled_from(("", f"{pad}# comment: x", "# out")), max_size=1))
        end = draw(st.sampled_from(("", " # end", "  #e")))
        match draw(st.sampled_from(("flow", "flow", "none", "text", "map", "list"))) if depth else "flow":
            case "flow":
                lines.append(f"{pad}{name}: {draw(_flow())}{end}")
            case "none":
                lines.append(f"{pad}{name}:{end}")
            case "text":
                style = draw(st.sampled_from(("|", ">", "|-", ">-")))
                lines += [f"{pad}{name}: {style}{end}", f"{pad}  some # text", "", f"{pad}  more"]
            case "map":
                lines += [f"{pad}{name}:{end}", draw(_block(indent + 2, depth - 1))]
            case "list":
                lines.append(f"{pad}{name}:{end}")
                for _ in range(draw(st.integers(1, 2))):
                    item = draw(_block(indent + 2, depth - 1)).split("\n")
                    first = next(
                        number for number, line in enumerate(item) if line.strip() and "#" not in line[: indent + 3]
                    )
                    item[first] = f"{pad}- {item[first][indent + 2 :]}"
                    lines += item
    return "\n".join(lines)


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _all_changes(document: Document) -> list[Change]:
    """One of each kind for every node of a document."""
    found = []
    for path in document.places:
        found += [value("new value", *path), add("new value", *path, "new")]
        found += [add({"note": "x, y", "counter": "z"}, *path, "new")]
        if path and isinstance(path[-1], str):
            found += [key("new", *path), drop(*path)]
    return found


def _expected(data: Any, change: Change) -> Any:
    """The values after a change, made on the values themselves."""
    above = data
    for step in change.path[:-1]:
        above = above[step]
    last = change.path[-1]
    match change.what:
        case What.VALUE | What.ADD:
            above[last] = dict(change.text) if not isinstance(change.text, str) else change.text
        case What.KEY:
            above[change.text] = above.pop(last)
        case What.DROP:
            del above[last]
    return data


@given(_block(), st.sampled_from(("\n", "\r\n")), st.sampled_from(("", "\n", "\n\n# end\n")), st.data())
def test_whatever_the_layout_only_the_change_is_made(text: str, eol: str, end: str, data: st.DataObject) -> None:
    """The values afterwards are those before with the change, and comments and all other characters are still there."""
    text = (text + end).replace("\n", eol)
    document = parse(Source("plan.yaml", text))
    if document.data is None:
        return
    change = data.draw(st.sampled_from(_all_changes(document)))
    edits = edits_of(document, [change])
    if not edits:
        return
    after = parse(Source("plan.yaml", apply(text, edits)))
    assert after.data is not None
    assert _plain(after.data) == _expected(_plain(document.data), change)
    (edit,) = edits
    kept = text[: edit.span.start] + text[edit.span.end :]
    assert kept == apply(text, [replace(edit, text="")])
    assert "#" not in text[edit.span.start : edit.span.end] or '"' in text[edit.span.start : edit.span.end]
    assert "\n" not in edit.text or eol in edit.text or eol not in text


def test_edits_at_one_place_stand_in_their_order() -> None:
    """What is put in first stands first; the rest of the text is kept."""
    source = Source("plan.yaml", "abc")
    edits = [Edit(source, Span(1, 1), "1"), Edit(source, Span(1, 1), "2"), Edit(source, Span(2, 3), "")]
    assert apply("abc", edits) == "a12b"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), max_size=12), st.integers(0, 30), st.integers(0, 4))
def test_edits_that_touch_are_never_made_together(ranges: list[tuple[int, int]], start: int, length: int) -> None:
    """The quick search finds what comparing with each one would."""
    source, other = Source("plan.yaml", "x" * 40), Source("base.yaml", "x" * 40)
    taken, made = Taken(), list[Edit]()
    for first, size in ranges:
        edit = Edit(source, Span(first, first + size), "")
        if taken.is_free([edit]):
            taken.take([edit])
            made.append(edit)
    one = Edit(source, Span(start, start + length), "")
    touches = any(each.span.start <= one.span.end and one.span.start <= each.span.end for each in made)
    assert taken.is_free([one]) is not touches
    assert taken.is_free([replace(one, source=other)])
