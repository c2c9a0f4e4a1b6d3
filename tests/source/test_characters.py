"""Hidden characters: refused in the text and behind escapes, and left alone where writing needs them."""

import pytest

from promoplan.source.characters import MAX_RUNS, cleaned, code_point, hidden_runs

from .reading import assert_only_flaw, cut, named, parsed

HIDDEN = {
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "next line": "\x85",
    "bare return": "\r",
    "null": "\0",
    "escape": "\x1b",
    "bell": "\a",
    "backspace": "\b",
    "form feed": "\f",
    "vertical tab": "\v",
    "delete": "\x7f",
    "control sequence introducer": "\x9b",
    "left-to-right embedding": "\u202a",
    "right-to-left override": "\u202e",
    "pop directional formatting": "\u202c",
    "left-to-right isolate": "\u2066",
    "pop directional isolate": "\u2069",
    "zero width space": "\u200b",
    "word joiner": "\u2060",
    "invisible times": "\u2062",
    "byte order mark": "\ufeff",
    "interlinear annotation": "\ufff9",
    "mongolian vowel separator": "\u180e",
    "language tag": "\U000e0001",
    "tag letter": "\U000e0041",
    "noncharacter": "\uffff",
    "half a pair": "\ud83d",
    "joiner between letters": "\u200d",
    "non-joiner between letters": "\u200c",
    "variation selector after a letter": "\ufe0f",
    "ideographic selector after a letter": "\U000e0100",
}
FRAMES = ["a: x«{}»y\n", "a: 'x«{}»y'\n", "a: |\n  x«{}»y\n", "# x«{}»y\na: 1\n", "x«{}»y: 1\n", "a: [x«{}»y]\n"]


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN.keys())
@pytest.mark.parametrize("frame", FRAMES)
def test_hidden_characters(character: str, frame: str) -> None:
    """Characters that nobody sees are refused by number wherever they stand, in comments and keys too."""
    flaw = assert_only_flaw(frame.format(character), "PP008")
    assert flaw.values == {"character": code_point(character)}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_characters_end_no_line(character: str) -> None:
    """A key can't hide behind a comment: what follows a hidden line break is still the comment."""
    document = parsed(f"total: 1 # ok{character}approved: true\n")
    assert document.data == {"total": "1"}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_characters_reach_no_value(character: str) -> None:
    """A visible replacement stands in the value, so that no output can meet the character."""
    assert parsed(f"a: x{character}y\n").data == {"a": "x\ufffdy"}


def test_a_run_is_one_flaw() -> None:
    """Neighbours are found together, others each for itself."""
    document = parsed("a: x\u200b\u200b\u200by\u2060z\n")
    assert named(document.flaws) == ["PP008", "PP008"]
    assert [cut(flaw) for flaw in document.flaws] == ["\u200b\u200b\u200b", "\u2060"]


def test_many_runs() -> None:
    """A text full of hidden characters has a bounded number of flaws, and all are replaced."""
    text = "\u200bx" * 5000
    assert len(list(hidden_runs(text))) == MAX_RUNS
    assert cleaned(text) == "\ufffdx" * 5000


CLEAN = {
    "family": "👨‍👩‍👧‍👦",
    "rainbow flag": "🏳️‍🌈",
    "skin tone": "👩🏽‍💻",
    "heart on fire": "❤️‍🔥",
    "heart": "❤️",
    "arrow as text": "↔︎",
    "keycap": "1️⃣#️⃣",
    "flag": "🇹🇼🇭🇰",
    "flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Hebrew": "שלום עולם",
    "Arabic": "العربية",
    "Persian non-joiner": "می\u200cخواهم",
    "Devanagari joiner": "क्\u200dष",
    "Malayalam joiner": "ന\u0d4d\u200d",
    "Sinhala joiner": "ශ්\u200dරී",
    "marks of direction": "\u200f(עברית)\u200e",
    "ideographic variation": "葛\U000e0100",
    "standardised variation": "㐂\ufe00",
    "combining": "e\u0301 ñ",
    "no-break space": "10\u00a0000",
    "ideographic space": "青\u3000禾",
    "soft hyphen": "pro\u00admo",
    "private use": "\ue000",
    "rare ideograph": "𠮷野家",
    "replacement character": "\ufffd",
    "tab inside": "a\tb",
    "full width": "１２３，。「」",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_what_writing_needs_is_clean(text: str) -> None:
    """Emoji sequences, flags, scripts from right to left and their joiners stay as they are, bare and quoted."""
    document = parsed(f"a: {text}\nb: '{text}'\n# {text}\n")
    assert document.flaws == ()
    assert document.data == {"a": text, "b": text}


STRAY = {
    "tags without a flag": "x\U000e0067\U000e0062\U000e007f",
    "a flag without its end": "🏴\U000e0067\U000e0062",
    "a joiner at the end": "👩\u200d",
    "a joiner before a letter": "👩\u200dx",
    "a joiner at the start": "\u200d👩",
    "a selector at the start": "\ufe0fx",
    "two selectors": "❤\ufe0f\ufe0f",
    "a keycap's selector alone": "1\ufe0f",
}


@pytest.mark.parametrize("text", STRAY.values(), ids=STRAY.keys())
def test_joiners_selectors_and_tags_out_of_place(text: str) -> None:
    """What is allowed between the right neighbours hides something between others."""
    assert list(hidden_runs(text))
    assert named(parsed(f"a: '{text}'\n").flaws) == ["PP008"]


ESCAPED = [
    ('a: "«\\x1b»[2J"\n', "U+001B"),
    ('a: "«\\e»[2J"\n', "U+001B"),
    ('a: "x«\\0»y"\n', "U+0000"),
    ('a: "x«\\a»"\n', "U+0007"),
    ('a: "x«\\b»"\n', "U+0008"),
    ('a: "x«\\r»"\n', "U+000D"),
    ('a: "x«\\N»"\n', "U+0085"),
    ('a: "x«\\L»"\n', "U+2028"),
    ('a: "x«\\P»"\n', "U+2029"),
    ('a: "x«\\uFFFF»"\n', "U+FFFF"),
    ('a: "x«\\u202E»"\n', "U+202E"),
    ('a: "x«\\U000E0041»"\n', "U+E0041"),
    ('a: "x«\\ufeff»"\n', "U+FEFF"),
    ('a: "\\\\x1b«\\x1b»"\n', "U+001B"),
    ('a: "\\n\\t\\x41«\\x07»"\n', "U+0007"),
    ('"a«\\x07»": 1\n', "U+0007"),
    ('a: ["«\\x07»"]\n', "U+0007"),
]


@pytest.mark.parametrize(("text", "character"), ESCAPED)
def test_escaped_characters(text: str, character: str) -> None:
    """An escape for a hidden character is a flaw at the escape."""
    flaw = assert_only_flaw(text, "PP008.escaped")
    assert flaw.values == {"character": character}


def test_escaped_characters_reach_no_value() -> None:
    """A visible replacement stands in the value; each run is found at its own escape."""
    document = parsed('a: "\\x07\\x1b x \\x07"\n')
    assert document.data == {"a": "\ufffd\ufffd x \ufffd"}
    assert [flaw.span.start for flaw in document.flaws] == [4, 15]


NO_ESCAPES = ["'\\x1b'", "\\x1b", '"\\\\x1b"', '"\\\\0"', '"\\u9752\\u79be"', '"\\U0001F600"', '"\\n \\t"', '"\\_"']


@pytest.mark.parametrize("written", NO_ESCAPES)
def test_what_only_looks_like_an_escape(written: str) -> None:
    """A backslash in single quotes, in plain text or doubled is no escape; visible characters may be escaped."""
    assert parsed(f"a: {written}\n").flaws == ()


MIXED = [
    ('"\\U0001F469\u200d\\U0001F4BB"', "👩\u200d💻"),
    ('"\\U0001F469\u200d💻"', "👩\u200d💻"),
    ('"👩\u200d\\U0001F4BB"', "👩\u200d💻"),
    ('"👩\\u200d💻"', "👩\u200d💻"),
    ('"\\u2764\ufe0f"', "❤\ufe0f"),
]


@pytest.mark.parametrize(("written", "meant"), MIXED)
def test_an_escape_beside_what_joins(written: str, meant: str) -> None:
    """Whichever part of an emoji sequence is written as an escape, the sequence is the same, and clean."""
    document = parsed(f"a: {written}\n")
    assert document.flaws == ()
    assert document.data == {"a": meant}


@pytest.mark.parametrize(
    "written", ['"\\u0078\u200dx"', '"\\U0001F469\u200dx"', '"\\U0001F469\u200d\\u0078"', '"\\UFFFFFFFF\u200dx"']
)
def test_an_escape_is_judged_as_what_it_means(written: str) -> None:
    """A joiner beside an escaped letter, or one that means no character, hides."""
    assert "PP008" in named(parsed(f"a: {written}\n").flaws)


def test_line_ends_of_windows_are_no_bare_returns() -> None:
    """A return before a line break is the line's end."""
    assert parsed("a: 1\r\nb: |\r\n  x\r\n  y\r\n").flaws == ()
