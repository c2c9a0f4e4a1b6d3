"""The help texts of commands and options, in the language that the command line or the locale asks for."""

import os
import sys

from promoplan.cli.terminal import locale_language
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words


def asked_language() -> Language:
    """The value of the last `--lang`, before the command line is parsed: help must know it already."""
    for option, value in reversed([*zip(sys.argv, [*sys.argv[1:], ""], strict=True)]):
        given = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and given in set(Language):
            return Language(given)
    return locale_language(os.environ)


def about(key: str) -> str:
    """The help text under a key."""
    return words(f"help.{key}", asked_language())
