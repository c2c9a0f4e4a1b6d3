"""Whole runs of `promoplan validate FILE...`: the same words again where nothing has changed, at hardly any cost."""

import os
import sys
import time
from collections.abc import Iterable, Sequence

from promoplan.cache import store
from promoplan.cache.witness import hold, of_root

_ENVIRONMENT = ("COLUMNS", "FORCE_COLOR", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM")
_END = "\n\n"


def answer(arguments: Sequence[str]) -> tuple[str, int] | None:
    """What the same run printed and its exit code, or None where that is not known any more."""
    kept = store.read(_name(arguments))
    if kept is None:
        return None
    head, _, text = kept.partition(_END)
    code, *witnesses = head.split("\n")
    return (text, int(code)) if code in {"0", "1"} and hold(witnesses) else None


def keep(arguments: Sequence[str], text: str, code: int, witnesses: Iterable[str]) -> None:
    """Keeps what a run printed, with all that it hangs on; a path that does not fit in a line keeps it from that."""
    lines = sorted({*witnesses, *of_root(os.path.join(_here(), "-"))})
    if _here() and not any("\n" in line for line in lines):
        store.write(_name(arguments), "\n".join((str(code), *lines)) + _END + text)


def _name(arguments: Sequence[str]) -> str:
    environment = (os.environ.get(name, "\0") for name in _ENVIRONMENT)
    return store.key("run", store.program(), _here(), _day(), _terminal(), *environment, *arguments)


def _here() -> str:
    """The folder one stands in, whose settings count too; "" where it is gone."""
    try:
        return os.getcwd()
    except OSError:
        return ""


def _day() -> str:
    now = time.localtime()
    return f"{now.tm_year}-{now.tm_mon}-{now.tm_mday}"


def _terminal() -> str:
    if sys.stdout is None or not sys.stdout.isatty():
        return ""
    try:
        return str(os.get_terminal_size(1).columns)
    except OSError:
        return "?"
