"""The one place that turns trouble into a line on stderr and an exit code."""

import errno
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from promoplan.cli.terminal import TROUBLE, tell, trouble
from promoplan.cli.words import asked_language
from promoplan.emit.safe import file_name
from promoplan.errors import OutputError, PromoplanError

DEBUG = "--debug"
_LOST = (errno.ENOSPC, errno.EIO, errno.EPIPE)


def guarded(action: Callable[[], int | None], arguments: Sequence[str]) -> NoReturn:
    """Ends the program with the action's exit code; trouble and bugs end in one line and code 2, never a traceback."""
    try:
        sys.exit(action() or 0)
    except PromoplanError as error:
        trouble(error, asked_language())
    except Exception as bug:  # noqa: BLE001 - the one place where a bug is told instead of raised
        if DEBUG in arguments:
            sys.excepthook(*sys.exc_info())
        if isinstance(bug, OSError) and bug.errno in _LOST and bug.filename is None:  # the argument parser's own help
            trouble(OutputError("stdout: {reason}", reason=bug.strerror or "lost"), asked_language())
            sys.exit(TROUBLE)
        command = next((each for each in arguments if not each.startswith("-")), "promoplan")
        where = file_name(next(iter(getattr(bug, "__notes__", ())), command))
        tell(f"internal error in {where}: {type(bug).__name__} (a bug in promoplan; --debug shows more)")
    sys.exit(TROUBLE)
