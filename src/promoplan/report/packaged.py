"""The templates that come with promoplan: where they lie, and the environment that draws pictures and pages."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_IN_WHEEL = Path(__file__).parent.parent / "templates"
_IN_SOURCE_TREE = Path(__file__).parents[3] / "templates"
FOLDER = _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_SOURCE_TREE
"""The folder of the packaged templates."""


@lru_cache(maxsize=1)
def markup_templates() -> "Environment":
    """Templates of charts and pages: every text is escaped for HTML and XML."""
    from jinja2 import FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy, and only reports need it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - as above

    templates = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["px"] = _px
    templates.filters["css_string"] = _css_string
    return templates


def _px(number: float) -> str:
    """A place or length with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _css_string(text: str) -> str:
    """A text as a CSS string: every character as its number, so that none can end the string or its element."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja

    return Markup('"{}"').format("".join(f"\\{ord(character):x} " for character in text))
