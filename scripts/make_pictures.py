"""Makes the README's pictures anew: `python scripts/make_pictures.py`.

A page of a sample's PDF as PNG, and runs of `promoplan validate` and `promoplan forecast` as SVG, as a terminal shows
them.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
PROMOPLAN = str(Path(sys.executable).with_name("promoplan"))
DAY = ("--today", "2027-01-15")
SAMPLE, PAGES = "plans/aria-2027-1111.yaml", (0, 2)  # cover and summary
BROKEN = "plans/broken/promotion-below-cost.yaml"
WIDTH = 110


def report_page() -> None:
    """Cover and summary of a sample's report, side by side."""
    with TemporaryDirectory() as folder:
        pdf = str(Path(folder) / "report.pdf")
        subprocess.run([PROMOPLAN, "report", SAMPLE, "-o", pdf, *DAY], cwd=ROOT, check=True)  # noqa: S603 - our own
        with pymupdf.open(pdf) as report, pymupdf.open() as sheet:
            size = report[0].rect
            page = sheet.new_page(width=2 * size.width + 30, height=size.height + 20)
            page.draw_rect(page.rect, fill=(0.85, 0.87, 0.9), color=None)
            for place, number in enumerate(PAGES):
                left = 10 + place * (size.width + 10)
                where = pymupdf.Rect(left, 10, left + size.width, 10 + size.height)
                page.draw_rect(where, fill=(1, 1, 1), color=None)
                page.show_pdf_page(where, report, number)
            page.get_pixmap(dpi=110).save(IMAGES / "report-page.png")


def terminal(name: str, *arguments: str, lines: int = 200) -> None:
    """What a terminal shows of a run of the program: its first lines."""
    command = [PROMOPLAN, *arguments, "--lang", "en", "--color", "always"]
    shown = subprocess.run(  # noqa: S603 - our own
        command, cwd=ROOT, check=False, capture_output=True, text=True, env={"COLUMNS": str(WIDTH), "LC_ALL": "C.UTF-8"}
    ).stdout
    shown = "".join(shown.splitlines(keepends=True)[:lines])
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(f"$ promoplan {' '.join(arguments[:2])}\n{shown}"))
        svg = console.export_svg(title=f"promoplan {arguments[0]}", theme=SVG_EXPORT_THEME, unique_id="run")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # a picture fetches no fonts
    (IMAGES / f"{name}.svg").write_text(svg.replace("Fira Code", "DejaVu Sans Mono"), encoding="utf-8")


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    report_page()
    terminal("validate", "validate", BROKEN, *DAY)
    terminal("forecast", "forecast", SAMPLE, lines=31)
