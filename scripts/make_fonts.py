"""Builds the four font files that reports are typeset with: `python scripts/make_fonts.py [FOLDER]`.

The source is Noto Sans CJK (a variable collection, SIL Open Font License 1.1) as the package `manimgx-fonts-cjk`
carries it. Each file is one region's shapes at one weight, cut down to what plans are written in. Static CFF outlines
are wanted: charts in a variable font come out thin, and in a CFF2 font not at all. Two builds give the same bytes.

Needs: pip install uharfbuzz==0.57.0 fonttools==4.68.0 manimgx-fonts-cjk==2026.9.26.post1
"""

import importlib.util
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FOLDER = Path(__file__).parent.parent / "src" / "promoplan" / "report" / "fonts"
BUILT = 3_786_912_000  # head.modified, in seconds since 1904: a fixed day, so that builds are equal

# Latin, Greek, punctuation, currency, letter-like signs, arrows, maths, boxes, shapes, CJK marks, full-width forms.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x192), (0x218, 0x21B), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x25FF), (0x2600, 0x26FF),
    (0x2700, 0x27BF), (0x3000, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F), (0x3200, 0x33FF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)  # fmt: skip
# Everyday characters outside the two encodings: Hong Kong shop copy, and given names on the mainland.
ALSO = "嘅咗喺啲嘢噉嚟哋啱喎嗰咁瞓冚唔嗌嚿氹滙邨裏綫衞麵着峯羣啓镕喆堃玥煊祎昇翀赟彧珺垚芃沄"
# Signs the source lacks, drawn as the nearest one it has; the text of a document keeps the sign itself.
ALIASES = {"✗": "×", "✘": "×", "✖": "×", "❌": "×", "✔": "✓", "✅": "✓", "☑": "✓", "☐": "□", "⭐": "★", "🌟": "★"}
FEATURES = ("kern", "ccmp", "liga", "calt", "mark", "palt", "halt", "pwid", "fwid", "hwid")
VERTICAL = ("VORG", "vhea", "vmtx", "STAT")  # reports are never set in columns


@dataclass(frozen=True, slots=True)
class Face:
    """One file to build: a region's shapes (its place in the collection) at one weight."""

    region: str
    index: int
    encoding: str
    style: str
    weight: int

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"PlanSans{self.region}-{self.style}.otf"


FACES = tuple(
    Face(region, index, encoding, style, weight)
    for region, index, encoding in (("TC", 3, "big5"), ("SC", 2, "gb2312"))
    for style, weight in (("Regular", 400), ("Bold", 700))
)


def source_file() -> Path:
    """The collection inside the installed package."""
    found = importlib.util.find_spec("manimgx_fonts_cjk")
    if found is None or found.origin is None:
        sys.exit("manimgx-fonts-cjk is not installed: see the head of this script")
    return Path(found.origin).parent / "NotoSansCJK-VF.otf.ttc"


def encoded(encoding: str) -> Iterator[int]:
    """Every character that a two-byte encoding can write."""
    for first in range(0xA1, 0xFA):
        for second in range(0x40, 0xFF):
            try:
                yield ord(bytes((first, second)).decode(encoding))
            except (UnicodeDecodeError, TypeError):
                continue


def wanted(encoding: str) -> set[int]:
    """The characters of one file."""
    listed = {point for first, last in RANGES for point in range(first, last + 1)}
    return listed | {ord(character) for character in ALSO} | set(encoded(encoding))


def tags(names: tuple[str, ...]) -> set[int]:
    """OpenType tags as the numbers HarfBuzz knows them by."""
    return {int.from_bytes(name.encode(), "big") for name in names}


def cut(collection: bytes, face: Face) -> bytes:
    """A static CFF font with the wanted characters at one weight."""
    source = uharfbuzz.Face(collection, face.index)
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.set(wanted(face.encoding))
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.update(tags(FEATURES))
    plan.drop_table_tag_set.update(tags(VERTICAL))
    plan.name_id_set.set({0, 13, 14})
    plan.pin_axis_location(source, "wght", face.weight)
    plan.flags = uharfbuzz.SubsetFlags.DOWNGRADE_CFF2 | uharfbuzz.SubsetFlags.NO_HINTING
    return bytes(uharfbuzz.subset(source, plan).blob.data)


def rename(font: TTFont, face: Face) -> None:
    """Gives the font its own name, as its licence asks, and keeps the copyright and licence texts."""
    family, names = f"Plan Sans {face.region}", font["name"]
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    names.names = []
    texts = {
        **kept,
        1: family,
        2: face.style,
        3: f"promoplan;PlanSans{face.region}-{face.style}",
        4: f"{family} {face.style}",
        5: "Version 1.000; cut from Noto Sans CJK 2.004",
        6: f"PlanSans{face.region}-{face.style}",
    }
    for number, text in sorted(texts.items()):
        names.setName(text, number, 3, 1, 0x409)


def alias(font: TTFont) -> None:
    """Maps the signs of ALIASES and writes the character map in its one format for all of Unicode (12)."""
    best = dict(font.getBestCmap())
    best |= {ord(sign): best[ord(drawn)] for sign, drawn in ALIASES.items() if ord(sign) not in best}
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, best
    font["cmap"].tables = [table]


def finish(data: bytes, face: Face) -> bytes:
    """Names, weight, character map and dates set."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    rename(font, face)
    alias(font)
    bold = face.style == "Bold"
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0
    font["head"].created = font["head"].modified = BUILT
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()


def main() -> None:
    """Writes the four files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    collection = source_file().read_bytes()
    for face in FACES:
        data = finish(cut(collection, face), face)
        (folder / face.file).write_bytes(data)
        sys.stdout.write(f"{face.file}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
