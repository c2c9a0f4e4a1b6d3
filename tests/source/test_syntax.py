"""Mistakes of syntax: each kind with its place, and what its message names."""

import pytest

from .reading import assert_only_flaw, named, parsed

MISTAKES = [
    # a tab where only spaces may indent
    ("a:\n«\t»b: 1\n", "tab"),
    ("a: b\n«\t»c: d\n", "tab"),
    ("a:\n«\t»- b\n", "tab"),
    ("«\t»a: 1\n", "tab"),
    ("a:\r\n«\t»b: 1\r\n", "tab"),
    ("a: |\n«\t»text\n", "tab"),
    # a quote without its end
    ("name: «'»spring\nbrand: x\n", "quote"),
    ('name: «"»spring\nbrand: x\n', "quote"),
    ('名稱: «"»推廣\n品牌: 青禾\n', "quote"),
    ("a: «'»it''s\n", "quote"),
    ('a: «"»', "quote"),
    # a bracket without its end
    ("a: «[»1, 2\nb: 3\n", "bracket"),
    ("a: «{»b: 1\nc: 2\n", "bracket"),
    ("a: «[»1, 2", "bracket"),
    ("a: «[»", "bracket"),
    ("a: «{»\n", "bracket"),
    ("a: «[»1,\n", "bracket"),
    ("a: {b: 1, c: «[»1, 2, }\n", "bracket"),
    ("tags: «[»a, b,\nlines:\n  - x\n", "bracket"),
    ("a: «{»b: 1,\nlines:\n  - x\n", "bracket"),
    ("a: «[»1,\n---\n", "bracket"),
    # a comma that is missing
    ('a: ["x" «"»y"]\n', "comma"),
    ("a: [1, 2«}»\n", "comma"),
    ("a: [1, {b: 2«]»\nc: 1\n", "comma"),
    ('a: {b: "1" «c»: 2}\n', "comma"),
    # characters that YAML keeps for itself
    ("a: «@»douyin\n", "reserved"),
    ("a: «`»x`\n", "reserved"),
    ("a: «%»x\n", "reserved"),
    ("a: «,»x\n", "reserved"),
    ("a: «]»\n", "reserved"),
    ("a: «}»\n", "reserved"),
    ("a: «*» x\n", "reserved"),
    ("a: «&» x\n", "reserved"),
    ("a: «?» x\n", "reserved"),
    ("a: «!»<x\n", "reserved"),
    ("- «*»*bold**\n", "reserved"),
    ("a: [x,«,»y]\n", "reserved"),
    ("a: 1\n«%»x: 1\n", "reserved"),
    # a list in the line of its key
    ("a: «-» b\n", "dash"),
    ("a:\n  b: «-» c\n", "dash"),
    # a second colon
    ("a: b«:» c\n", "colon"),
    ("a: 50% off«:» now\n", "colon"),
    ("a: 'b'«:» c\n", "colon"),
    ("a: " + "x" * 1200 + "«:» c\n", "colon"),
    # a line that runs on
    ("a\n«b»: 1\n", "run_on"),
    ("a: 1\n  «b»: 2\n", "run_on"),
    ("a:b\n«c»: 1\n", "run_on"),
    ("a:\n  b\n  «c d»: 1\n", "run_on"),
    # no colon
    ("a: 1\n«b»\nc: 2\n", "no_colon"),
    ("a: 1\n«b:2»\n", "no_colon"),
    ("a: 1\n«b:2»   \nc: 1\n", "no_colon"),
    ("- a\n«-b»\n", "no_colon"),
    ("a: 1\r\n«b»\r\nc: 2\r\n", "no_colon"),
    # text after a value
    ('a: "x" «y»\n', "after_value"),
    ("a: 'it'«s'»\n", "after_value"),
    ('a: "he said "«hi""»\n', "after_value"),
    ("a: [1] «x»\n", "after_value"),
    ("a: {b: c}«}»\n", "after_value"),
    ("[1, 2] «x»\n", "after_value"),
    # indentation that fits nothing
    ("a:\n    b: 1\n  «c: 2»\n", "indentation"),
    ("  a: 1\n «b: 2»\n", "indentation"),
    ("a:\n  - 1\n «b: 2»\n", "indentation"),
    ("a: 1\n«- b»\n", "indentation"),
    ("- a\n«b: 1»\n", "indentation"),
    ("a:\n  - b: 1\n    c: 2\n   «d: 3»\n", "indentation"),
    ("a: |\n  x\n «y: z»\n", "indentation"),
    ("a: b # c\n «d»\n", "indentation"),
    # escapes that mean nothing
    ('a: "C:«\\q»"\n', "escape"),
    ('a: "«\\x»4"\n', "escape"),
    ('a: "\\n«\\u»d83d"\n', "escape"),
    ('a: "«\\U»00110000"\n', "escape"),
    ('a: "«\\d»+ \\d"\n', "escape"),
    # text in the line of | or >
    ("a: |«x»\n  y\n", "block"),
    ("a: >- «z»\n  y\n", "block"),
    ("a: |«0»\n  y\n", "block"),
    # the rest, in the parser's words
    ("«%»YAML 3.0\n---\na: 1\n", ""),
    ("a: {«:» 1}\n", ""),
    ("x" * 1200 + "«:» 1\n", ""),
]


@pytest.mark.parametrize(("text", "kind"), MISTAKES)
def test_mistakes(text: str, kind: str) -> None:
    """Each mistake of syntax is the only flaw of its text, of its kind, and stands where it was made."""
    assert_only_flaw(text, f"PP001.{kind}".removesuffix("."))


VALUES: list[tuple[str, dict[str, object]]] = [
    ("a: «'»x", {"quote": "'"}),
    ('a: «"»x', {"quote": '"'}),
    ("a: «[»1", {"bracket": "[", "closing": "]"}),
    ("a: «{»b: 1", {"bracket": "{", "closing": "}"}),
    ("a: «{»", {"bracket": "{", "closing": "}"}),
    ("a: [1, 2«}»", {"closing": "]"}),
    ("a: «@»x", {"character": "@"}),
    ("a: 1\n«b c»  \n", {"line": "b c"}),
    ('a: "«\\q»"', {"written": "\\q"}),
    ("«%»YAML 3.0\n---\na: 1\n", {"detail": "found incompatible YAML document"}),
    ("a: b«:» c", {}),
]


@pytest.mark.parametrize(("text", "values"), VALUES)
def test_what_the_message_names(text: str, values: dict[str, object]) -> None:
    """A mistake carries the characters that its message speaks of."""
    name = {"quote": "quote", "bracket": "bracket", "closing": "comma", "character": "reserved", "line": "no_colon"}
    name |= {"written": "escape", "detail": ""}
    kind = name[next(iter(values))] if values else "colon"
    assert assert_only_flaw(text, f"PP001.{kind}".removesuffix(".")).values == values


def test_a_missing_comma_shows_its_bracket() -> None:
    """Where a comma is missing, the bracket that was opened is named as well."""
    flaw = assert_only_flaw('a: ["x" «"»y"]\n', "PP001.comma")
    ((source, span),) = flaw.related
    assert source.text[span.start : span.end] == "["


def test_what_was_found_before_a_mistake_stays() -> None:
    """The flaws that come before a mistake are kept, and there is no data."""
    document = parsed("a: no\na: 1\nb: [\n")
    assert named(document.flaws) == ["PP006", "PP002", "PP001.bracket"]
    assert document.data is None
