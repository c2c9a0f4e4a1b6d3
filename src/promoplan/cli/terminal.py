"""What commands share with the terminal: language, look, output, and how trouble is told."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from promoplan.config import Settings, settings_for
from promoplan.emit.error_line import error_line
from promoplan.emit.text import NARROWEST, Look
from promoplan.errors import ConfigError, OutputError, PromoplanError
from promoplan.i18n.catalogue import Language

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing found at or above the failing level; findings; wrong use, unreadable file, lost output."""

_WIDTH = 100
_WIDEST = 200
_TRADITIONAL = ("tw", "hk", "mo", "hant")


class Colour(StrEnum):
    """When colours are used."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def locale_language(environment: Mapping[str, str]) -> Language:
    """The language that the environment's locale asks for; English where it asks for none of ours."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), "").lower().replace("-", "_")
    if not name.startswith("zh"):
        return Language.EN
    return Language.ZH_HANT if any(part in name for part in _TRADITIONAL) else Language.ZH_HANS


def language_of(asked: Language | None, settings: Settings) -> Language:
    """The language of messages: as asked for, as settled in the project, or the locale's."""
    return asked or settings.language or locale_language(os.environ)


def settings_here() -> Settings:
    """The settings of the folder one stands in."""
    return settings_for(Path())


def look_of(colour: Colour) -> Look:
    """Colours and width that stdout takes."""
    return Look(_wants_colour(colour), _width())


def _wants_colour(colour: Colour) -> bool:
    if colour is not Colour.AUTO:
        return colour is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if not columns.isascii() or not columns.isdigit() or len(columns) > len("1000000"):
        try:
            columns = str(os.get_terminal_size(1).columns)
        except OSError:
            return _WIDTH
    return min(max(int(columns) or _WIDTH, NARROWEST), _WIDEST)


def day_of(today: date | None) -> date:
    """The day of judgement: as given, else the system's."""
    if isinstance(today, datetime):  # as the argument parser reads it
        return today.date()
    return today or date.today()  # noqa: DTZ011 - the user's own day


def say(text: str) -> None:
    """Writes data to stdout, all of it; raises OutputError when it is lost."""
    with _all_of_it() as stdout:
        if hasattr(stdout, "reconfigure"):
            stdout.reconfigure(errors="backslashreplace", newline="\n")
        stdout.write(text)


def say_bytes(data: bytes) -> None:
    """Writes a file's content to stdout as it is; raises OutputError when it is lost."""
    with _all_of_it() as stdout:
        stdout.buffer.write(data)


@contextmanager
def _all_of_it() -> Iterator[TextIO]:
    """Standard output, flushed at the end; raises OutputError when something is lost."""
    if sys.stdout is None:
        raise OutputError("stdout: closed")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = None  # so that nothing is flushed again at the end
        raise OutputError("stdout: {reason}", reason=error.strerror or "lost") from error


def tell(text: str) -> None:
    """Writes a line to stderr, if there is one that takes it; where it is lost the exit code must do."""
    if sys.stderr is None:
        return
    try:
        if hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors="backslashreplace")
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        sys.stderr = None  # so that nothing is flushed again at the end


def trouble(error: PromoplanError, language: Language) -> None:
    """Tells why promoplan can't go on, in a line for each mistake."""
    for each in (error, *(error.others if isinstance(error, ConfigError) else ())):
        tell(f"error: {error_line(each, language)}")
