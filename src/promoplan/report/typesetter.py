"""The typesetter's own process: reads a job from standard input, writes what it makes of it to standard output.

Runs by its path in an isolated Python and imports nothing of promoplan's. The job is JSON: `files` by name, the folder
`fonts` and, in base 64, the files of `more_fonts`; `timestamp` in seconds, `form`, `memory` in bytes and `seconds` as
limits. The form "pdf" gives a PDF, "png" a JSON list with each page as PNG in base 64. It has no
network, no files but its own, and on systems that know such limits no more memory and time than allowed. Exit code 1
with a reason on standard error when the source does not compile.
"""

import base64
import json
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

_ABOUT: dict[str, dict[str, Any]] = {"pdf": {"pdf_standards": ["a-2a", "ua-1"]}, "png": {"ppi": 200}}


def main() -> int:
    """Typesets one job."""
    job = json.load(sys.stdin.buffer)
    _limit(job["memory"], job["seconds"])
    import typst  # noqa: PLC0415 - after the limit

    with tempfile.TemporaryDirectory(prefix="promoplan-") as more:
        for number, font in enumerate(job["more_fonts"]):
            Path(more, f"{number}.otf").write_bytes(base64.b64decode(font))
        folders = [job["fonts"], more]
        return _set(job, typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders))


def _set(job: dict[str, Any], fonts: Any) -> int:
    import typst  # noqa: PLC0415 - after the limit

    with tempfile.TemporaryDirectory(prefix="promoplan-") as root:  # is gone before anything of the job is compiled
        compiler = typst.Compiler(root=root, font_paths=fonts)
    files = {name: text.encode("utf-8") for name, text in job["files"].items()}
    try:
        made = compiler.compile(
            input=files,
            format=job["form"],
            timestamp=job["timestamp"],
            **_ABOUT[job["form"]],
        )
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return 1
    pages = [page for page in (made if isinstance(made, list) else [made]) if page is not None]
    if job["form"] == "png":
        json.dump([base64.b64encode(page).decode("ascii") for page in pages], sys.stdout)
    else:
        sys.stdout.buffer.write(pages[0])
    return 0


def _limit(memory: int, seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds) + 2)  # for the case that promoplan itself is ended and can't stop this
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    allowed = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ImportError, MemoryError, OSError) as error:  # too little memory, or nowhere to put the folder
        sys.exit(str(error) or type(error).__name__)
