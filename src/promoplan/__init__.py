"""Promotion plans as code: `load_plan`, `check` and `render` for programs; the `promoplan` command for people."""

TYPE_CHECKING = False  # as type checkers know it; importing typing would take longer than a known answer
if TYPE_CHECKING:
    from promoplan.api import check, load_plan, render

__version__ = "0.1.0"
__all__ = ["__version__", "check", "load_plan", "render"]


def __getattr__(name: str) -> object:
    """The interface for programs, imported when first asked for: `promoplan --version` needs no models."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from promoplan import api  # noqa: PLC0415 - see above

    return getattr(api, name)
