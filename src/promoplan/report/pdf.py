"""The report as PDF: tagged, with contents and bookmarks, the same bytes for the same plan and day."""

import importlib.util
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec.structs import replace

from promoplan.errors import MissingExtra, OutputError
from promoplan.report import glyphs, typst_text
from promoplan.report.blocks import Block, captions, pictured
from promoplan.report.charts.scene import drawn
from promoplan.report.front import LOGO, Front, on_one_page
from promoplan.report.packaged import FOLDER
from promoplan.report.palette import named
from promoplan.report.panels import names
from promoplan.report.parsing import blocks
from promoplan.report.theme import DEFAULT, Theme

_TYPESETTER = Path(__file__).parent / "typesetter.py"
_SECONDS = 30
_BYTES = 1_000_000_000
_BEGINS = {"pdf": b"%PDF-", "png": b"["}
_NO_MEMORY = re.compile(rb"^(?:memory allocation of \d+ bytes failed|MemoryError)", re.MULTILINE)
_THEME = {
    "theme.typ": "theme/theme.typ",
    "cover.typ": "cover/cover.typ",
    "summary.typ": "summary/summary.typ",
    "steps.typ": "steps/steps.typ",
    "panels.typ": "theme/panels.typ",
}
_SLOW = "PDF: typesetting took more than {seconds} seconds"
_SLOW_DRAWING = "pictures: drawing took more than {seconds} seconds"
_LARGE = "PDF: typesetting needs more than {limit} GB of memory; --section prints a part of the plan"
_LARGE_DRAWING = "pictures: drawing needs more than {limit} GB of memory"


class Printed(NamedTuple):
    """A PDF, and the characters of the report that it shows as □, each once."""

    data: bytes
    unprintable: tuple[str, ...]


def pdf(markdown_text: str, shown: Front, charts: Mapping[str, str], theme: Theme = DEFAULT) -> Printed:
    """The PDF of a report's front and body in Markdown with its charts (SVG by name), in the look of a theme.

    Characters without a glyph are printed as □. Raises MissingExtra without typst, and OutputError when the typesetter
    fails or takes more than 30 seconds or 1 GB.
    """
    if importlib.util.find_spec("typst") is None:
        raise MissingExtra('PDF: typst is not installed; pip install "promoplan[pdf]"')
    body = blocks(markdown_text, names(shown.steps))
    used = pictured(body)
    charts = {name: chart for name, chart in charts.items() if name in used}
    source = _source(body, on_one_page(shown), charts)
    files = {"main.typ": glyphs.printable(source), "colours.typ": _colours(theme)}
    files |= {name: (FOLDER / path).read_text(encoding="utf-8") for name, path in _THEME.items()}
    files |= {f"charts/{name}.svg": glyphs.printable(theme.lettered(chart)) for name, chart in charts.items()}
    files |= {LOGO: glyphs.printable(theme.logo.drawing)} if theme.logo else {}
    fonts = (*theme.body.files, *theme.heading.files)
    data = typeset(files, date.fromisoformat(shown.created), fonts=fonts)
    return Printed(data, glyphs.missing("".join((source, *charts.values()))))


def _colours(theme: Theme) -> str:
    """The theme's colours by name, as Typst code; `line` is the typesetter's own word."""
    found = (("hairline" if name == "line" else name, colour) for name, colour in named(theme.light))
    return "".join(f"#let {name} = rgb({typst_text.literal(colour)})\n" for name, colour in found)


def _source(body: tuple[Block, ...], shown: Front, charts: Mapping[str, str]) -> str:
    known = {name: drawn(chart) for name, chart in charts.items()}
    titles = captions(body, {name: chart.title for name, chart in known.items()})
    written = typst_text.body(body, {name: replace(chart, title=titles[name]) for name, chart in known.items()})
    about = (shown.title, shown.author, shown.summary)
    return (
        '#import "theme.typ": *\n#import "cover.typ": cover\n#import "panels.typ": panel\n'
        f"#let front = {typst_text.value(shown)}\n"
        f"#show: report.with(front, {', '.join(map(typst_text.unseen, about))})\n"
        f"#cover(front)\n#contents(front.contents)\n{written}\n"
    )


def typeset(
    files: Mapping[str, str],
    today: date,
    *,
    fonts: Sequence[bytes] = (),
    seconds: float = _SECONDS,
    form: Literal["pdf", "png"] = "pdf",
) -> bytes:
    """The PDF of Typst source (`main.typ` and what it includes), made in a process of its own under limits.

    `today` is the day that the PDF tells, `fonts` are the bytes of font files beside ours. With the form "png" it is a
    JSON list of the pages as PNG, in base 64. Raises OutputError.
    """
    drawing = form == "png"  # pictures, not a PDF
    job: dict[str, object] = {"files": files, "form": form, "memory": _BYTES, "seconds": seconds}
    job["timestamp"] = int(datetime.combine(today, time(), UTC).timestamp())
    job |= {"fonts": str(glyphs.FONTS), "more_fonts": [b64encode(data).decode("ascii") for data in fonts]}
    command = (sys.executable, "-I", str(_TYPESETTER))
    try:
        done = subprocess.run(  # noqa: S603 - our own Python and file, the job comes in as data
            command, input=json.dumps(job).encode("ascii"), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise OutputError(_SLOW_DRAWING if drawing else _SLOW, seconds=seconds) from None
    except OSError as error:
        raise OutputError(
            "pictures: {reason}" if drawing else "PDF: {reason}", reason=error.strerror or str(error)
        ) from error
    if _NO_MEMORY.search(done.stderr):
        raise OutputError(_LARGE_DRAWING if drawing else _LARGE, limit=_BYTES // 1_000_000_000)
    if done.returncode != 0 or not done.stdout.startswith(_BEGINS[form]):
        raise OutputError("pictures: {reason}" if drawing else "PDF: {reason}", reason=_reason(done))
    return done.stdout


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """The first line that the typesetter said, as its last ones tell of its insides."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else f"typst ended with {done.returncode}"
