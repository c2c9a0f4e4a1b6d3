"""The templates that come with promoplan: which there are, and the environment that draws pictures and pages."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promoplan.errors import OutputError, UsageError
from promoplan.findings.nearest import nearest
from promoplan.source.write import write_atomic

if TYPE_CHECKING:
    from jinja2 import Environment

_IN_WHEEL = Path(__file__).parent.parent / "templates"
_IN_SOURCE_TREE = Path(__file__).parents[3] / "templates"
FOLDER = _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_SOURCE_TREE
"""The folder of the packaged templates."""

BODY = "body/report.md.jinja"
"""The whole of a report."""

OVERVIEW = "portfolio/portfolio.md.jinja"
"""The overview of many plans."""

OWN = ("body",)
"""The rooms whose templates a folder of one's own may replace."""

_BLOCK = re.compile(r"{% block ([a-z_]+)")
_SEAMS = re.compile(r"(?P<day>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)|(?<=\w)/(?=[^\W\d])")
"""Days, which stay whole, and strokes within paths, behind which a line may part."""


class Template(NamedTuple):
    """A packaged template: its name, which is its path, and the blocks that it has."""

    name: str
    blocks: tuple[str, ...]

    @property
    def room(self) -> str:
        """What it is a part of."""
        return self.name.partition("/")[0]


def names() -> tuple[str, ...]:
    """The names of the templates that a folder of one's own may replace, in order."""
    files = (path for room in OWN for path in (FOLDER / room).iterdir() if path.is_file())
    return tuple(sorted(path.relative_to(FOLDER).as_posix() for path in files))


def found(wanted: Sequence[str]) -> tuple[Template, ...]:
    """The templates by their names, or all; raises UsageError for a name that none has."""
    known = names()
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            if near:
                raise UsageError("no template {name}; did you mean {near}?", name=name, near=near)
            raise UsageError("no template {name}; promoplan templates lists them", name=name)
    return tuple(Template(name, tuple(_BLOCK.findall(_text(name)))) for name in wanted or known)


def sections(wanted: Sequence[str]) -> tuple[str, ...]:
    """The parts of the body by their names; raises UsageError for a name that none has."""
    known = [block for block in found((BODY,))[0].blocks if block != "cover"]
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            if near:
                raise UsageError("--section: no part {name}; did you mean {near}?", name=name, near=near)
            raise UsageError("--section: no part {name}; promoplan templates lists them", name=name)
    return tuple(wanted)


def copied(chosen: Sequence[Template], folder: Path) -> Iterator[Path]:
    """Copies templates into a folder, in which they replace the packaged ones, and gives each new file.

    Raises OutputError for a file that is there already and for whatever the system refuses.
    """
    for template in chosen:
        path = folder / template.name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError("{path}: {reason}", path=str(path.parent), reason=error.strerror or "") from error
        write_atomic(path, _text(template.name), overwrite=False)
        yield path


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def markup_templates() -> "Environment":
    """Templates of charts and pages: every text is escaped for HTML and XML."""
    from jinja2 import FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy, and only reports need it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - as above

    from promoplan.report.compiled import Compiled  # noqa: PLC0415 - as above

    templates = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        bytecode_cache=Compiled(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["px"] = _px
    templates.filters["css_string"] = _css_string
    templates.filters["running"] = _running
    return templates


def _px(number: float) -> str:
    """A place or length with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _running(text: str) -> str:
    """A text as HTML whose lines don't part within a Chinese day, and may part within a path."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with Jinja

    def joined(seam: re.Match[str]) -> str:
        return f'<span class="day">{seam["day"]}</span>' if seam["day"] else "/<wbr>"

    return Markup(_SEAMS.sub(joined, str(escape(text))))  # noqa: S704 - escaped above


def _css_string(text: str) -> str:
    """A text as a CSS string: every character as its number, so that none can end the string or its element."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja

    return Markup('"{}"').format("".join(f"\\{ord(character):x} " for character in text))
