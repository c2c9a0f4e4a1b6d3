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
    if arguments[:1] == ["validate"] and arguments[1:] and all(map(_is_name, arguments)):
        _validate(arguments)
    if arguments[:1] == ["report"] and (files := _plainly_asked(arguments[2:])) and _is_name(arguments[1]):
        _report(arguments, files)
    load_no_plugins()
    from promoplan.cli.app import run

    run(arguments)


def _is_name(word: str) -> bool:
    """Whether a word names something: it is no option, and not empty."""
    return word[:1] not in {"", "-"}


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


def _plainly_asked(options: list[str]) -> list[str]:
    """The files of `-o FILE`, once or more; none where anything else is among the options."""
    flags, files = options[::2], options[1::2]
    plain = len(flags) == len(files) and all(flag == "-o" for flag in flags)
    return files if plain and all(map(_is_name, files)) else []


def _report(arguments: list[str], files: list[str]) -> None:
    """Prints the report of a plan in the formats that the files' endings name."""
    load_no_plugins()
    from pathlib import Path

    from promoplan.cli.guard import guarded
    from promoplan.cli.printing import Wish, printed
    from promoplan.report.targets import targets

    def made() -> int:
        wish = Wish(targets([Path(file) for file in files], None))
        return printed(Path(arguments[1]), None, wish, None)

    guarded(made, arguments)


def load_no_plugins() -> None:
    """Keeps Pydantic from looking for plug-ins: promoplan runs nobody else's code, and the search takes a while."""
    from types import ModuleType

    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    loader = ModuleType("pydantic.plugin._loader")  # whose import alone reads half of the standard library
    vars(loader)["get_plugins"] = tuple
    sys.modules[loader.__name__] = loader


if __name__ == "__main__":
    main()
