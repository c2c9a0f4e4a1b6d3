"""Bytes to text: UTF-8, and what else a file may hold."""

import gzip
import zipfile
from io import BytesIO

import pytest

from promoplan.source.document import parse
from promoplan.source.encoding import decode
from promoplan.source.text import read_stdin

from .reading import cut, named

HANS = "promoplan: 1\nplan: {id: q2, name: 青禾春夏推广}\ngoals:\n  owner: 林\n  note: 新品首发,预算一百二十万元\n"
HANT = "promoplan: 1\nplan: {id: q2, name: 青禾春夏推廣}\ngoals:\n  owner: 林\n  note: 新品首發,預算一百二十萬元\n"
LATIN = "promoplan: 1\nplan: {id: q2, name: Café d’été}\ngoals:\n  note: naïve über façade\n"


def archive() -> bytes:
    """A ZIP archive, as office documents are."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("xl/workbook.xml", "x")
    return buffer.getvalue()


ENCODINGS = [
    (HANS.encode("gbk"), "GBK"),
    (HANS.encode("gb18030"), "GBK"),
    (HANT.encode("big5"), "BIG5"),
    (HANT.encode("cp950"), "BIG5"),
    (LATIN.encode("cp1252"), "WINDOWS-1252"),
    ("name: Café\n".encode("latin-1"), "WINDOWS-1252"),
    (HANS.encode("utf-16"), "UTF-16LE"),
    (b"\xfe\xff" + HANS.encode("utf-16-be"), "UTF-16BE"),
    (HANS.encode("utf-16-le"), "UTF-16LE"),
    (HANS.encode("utf-16-be"), "UTF-16BE"),
    (LATIN.encode("utf-16-le"), "UTF-16LE"),
    (LATIN.encode("utf-16-be"), "UTF-16BE"),
    (HANS.encode("utf-32"), "UTF-32LE"),
    (b"\x00\x00\xfe\xff" + HANS.encode("utf-32-be"), "UTF-32BE"),
    (HANS.encode("utf-32-le"), "UTF-32LE"),
    (HANS.encode("utf-32-be"), "UTF-32BE"),
    (LATIN.encode("utf-32-le"), "UTF-32LE"),
    (LATIN.encode("utf-32-be"), "UTF-32BE"),
]


@pytest.mark.parametrize(("raw", "encoding"), ENCODINGS)
def test_other_encodings_are_named(raw: bytes, encoding: str) -> None:
    """The encoding that a file looks like is named, in a word that iconv knows; nothing else is said of the file."""
    document = parse(read_stdin(BytesIO(raw)))
    (flaw,) = document.flaws
    assert (flaw.code, flaw.variant, flaw.values["encoding"]) == ("PP004", "other", encoding)
    assert document.data is None
    assert decode(raw).trouble == "other"


NO_TEXT = [
    (gzip.compress(HANS.encode()), "gzip"),
    (archive(), "zip"),
    (b"%PDF-1.7\n%\xe2\xe3\n", "binary"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    (bytes(1000), "binary"),
    (bytes(range(256)) * 2 + bytes(100), "binary"),
    (b"\x7fELF\x02\x01\x01" + bytes(50), "binary"),
]


@pytest.mark.parametrize(("raw", "kind"), NO_TEXT)
def test_what_is_no_text(raw: bytes, kind: str) -> None:
    """Archives and binary data are told by kind, with one flaw."""
    document = parse(read_stdin(BytesIO(raw)))
    assert named(document.flaws) == [f"PP004.{kind}"]
    assert document.data is None


DAMAGED = [
    (HANS.encode() + b"x: \xff\n", "0xFF", (6, 4)),
    (HANS.encode()[:-3], "0xE5", (5, 21)),
    (HANS.encode() + b"x: \xed\xa0\x80\n", "0xED", (6, 4)),
    (HANS.encode() + b"x: \xc0\xaf\n", "0xC0", (6, 4)),
    (b"\xef\xbb\xbf" + HANS.encode() + b"x: \xf5\n", "0xF5", (6, 4)),
    ("😀".encode() + b": \x80\n", "0x80", (1, 4)),
]


@pytest.mark.parametrize(("raw", "byte", "position"), DAMAGED)
def test_a_damaged_place(raw: bytes, byte: str, position: tuple[int, int]) -> None:
    """In a file that is UTF-8 but for a few bytes, the first of them is shown at its line and column."""
    source = read_stdin(BytesIO(raw))
    (flaw,) = parse(source).flaws
    assert (flaw.code, flaw.variant, flaw.values["byte"]) == ("PP004", "byte", byte)
    assert source.position(flaw.span.start) == position
    assert cut(flaw) == "\ufffd"


def test_a_null_in_a_text() -> None:
    """A single NUL is a hidden character like others."""
    flaws = parse(read_stdin(BytesIO(HANS.encode() + b"x: a\0b\n"))).flaws
    assert named(flaws) == ["PP008"]
    assert flaws[0].values == {"character": "U+0000"}


@pytest.mark.parametrize("text", ["", HANS, HANT, LATIN, "a: 1\r\n", "😀"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8(text: str, mark: bytes) -> None:
    """UTF-8 is read as it is; a byte order mark is noted and left out."""
    found = decode(mark + text.encode())
    assert (found.text, found.bom, found.trouble) == (text, bool(mark), "")
