"""The `promoplan` command."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # before anything else: Ctrl-C ends promoplan at once, also while it loads
if hasattr(signal, "SIGPIPE"):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that has seen enough is no trouble

import gc
import os
import sys


def main() -> None:
    """Runs the command line. The commands that hooks and CI start most often need no argument parser."""
    gc.disable()  # a run is short and makes little garbage: collecting it would cost a tenth of the time
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from promoplan.cli.guard import guarded
        from promoplan.cli.version import show_version

        guarded(show_version, arguments)
    if arguments[:1] == ["validate"] and arguments[1:] and all(each and each[0] != "-" for each in arguments):
        _validate(arguments)
    load_no_plugins()
    from promoplan.cli.app import run

    run(arguments)


def _validate(arguments: list[str]) -> None:
    """Checks the plans named; where the same was asked before and nothing has changed, the answer is known."""
    from promoplan.cache import runs

    if sys.stdout is not None and (known := runs.answer(arguments)) is not None:
        text, code = known
        try:
            sys.stdout.reconfigure(errors="backslashreplace", newline="\n")  # type: ignore[union-attr] # a real stream
            sys.stdout.write(text)
            sys.stdout.flush()
            sys.exit(code)
        except OSError:  # a lost report is told the long way
            pass
    load_no_plugins()
    from pathlib import Path

    from promoplan.cli.guard import guarded
    from promoplan.cli.verdict import verdict

    guarded(lambda: verdict([Path(each) for each in arguments[1:]], asked=arguments), arguments)


def load_no_plugins() -> None:
    """Keeps Pydantic from looking for plug-ins: promoplan runs nobody else's code, and the search takes a while."""
    from types import ModuleType

    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    loader = ModuleType("pydantic.plugin._loader")  # whose import alone reads half of the standard library
    vars(loader)["get_plugins"] = tuple
    sys.modules[loader.__name__] = loader


if __name__ == "__main__":
    main()
