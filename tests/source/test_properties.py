"""What holds for any text and any bytes."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from promoplan.errors import UnreadableError
from promoplan.source.characters import cleaned, hidden_runs
from promoplan.source.document import Document, parse
from promoplan.source.includes import load_document, overlay
from promoplan.source.text import Flaw, Source, read_source, read_stdin

from .reading import parsed

settings.register_profile("source", max_examples=150, deadline=None)
often = settings(settings.get_profile("source"))

PIECES = [
    "a",
    "b",
    "青",
    "😀",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    " ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "#",
]
PIECES += [
    "? ",
    "|",
    ">",
    "|-\n",
    "&x ",
    "*x",
    "!t ",
    "!!str ",
    "<<: ",
    "---\n",
    "...\n",
    "%",
    "@",
    "\\",
    "\\x1b",
    "\t",
]
PIECES += [
    "null",
    "true",
    "no",
    "12:30",
    "010",
    "1e3",
    "\u200b",
    "\u2028",
    "\u200d",
    "\ufe0f",
    "\ufeff",
    "e\u0301",
    "é",
]
PIECES += [
    "a: 1\n",
    "a: {b: [c, d]}\n",
    "- a: 1\n  b: 2\n",
    "x:\n  - ",
    "id: p\n",
    "extends: ",
    "promoplan: 1\n",
    "~",
    "=",
    "''",
]

yaml_texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
texts = yaml_texts | st.text(max_size=60)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a file that every example writes anew."""
    return tmp_path_factory.mktemp("properties") / "plan.yaml"


def assert_in_order(document: Document) -> None:
    """Asserts that all spans lie within their text, and each place within that of its parent."""
    for path, place in document.places.items():
        assert 0 <= place.value.start <= place.value.end <= len(place.source.text)
        if place.key is not None:
            assert 0 <= place.key.start <= place.key.end <= place.value.start
        if path:
            outer = document.places[path[:-1]]
            start = place.value.start if place.key is None else place.key.start
            assert outer.value.start <= start
            assert place.value.end <= outer.value.end
    for flaw in document.flaws:
        for source, span in ((flaw.source, flaw.span), *flaw.related):
            assert 0 <= span.start <= span.end <= len(source.text)


@often
@given(texts)
@example("a: [b: c , d]")
@example("? \n")
@example("a: |\n\n\n")
@example("[? a, ? b: c]")
def test_any_text_is_read(text: str) -> None:
    """Reading raises nothing, and whatever it names lies where it says."""
    document = parsed(text)
    assert_in_order(document)
    assert document.flaws or document.data is not None


@often
@given(st.binary(max_size=60) | texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
@example(b"a: !%ff x")
@example(b"a: 1\n\xe9")
def test_any_bytes_are_read(file: Path, raw: bytes) -> None:
    """Any file is read into data or flaws; only what can't be opened raises."""
    file.write_bytes(raw)
    try:
        document = load_document(file)
    except UnreadableError:
        pytest.fail("a regular file can be opened")
    assert_in_order(document)
    assert parse(read_source(file)).path == str(file)


@often
@given(st.text(max_size=300))
def test_any_name_is_looked_for(name: str) -> None:
    """Whatever a file is called, only UnreadableError is raised."""
    for read in (read_source, load_document):
        try:
            read(Path("/nowhere") / name.lstrip("/"))
        except UnreadableError as error:
            assert str(error)  # noqa: PT017 - a name may also lead to a file


def facts(flaw: Flaw) -> tuple[object, ...]:
    """A flaw without its file and offsets: code, values, and the lines and columns of where it begins."""
    related = [source.position(span.start) for source, span in flaw.related]
    return flaw.code, flaw.variant, dict(flaw.values), flaw.source.position(flaw.span.start), related


def with_windows_lines(text: str) -> bytes:
    """A text with Windows' line ends."""
    return text.replace("\n", "\r\n").encode()


def with_mark(text: str) -> bytes:
    """A text after a byte order mark."""
    return b"\xef\xbb\xbf" + text.encode()


@often
@given(texts.filter(lambda text: not set("\r\0") & set(text) and text[:1] != "\ufeff"))
@pytest.mark.parametrize("change", [with_windows_lines, with_mark])
@example("a: |\n  b\n  c\n")
@example('a: "b\\\n c"\n')
@example("a: 'b\n\n  c'\nd: >\n  e\n  f\n")
@example("a: 1\n\tb")
def test_line_ends_and_byte_order_marks_change_nothing(change: Callable[[str], bytes], text: str) -> None:
    """The same text with a byte order mark or other line ends has the same data and flaws, at the same columns."""
    plain, changed = (parse(read_stdin(BytesIO(raw))) for raw in (text.encode(), change(text)))
    assert changed.data == plain.data
    assert [facts(flaw) for flaw in changed.flaws] == [facts(flaw) for flaw in plain.flaws]
    assert list(changed.places) == list(plain.places)


mappings = st.dictionaries(
    st.sampled_from(["a", "b", "id", "名"]),
    st.recursive(
        st.none() | st.booleans() | st.sampled_from(["x", "青", "1", ""]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "id"]), inner, max_size=2),
        max_leaves=8,
    ),
    max_size=4,
)


@often
@given(mappings)
def test_merging_with_nothing_changes_nothing(value: dict[str, object]) -> None:
    """An empty mapping above or below a plan leaves its data and places as they are."""
    document = parse(Source("x.yaml", json.dumps(value, ensure_ascii=False)))
    empty = parse(Source("empty.yaml", "{}"))
    assert document.data == value
    for merged in (overlay(document, empty), overlay(empty, document)):
        assert merged.data == value
        assert {path: merged.places[path] for path in merged.places if path} == {
            path: document.places[path] for path in document.places if path
        }


@often
@given(mappings, mappings, mappings)
def test_merging_three(first: dict[str, object], second: dict[str, object], third: dict[str, object]) -> None:
    """Every value of a merged plan has a place within one of its files."""
    one, two, three = (parse(Source(f"{name}.yaml", json.dumps(name))) for name in (first, second, third))
    merged = overlay(one, overlay(two, three))
    assert merged.data is not None
    for place in merged.places.values():
        assert place.source in merged.sources
        assert 0 <= place.value.start <= place.value.end <= len(place.source.text)


@often
@given(st.text(max_size=40).filter(lambda text: not list(hidden_runs(text))))
def test_any_visible_text_survives_quotes(text: str) -> None:
    """A text without hidden characters, in quotes as JSON writes it, is read as it was."""
    document = parsed(json.dumps({"a": text}, ensure_ascii=False))
    assert document.flaws == ()
    assert document.data == {"a": text}


@often
@given(texts)
def test_cleaned_text_is_clean(text: str) -> None:
    """Replacing hidden characters leaves none, and keeps the text's length."""
    once = cleaned(text)
    assert len(once) == len(text)
    assert all("\ufffd" not in text[start:end] for start, end in hidden_runs(text))
    assert list(hidden_runs(once)) == []
