"""Documents: values, the place of every key and value, and what is refused."""

import threading
import time
from io import BytesIO

import pytest

from promoplan.source.document import Document, Place, parse
from promoplan.source.text import Path, Span, read_stdin

from .reading import assert_only_flaw, cut, marked, named, parsed


def place_of_mark(text: str, path: Path, part: str) -> tuple[Span | None, Span]:
    """The span of a node's key or value, and the span that is marked in the text."""
    plain, span = marked(text)
    place = parsed(plain).places[path]
    return (place.key if part == "key" else place.value), span


VALUES: list[tuple[str, Path]] = [
    ("a: «1»", ("a",)),
    ("a:   «1 2 3»   # comment\n", ("a",)),
    ("a:\n  b:\n    c: «1»\n", ("a", "b", "c")),
    ("a:\n  «b: 1\n  c: 2»\nd: 3\n", ("a",)),
    ("«a:\n  b: 1»\n\n# end\n", ()),
    ("a:\n  «- 1\n  - 2»\n\nb: 1\n", ("a",)),
    ("a:\n«- 1\n- 2»\nb: 1\n", ("a",)),
    ("a:\n  - 1\n  - «2»\n", ("a", 1)),
    ("a:\n  - b: 1\n  - «b: 2\n    c: 3»\nd: 4", ("a", 1)),
    ("a:\n  - - 1\n    - «2»\n", ("a", 0, 1)),
    ("a: «{b: 1, c: [1, 2]}»  \n", ("a",)),
    ("a: {b: 1, c: «[1, 2]»}", ("a", "c")),
    ("a: {b: 1, c: [1, «2»]}", ("a", "c", 1)),
    ("a: [«b: 1», c]", ("a", 0)),
    ("a: [b: «1», c]", ("a", 0, "b")),
    ("a: [\n  1,\n  «2»\n]\n", ("a", 1)),
    ("a: «'b'»\n", ("a",)),
    ("a: «'it''s'» # x\n", ("a",)),
    ('a: «"b \\" c"»\n', ("a",)),
    ('a: «"b\n  c"»\nd: 1\n', ("a",)),
    ("a: «b\n  c»\nd: 1\n", ("a",)),
    ("a: «|\n  b\n  c»\n\nd: 1\n", ("a",)),
    ("a: «>-\n  b\n\n  c»\nd: 1\n", ("a",)),
    ("a: «|+\n  b»\n\n\nd: 1\n", ("a",)),
    ("a: «|  # comment»\nb: 1\n", ("a",)),
    ("a:«»\nb: 1\n", ("a",)),
    ("a: [\n {b«»}]", ("a", 0, "b")),
    ("a:\n-«»\n- 1\n", ("a", 0)),
    ("名稱: «推廣計畫»\n", ("名稱",)),
    ("a: 😀😀\nb: «😀 b»\n", ("b",)),
    ("a: {名: «值», 😀: b}", ("a", "名")),
    ("a: {名: 值, 😀: «b»}", ("a", "😀")),
    ("a: 1\r\nb:\r\n  - «2»\r\n  - 3\r\n", ("b", 0)),
    ("a: «|\r\n  b\r\n  c»\r\nd: 1\r\n", ("a",)),
    ("? a\n: «1»\n", ("a",)),
    ("a: «!!str 12»\n", ("a",)),
    ("---\na: «1»\n...\n", ("a",)),
    ("a: «[]»", ("a",)),
    ("a: «{}»", ("a",)),
]


@pytest.mark.parametrize(("text", "path"), VALUES)
def test_values_know_their_place(text: str, path: Path) -> None:
    """A value's place is its text, whatever its style, without the space and comments after it."""
    found, wanted = place_of_mark(text, path, "value")
    assert found == wanted


KEYS: list[tuple[str, Path]] = [
    ("«a»: 1", ("a",)),
    ("a:\n  «b c» : 1\n", ("a", "b c")),
    ("a: {b: 1, «c»: 2}", ("a", "c")),
    ("a: {«b»}", ("a", "b")),
    ("a:\n  - b: 1\n    «c»: 2\n", ("a", 0, "c")),
    ('«"a b"»: 1\n', ("a b",)),
    ("«'a'»: 1\n", ("a",)),
    ('«"\\x61"»: 1\n', ("a",)),
    ("一: 😀\n«二»: 1\n", ("二",)),
    ("a: 1\r\n«b»:\r\n  c: 1\r\n", ("b",)),
    ("? «a»\n: 1\n", ("a",)),
    ("2027: 1\n«2028»: 2\n", ("2028",)),
]


@pytest.mark.parametrize(("text", "path"), KEYS)
def test_keys_know_their_place(text: str, path: Path) -> None:
    """A key's place is its text with its quotes, without the colon."""
    found, wanted = place_of_mark(text, path, "key")
    assert found == wanted


def test_places_of_a_file_with_a_byte_order_mark() -> None:
    """A byte order mark shifts no place."""
    document = parse(read_stdin(BytesIO(b"\xef\xbb\xbfa: 1\nb: 2\n")))
    assert document.sources[0].bom
    assert document.data == {"a": "1", "b": "2"}
    assert document.places["a",] == Place(document.sources[0], Span(0, 1), Span(3, 4))
    assert document.sources[0].position(document.places["b",].value.start) == (2, 4)


def test_list_items_and_the_top_have_no_key() -> None:
    """Only what stands under a key has one."""
    places = parsed("a: [1]").places
    assert places[()].key is None
    assert places["a", 0].key is None
    assert len(places) == 3
    assert list(places) == [(), ("a",), ("a", 0)]


NEAREST: list[tuple[Path, Path]] = [
    (("a", "b"), ("a", "b")),
    (("a", "missing"), ("a",)),
    (("a", "a union's tag", "b"), ("a", "b")),
    (("missing",), ()),
    (("a", "b", 0, "c"), ("a", "b")),
]


@pytest.mark.parametrize(("asked", "found"), NEAREST)
def test_place_of_what_is_not_there(asked: Path, found: Path) -> None:
    """A path that leads to nothing has the place of the nearest thing above it."""
    document = parsed("a:\n  b: 1\n")
    assert document.place(asked) == document.places[found]


def test_place_in_an_unreadable_document() -> None:
    """Where nothing was read, everything stands at the beginning."""
    document = parsed("a: [")
    assert document.place(("a",)) == Place(document.sources[0], None, Span(0, 0))


SCALARS: list[tuple[str, object]] = [
    ("text", "text"),
    ("12", "12"),
    ("1200000", "1200000"),
    ("1_200_000", "1_200_000"),
    ("1.50", "1.50"),
    ("0.10", "0.10"),
    ("120万", "120万"),
    ("20%", "20%"),
    ("+5pp", "+5pp"),
    ("2%..4%", "2%..4%"),
    ("3/week", "3/week"),
    ("2026-01-01", "2026-01-01"),
    ("2026-13-45", "2026-13-45"),
    ("2027-04", "2027-04"),
    (".nan", ".nan"),
    (".inf", ".inf"),
    ("-.inf", "-.inf"),
    ("=", "="),
    ("１０", "１０"),
    ("1" * 5000, "1" * 5000),
    ("a'b", "a'b"),
    ("a #b", "a"),
    ("a#b", "a#b"),
    ("http://example.com/?a=1", "http://example.com/?a=1"),
    ("${HOME} {{ x }} $(ls)", "${HOME} {{ x }} $(ls)"),
    ("'12'", "12"),
    ('"true"', "true"),
    ("'null'", "null"),
    ("'~'", "~"),
    ("''", ""),
    ('"\\u9752\\n\\t\\/"', "青\n\t/"),
    ("|\n  x\n  y\n", "x\ny\n"),
    ("|\n  true\n", "true\n"),
    (">\n  x\n  y\n", "x y\n"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("False", False),
    ("FALSE", False),
    ("tRUE", "tRUE"),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("~", None),
    ("", None),
    ("!!str true", "true"),
    ("!!str", ""),
    ("! 12", "12"),
    ("!!int 12", "12"),
    ("!!float 1.5", "1.5"),
    ("!!bool true", True),
    ("!!bool maybe", "maybe"),
    ("!!int ''", ""),
    ("!!null ~", None),
    ("!!map {}", {}),
    ("!!seq []", []),
    ("!<tag:yaml.org,2002:str> ~", "~"),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_scalars_stay_text(written: str, value: object) -> None:
    """Null, true and false are values; everything else is the text that was written, and none of it is a flaw."""
    document = parsed(f"a: {written}\n")
    assert document.data == {"a": value}
    assert document.flaws == ()


TRAPS = [
    ("no", "false"),
    ("NO", "false"),
    ("n", "false"),
    ("Off", "false"),
    ("yes", "true"),
    ("Y", "true"),
    ("on", "true"),
    ("ON", "true"),
    ("12:30", "750"),
    ("-12:30", "-750"),
    ("1:00:00", "3600"),
    ("190:20", "11420"),
    ("010", "8"),
    ("0755", "493"),
    ("+010", "8"),
    ("-010", "-8"),
    ("0o17", "15"),
    ("0b1010", "10"),
    ("0x1F", "31"),
    ("0x_f", "15"),
    ("1e3", "1000"),
    ("1.5E+3", "1500"),
    ("-1e-2", "-0.01"),
    ("1e999", "inf"),
    ("1e20", "1e+20"),
]


@pytest.mark.parametrize(("written", "read_as"), TRAPS)
@pytest.mark.parametrize("frame", ["a: «{}»", "a: [«{}»]", "- «{}»\n- a", "«{}»: a"])
def test_traps_are_named_and_left_as_written(written: str, read_as: str, frame: str) -> None:
    """What other YAML tools read otherwise is a flaw, as value, item and key, and stays the text that was written."""
    text, span = marked(frame.format(written))
    document = parsed(text)
    flaw = document.flaws[0]
    assert (flaw.code, flaw.span) == ("PP006", span)
    assert flaw.values == {"written": written, "read_as": read_as}


HARMLESS = ["nope", "yEs", "oN", "08:30", "12:60", "08", "09", "0", "-0", "0x", "0b", "0x_", "1e", "1e1000"]
HARMLESS += ["1_000", "+86", "--", "12:30 pm", "0b12", "0" + "7" * 40, "1:" * 30 + "1", "'no'", '"010"', "!!str on"]


@pytest.mark.parametrize("written", HARMLESS)
def test_what_looks_like_a_trap(written: str) -> None:
    """Near misses, quoted text and text by tag are no traps."""
    document = parsed(f"a: {written}\n")
    assert document.flaws == ()
    assert document.data is not None
    assert isinstance(document.data["a"], str)


DUPLICATES = [
    ("total: 1\n«total»: 2\n", "total", 1),
    ("a: {b: 1, c: 2, «b»: 3}", "b", 1),
    ("a:\n  b: 1\n  c:\n    b: 1\n  «'b'»: 2\n", "b", 2),
    ('total: 1\n«"\\x74otal"»: 2\n', "total", 1),
    ('total: 1\nx: 1\n«"\\u0074otal"»: [1, 2]\n', "total", 1),
    ("caf\u00e9: 1\n«cafe\u0301»: 2\n", "caf\u00e9", 1),
    ("cafe\u0301: 1\n«caf\u00e9»: 2\n", "caf\u00e9", 1),
    ("? a\n: 1\n? «a»\n: 2\n", "a", 1),
    ("a: 1\r\n\r\n«a»:\r\n  b: 1\r\n", "a", 1),
]


@pytest.mark.parametrize(("text", "key", "line"), DUPLICATES)
def test_a_repeated_key(text: str, key: str, line: int) -> None:
    """The second of two equal keys is a flaw that names the first, however the two are written."""
    flaw = assert_only_flaw(text, "PP002")
    assert flaw.values == {"key": key, "line": line}
    ((source, span),) = flaw.related
    assert source.position(span.start)[0] == line


def test_equal_keys_in_different_mappings() -> None:
    """A key may come again in another mapping, or in another letter case."""
    assert parsed("- {a: 1}\n- {a: 1, A: 2}\n").flaws[0].code == "PP003"
    assert parsed("a: {a: 1, A: 2}\nb: {a: {a: 1}}\n").flaws == ()


def test_what_stands_under_a_repeated_key_is_left_out() -> None:
    """Neither data nor places hold what was written under the second key."""
    document = parsed("a: {b: 1}\na: {c: {d: 1}}\ne: 2\n")
    assert document.data == {"a": {"b": "1"}, "e": "2"}
    assert ("a", "c") not in document.places
    assert ("a", "c", "d") not in document.places


REFUSED = [
    ("a: «&x» 1\n", "PP009.anchor"),
    ("a: «&x»\n  b: 1\n", "PP009.anchor"),
    ("a: !!map «&x» {}\n", "PP009.anchor"),
    ("a: «&x» !!str b\n", "PP009.anchor"),
    ("«&x» a: b\n", "PP009.anchor"),
    ("a: «*x»\n", "PP009.alias"),
    ("a: [1, «*x» , 2]\n", "PP009.alias"),
    ("«<<»: {a: 1}\n", "PP009.merge"),
    ("a: {«<<»: [{}]}\n", "PP009.merge"),
    ("a: «!include» /etc/passwd\n", "PP007"),
    ("a: «!!python/object/apply:os.system» [ls]\n", "PP007"),
    ("a: «!!timestamp» x\n", "PP007"),
    ("a: «!!binary» x\n", "PP007"),
    ("a: «!!set» {x}\n", "PP007"),
    ("a: «!<tag:x,1:y>» b\n", "PP007"),
    ("a: «!x!y» b\n", "PP007"),
    ("a: «!%C0%80» b\n", "PP007"),
    ("«!x» a: b\n", "PP007"),
    ("a: [1, «!x» {}]\n", "PP007"),
    ("«%TAG» ! tag:x,1:\n---\na: 1\n", "PP007"),
    ("%YAML 1.1\n«%TAG» !! tag:x,1:\n---\na: !!str b\n", "PP007"),
    ("«null»: 1\n", "PP012.key"),
    ("a: {«true»: 1}\n", "PP012.key"),
    ("«~» : 1\n", "PP012.key"),
    ("? «[»a, b]\n: 1\n", "PP012.key"),
    ("a: {? «{»b: 1} : 1}\n", "PP012.key"),
    ("?«»\n: 1\n", "PP012.key"),
]


@pytest.mark.parametrize(("text", "name"), REFUSED)
def test_what_no_plan_may_use(text: str, name: str) -> None:
    """Anchors, aliases, merge keys, foreign tags and keys that are no text are refused by name at their place."""
    assert_only_flaw(text, name)


def test_tags_may_hold_the_mark_of_an_anchor() -> None:
    """An & inside a tag is not mistaken for the anchor after it."""
    flaws = parsed("a: !x&y &z b\n").flaws
    assert sorted(zip(named(flaws), map(cut, flaws), strict=True)) == [("PP007", "!x&y"), ("PP009.anchor", "&z")]


def test_a_quoted_merge_key_is_a_text() -> None:
    """Only the bare << is YAML 1.1's merge key."""
    assert parsed("'<<': 1\n").data == {"<<": "1"}


def test_an_empty_key_is_called_null() -> None:
    """A key that is not there has a name in its message."""
    assert parsed("? \n: 1\n").flaws[0].values == {"found": "null"}


def test_what_stands_under_a_bad_key_is_read_and_left_out() -> None:
    """A key that is no text takes its value with it, not the rest of the mapping."""
    document = parsed("a: 1\nnull: {x: {x: 1}}\n? [b, {c: d}]\n: [e]\nf: 2\n")
    assert document.data == {"a": "1", "f": "2"}
    assert set(document.places) == {(), ("a",), ("f",)}
    assert named(document.flaws) == ["PP012.key", "PP012.key"]


BOMBS = [
    "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(1000)),
    "a: &a [*a]\n",
    "a: &a {b: *a}\n",
    "a: &a {<<: *a}\n",
    "a: &a\n  <<: [*a, *a, *a, *a]\n" * 100,
]


@pytest.mark.parametrize("text", BOMBS)
def test_bombs_and_cycles(text: str) -> None:
    """What would explode or never end in other tools is refused at once, and nothing refers to itself."""
    start = time.perf_counter()
    document = parsed(text)
    assert time.perf_counter() - start < 1
    assert set(named(document.flaws)) <= {"PP009.anchor", "PP009.alias", "PP009.merge", "PP002"}
    assert len(repr(document.data)) < 100_000


NO_PLAN = [
    ("«»", "PP003.empty"),
    ("«»\n\n  \n", "PP003.empty"),
    ("«»---\n", "PP003.empty"),
    ("«»---\n...\n", "PP003.empty"),
    ("«»# a: 1\n", "PP003.comments"),
    ("«»\n  # a\n# b", "PP003.comments"),
    ("«- a\n- b»\n", "PP003.list"),
    ("«[]»\n", "PP003.list"),
    ("«text»\n", "PP003.text"),
    ("«promoplan:1»\n", "PP003.text"),
    ("«null»\n", "PP003.text"),
    ("«''»\n", "PP003.text"),
    ("«|\n  a»\n", "PP003.text"),
    ("a: 1\n«---»\nb: 2\n", "PP003.several"),
    ("---\na: 1\n«---»\n", "PP003.several"),
    ("---\n«---»\na: 1\n", "PP003.several"),
    ("a: 1\n...\n«---»\nb: 2\n", "PP003.several"),
    ("a: 1\n...\n«b»: 2\n", "PP003.several"),
    ("a: 1\r\n«---»\r\nb: 2\r\n", "PP003.several"),
]


@pytest.mark.parametrize(("text", "name"), NO_PLAN)
def test_what_is_not_one_mapping(text: str, name: str) -> None:
    """Nothing, comments, a list, a text and a second document are told apart; none of them has data."""
    assert_only_flaw(text, name)
    assert parsed(marked(text)[0]).data is None


OPENERS = ["[", "{", "[{", "{a: ", "[\n", "- ", "? ", "- - ", "!!seq [", "a: ["]


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("levels", [1_000, 10_000, 100_000, 1_000_000])
def test_depth_bombs(opener: str, levels: int) -> None:
    """Any number of levels ends at the 65th, at once."""
    text = opener * (min(levels, 2_000_000 // len(opener)))
    start = time.perf_counter()
    flaws = parsed(text).flaws
    assert time.perf_counter() - start < 1
    assert named(flaws)[-1] == "PP005.depth"
    assert flaws[-1].span.start < 65 * len(opener)


DEPTHS = [("", "[", "]", 64), ("a: ", "[", "]", 63), ("a: ", "{a: ", "}", 63), ("a: [", "[", "]]", 62)]


@pytest.mark.parametrize(("before", "opener", "closer", "most"), DEPTHS)
def test_the_limit_of_depth(before: str, opener: str, closer: str, most: int) -> None:
    """64 levels are read, and the 65th is the flaw, however many follow."""
    text = before + opener * most + closer[0] * most + closer[1:]
    assert "PP005.depth" not in named(parsed(text).flaws)
    for more in (1, 10, 2000):
        (flaw,) = parsed(before + opener * (most + more)).flaws
        assert (flaw.code, flaw.variant, flaw.values) == ("PP005", "depth", {"limit": 64})
        assert flaw.span.start == len(before) + len(opener) * most


def test_depth_bomb_in_a_thread_with_a_small_stack() -> None:
    """An editor server's threads have little stack; deep input needs none."""
    found: list[Document] = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(parsed("a: " + "[" * 500_000)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert named(found[0].flaws) == ["PP005.depth"]


def test_the_limit_of_nodes() -> None:
    """50,000 keys and values are read; one more ends the reading at its place."""
    assert parsed("a:\n" + "- 1\n" * 49_997).flaws == ()
    (flaw,) = parsed("a:\n" + "- 1\n" * 49_998).flaws
    assert (flaw.code, flaw.variant, flaw.values) == ("PP005", "nodes", {"limit": 50_000})
    assert flaw.source.position(flaw.span.start) == (49_999, 3)


def test_the_limit_of_texts() -> None:
    """A text of 20,000 characters is read; a longer one is a flaw, with its length, and the rest is read too."""
    assert parsed("a: " + "青" * 20_000).flaws == ()
    document = parsed("a: " + "青" * 20_001 + "\nb: 1\n")
    assert named(document.flaws) == ["PP005.text"]
    assert document.flaws[0].values == {"limit": 20_000, "found": 20_001}
    assert document.data is not None
    assert document.data["b"] == "1"


def test_the_limit_of_keys() -> None:
    """A key of 256 characters is read; a longer one is a flaw at the key."""
    assert parsed("青" * 256 + ": 1").flaws == ()
    flaw = assert_only_flaw("«" + "青" * 257 + "»: 1", "PP005.key")
    assert flaw.values == {"limit": 256, "found": 257}


def test_a_text_above_the_limit_of_size() -> None:
    """Text from elsewhere, such as an editor, has the same limit as a file."""
    assert named(parsed("#" * (2**21 + 1)).flaws) == ["PP005.size"]


HEAVY = {
    "delete": "\x7f" * 2**20,
    "line separators": "\u2028" * 600_000,
    "joiners": "a\u200d" * 400_000,
    "tag characters": "\U000e0041" * 500_000,
    "escapes": 'a: "' + "\\x01\\n" * 300_000 + '"',
    "escapes in many texts": '- "\\x01"\n' * 24_000,
    "aliases": "- *a\n" * 400_000,
    "directives": "".join(f"%TAG !a{n}! b\n" for n in range(100_000)) + "---\na: 1\n",
    "directives of a second document": "a: 1\n...\n" + "".join(f"%TAG !a{n}! b\n" for n in range(100_000)) + "---\n",
    "keys": "".join(f"k{n}: {n}\n" for n in range(24_000)),
    "equal keys": "a: 1\n" * 400_000,
    "a long text": "a: " + "x" * 2_000_000,
    "a long tag": "a: !" + "%41" * 600_000 + " x",
    "a long anchor": "a: &" + "a" * 2_000_000,
    "an open quote": "a: '" + "''" * 1_000_000,
    "long lines": ("x" * 1000 + "\n") * 2000,
    "colons": "a: " * 600_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_heavy_texts(text: str) -> None:
    """No text within the limits takes longer than the worst legal plan may."""
    start = time.perf_counter()
    parsed(text)
    assert time.perf_counter() - start < 5
