"""`promoplan --version`."""

from promoplan import __version__
from promoplan.cli.terminal import CLEAN, say


def show_version() -> int:
    """Prints the version and gives the exit code."""
    say(f"promoplan {__version__}\n")
    return CLEAN
