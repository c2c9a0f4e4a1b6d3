"""A report that is there already: the day it was made for, and whether the plan would give it anew."""

import io
import re
import zipfile
from datetime import date

from promoplan.report.targets import Format

_MOST = 1_000_000  # bytes of an office file's properties: ours take less than a thousand
_DAY = rb"(\d{4})-?(\d\d)-?(\d\d)"
_MARKS = {
    Format.MARKDOWN: re.compile(rb"<!-- promoplan report, " + _DAY + rb" -->\s*\Z"),
    Format.HTML: re.compile(rb'<meta name="dcterms\.created" content="' + _DAY + rb'">'),
    Format.PDF: re.compile(rb"<xmp:CreateDate>" + _DAY),
    Format.ICS: re.compile(rb"^DTSTAMP:" + _DAY, re.MULTILINE),
}
_CREATED = re.compile(rb"<dcterms:created[^>]*>" + _DAY)
_LINES = {Format.MARKDOWN, Format.HTML, Format.ICS}
_PROPERTIES = "docProps/core.xml"


def reported_day(data: bytes, fmt: Format) -> date | None:
    """The day of a report that is there already; None where the file is no report of ours."""
    found = _MARKS[fmt].search(data) if fmt in _MARKS else _CREATED.search(_properties(data))
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _properties(data: bytes) -> bytes:
    """The properties of an office file; nothing where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_PROPERTIES) as file:
            return file.read(_MOST)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return b""


def difference(old: bytes, new: bytes, fmt: Format) -> int | None:
    """The first line, from 1, in which two reports differ; 0 where the format has no lines, None where none does."""
    if old == new:
        return None
    if fmt not in _LINES:
        return 0
    before, after = old.splitlines(), new.splitlines()
    pairs = enumerate(zip(before, after, strict=False), 1)
    return next((number for number, (one, other) in pairs if one != other), min(len(before), len(after)) + 1)
