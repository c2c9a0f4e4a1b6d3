"""The report as PDF: tagged, with contents and bookmarks, the same bytes for the same plan and day."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import NamedTuple

from promoplan.errors import MissingExtra, OutputError
from promoplan.report import glyphs, typst_text
from promoplan.report.blocks import captions
from promoplan.report.charts.scene import drawn
from promoplan.report.context import ReportContext
from promoplan.report.front import front
from promoplan.report.packaged import FOLDER
from promoplan.report.parsing import blocks

_TYPESETTER = Path(__file__).parent / "typesetter.py"
_SECONDS = 30
_BYTES = 1_000_000_000
_THEME = {"theme.typ": "theme/theme.typ", "cover.typ": "cover/cover.typ"}


class Printed(NamedTuple):
    """A PDF, and the characters of the report that it shows as □, each once."""

    data: bytes
    unprintable: tuple[str, ...]


def pdf(markdown_text: str, context: ReportContext, charts: Mapping[str, str]) -> Printed:
    """The PDF of a report's body in Markdown with its charts (SVG by name).

    Characters without a glyph are printed as □. Raises MissingExtra without typst, and
    OutputError when the typesetter fails or takes more than 30 seconds or 1 GB.
    """
    if importlib.util.find_spec("typst") is None:
        raise MissingExtra('PDF: typst is not installed; pip install "promoplan[pdf]"')
    source = _source(markdown_text, context, charts)
    files = {"main.typ": glyphs.printable(source)}
    files |= {name: (FOLDER / path).read_text(encoding="utf-8") for name, path in _THEME.items()}
    files |= {f"charts/{name}.svg": glyphs.printable(chart) for name, chart in charts.items()}
    data = typeset(files, int(datetime.combine(context.today, time(), UTC).timestamp()))
    return Printed(data, glyphs.missing("".join((source, *charts.values()))))


def _source(markdown_text: str, context: ReportContext, charts: Mapping[str, str]) -> str:
    found, known = blocks(markdown_text), {name: drawn(chart) for name, chart in charts.items()}
    titles = captions(found, {name: chart.title for name, chart in known.items()})
    written = typst_text.body(found, {name: replace(chart, title=titles[name]) for name, chart in known.items()})
    shown = front(context)
    about = (shown.title, shown.author, shown.summary)
    return (
        '#import "theme.typ": *\n#import "cover.typ": cover\n'
        f"#let front = {typst_text.value(shown)}\n"
        f"#show: report.with(front, {', '.join(map(typst_text.literal, about))})\n"
        f"#cover(front)\n#contents(front.contents)\n{written}\n"
    )


def typeset(files: Mapping[str, str], timestamp: int, *, seconds: float = _SECONDS) -> bytes:
    """The PDF of Typst source (`main.typ` and what it includes), made in a process of its own under limits.

    `timestamp` counts seconds since 1970. Raises OutputError.
    """
    limits = {"memory": _BYTES, "seconds": seconds}
    job = {"files": files, "fonts": str(glyphs.FONTS), "timestamp": timestamp, **limits}
    command = (sys.executable, "-I", str(_TYPESETTER))
    try:
        done = subprocess.run(  # noqa: S603 - our own Python and file, the job comes in as data
            command, input=json.dumps(job).encode("ascii"), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise OutputError("PDF: typesetting took more than {seconds} seconds", seconds=seconds) from None
    except OSError as error:
        raise OutputError("PDF: {reason}", reason=error.strerror or str(error)) from error
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise OutputError("PDF: {reason}", reason=_reason(done))
    return done.stdout


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """The first line that the typesetter said, as its last ones tell of its insides."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else f"typst ended with {done.returncode}"
