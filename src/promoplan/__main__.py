"""The `promoplan` command."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # before anything else: Ctrl-C ends promoplan at once, also while it loads
if hasattr(signal, "SIGPIPE"):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that has seen enough is no trouble

import gc
import os
import sys


def main() -> None:
    """Runs the command line; the only place where a bug becomes a line and exit code 2."""
    gc.disable()  # a run is short and makes little garbage: collecting it costs a tenth of the time
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # looking for plug-ins costs more than building the models
    if sys.argv[1:] == ["--version"]:
        from promoplan.cli.version import show_version

        sys.exit(show_version())
    from promoplan.cli.app import run

    run(sys.argv[1:])


if __name__ == "__main__":
    main()
