"""Where the body's templates come from, and how they run: sandboxed, and with every value escaped as Markdown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextlib import nullcontext
from pathlib import Path
from time import monotonic
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.runtime import BlockReference, Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from promoplan.emit.escaping import Markdown, escaped
from promoplan.errors import TemplateError
from promoplan.report.compiled import Compiled
from promoplan.report.memory import bounded
from promoplan.report.packaged import FOLDER

PACKAGED = "promoplan"
"""Prefix under which a user's template reaches the packaged ones: {% extends "promoplan/body/report.md.jinja" %}."""


_MOST = 10_000
"""The largest factor, and the longest text, that a template may multiply."""
MOST_STEPS, MOST_SECONDS = 1_000_000, 30
"""The most steps of a report with templates of one's own, and how long it may take; a turn of a loop is one step."""
_STEPS_OF_CALL = 10
MOST_BYTES, MOST_CHARACTERS = 512_000_000, 20_000_000
"""The most memory that templates of one's own may take, where it can be bound, and the longest body they may make."""
_COUNTED = "counted turns"
"""The filter behind every loop, by a name that no template can spell."""


class MarkdownEnvironment(ImmutableSandboxedEnvironment):
    """Prints every value as text: only what blocks, macros and our own functions made is Markdown already."""

    intercepted_binops = frozenset({"*", "**"})
    bounded = False
    """Whether loops and calls are counted, from the environment's beginning on."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters[_COUNTED] = self.counted
        self.steps, self.began = 0, monotonic()

    def step(self, count: int) -> None:
        """So many steps more; loops in loops are not to run for hours."""
        if not self.bounded:
            return
        self.steps += count
        if self.steps > MOST_STEPS:
            raise SecurityError(f"loops and calls take more than {MOST_STEPS:,} steps")
        if monotonic() - self.began > MOST_SECONDS:
            raise SecurityError(f"loops and calls take more than {MOST_SECONDS} seconds")

    def counted(self, items: Iterable[object]) -> Iterable[object]:
        """What a loop goes through, each turn counted."""
        return self._counted(items) if self.bounded else items

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.step(1)
            yield item

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """Python for a template, in which every loop goes through `counted`; the hook is there to be overridden."""
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno, environment=self)
        return super()._generate(source, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Products of modest size, and no powers: a text times a billion would take all of the memory."""
        if operator == "**" or not (_is_modest(left) and _is_modest(right)):
            raise SecurityError(f"{operator} makes too much here")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a macro or block gives has been escaped while it was made."""
        self.step(_STEPS_OF_CALL)
        made = super().call(context, obj, *args, **kwargs)
        return Markdown(made) if isinstance(obj, (Macro, BlockReference)) else made

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """What a format gives is text, also where its pattern is Markdown."""
        wrapped = super().wrap_str_format(value)
        return None if isinstance(getattr(value, "__self__", None), Markdown) else wrapped

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Markdown has no methods, so that none of them can put text into it."""
        return not isinstance(obj, Markdown) and super().is_safe_attribute(obj, attr, value)


def _is_modest(value: object) -> bool:
    return len(value) <= _MOST if isinstance(value, Sized) else not isinstance(value, int) or abs(value) <= _MOST


def environment(user: Path | None) -> MarkdownEnvironment:
    """The templates of the user's folder, if there is one, before the packaged ones."""
    packaged = FileSystemLoader(FOLDER)
    first = [FileSystemLoader(user)] if user else []
    templates = MarkdownEnvironment(
        loader=ChoiceLoader([*first, packaged, PrefixLoader({PACKAGED: packaged})]),
        bytecode_cache=Compiled(),
        undefined=StrictUndefined,
        finalize=escaped,
        autoescape=False,  # values are escaped for Markdown, not for HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.bounded = user is not None
    return templates


def rendered(user: Path | None, name: str, values: Mapping[str, object]) -> str:
    """A template filled in; a mistake in one of the user's is a TemplateError with file and line."""
    if user is not None and not user.is_dir():
        raise TemplateError("{path}: no such folder of templates", path=str(user))
    try:
        with bounded(MOST_BYTES) if user else nullcontext():
            made = environment(user).get_template(name).render(values)
    except UnicodeDecodeError as error:
        raise TemplateError("{path}: a template is not UTF-8", path=str(user or FOLDER)) from error
    except Exception as error:  # a user's template may raise anything
        place = _place(error, user)
        if place is None:
            raise
        path, line = place
        if isinstance(error, TemplateNotFound):
            raise TemplateError(
                "{path}:{line}: no template {name}; promoplan templates lists them",
                path=path,
                line=line,
                name=str(error.name),
            ) from error
        raise TemplateError("{path}:{line}: {reason}", path=path, line=line, reason=_reason(error)) from error
    if user is not None and len(made) > MOST_CHARACTERS:
        raise TemplateError(
            "{path}: these templates make a report of more than {limit} characters",
            path=str(user),
            limit=f"{MOST_CHARACTERS:,}",
        )
    return made


def _place(error: Exception, user: Path | None) -> tuple[str, int] | None:
    """File and line of the user's template in which it went wrong; None where it was not in one of theirs."""
    if user is None:
        return None
    if isinstance(error, TemplateSyntaxError):
        return (error.filename, error.lineno) if error.filename and _is_below(error.filename, user) else None
    found, trace = None, error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if _is_below(path, user):
            found = (path, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _is_below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return f"takes more than {MOST_BYTES // 1_000_000} MB of memory"
    told = error.message if isinstance(error, JinjaError) else None
    return told or f"{type(error).__name__}: {error}"
