"""What the argument parser has to say of a command line that it can't read, in our words and the reader's language."""

import re
from typing import Any

import typer

from promoplan.errors import UsageError
from promoplan.findings.nearest import nearest

MISUSE: Any = typer.BadParameter.__base__
"""The parser's family of errors, wherever its version keeps it."""

_NO_CHOICE = re.compile(r"(?:Value error, )?'(?P<found>.*)' is not one of (?P<known>.*?)\.?")
_SURPLUS = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<found>.*)\)")


def in_our_words(error: Any) -> UsageError:  # noqa: PLR0911 - a return per kind of misuse
    """The error as one of ours; what the parser says of single values stays in its own English."""
    command = error.ctx.command_path if error.ctx is not None else "promoplan"
    said = error.message.rstrip(".")
    match type(error).__name__:
        case "NoSuchOption":
            return _no_option(error.option_name, error.possibilities or (), command)
        case "MissingParameter":
            return UsageError('{name} is missing; "{command} --help" tells more', name=_name(error), command=command)
        case "BadOptionUsage":
            needed = "requires" in said
            return UsageError("{option}: no value" if needed else "{option} takes no value", option=error.option_name)
        case "BadParameter" if found := _NO_CHOICE.fullmatch(error.message):
            return no_choice(_name(error), found["found"], found["known"].replace("'", ""))
        case "BadParameter":
            return UsageError("{name}: a value that does not fit ({reason})", name=_name(error), reason=said)
    if said == "Missing command":
        return UsageError('a command is missing; "promoplan --help" lists them')
    if surplus := _SURPLUS.fullmatch(said):
        return UsageError(
            'nothing is known of {found}; "{command} --help" tells more', found=surplus["found"], command=command
        )
    return UsageError('{reason}; "{command} --help" tells more', reason=said, command=command)


def no_command(word: str, known: list[str]) -> UsageError:
    """The error of a command that there is not."""
    near = nearest(word, known)
    if near is None:
        return UsageError('no command {found}; "promoplan --help" lists them', found=word)
    return UsageError("no command {found}; {near} is near", found=word, near=near)


def _no_option(option: str, near: Any, command: str) -> UsageError:
    if not near:
        return UsageError('no option {option}; "{command} --help" lists them', option=option, command=command)
    return UsageError("no option {option}; {near} is near", option=option, near=nearest(option, near) or near[0])


def no_choice(name: str, found: str, known: str) -> UsageError:
    """The error of a value that is none of those known, which commas part."""
    near = nearest(found, known.split(", "))
    if near is None:
        return UsageError("{name}: {found} is none of {known}", name=name, found=found, known=known)
    return UsageError(
        "{name}: {found} is none of {known}; {near} is near", name=name, found=found, known=known, near=near
    )


def _name(error: Any) -> str:
    """The option or argument that an error speaks of, as the help shows it."""
    if error.param is None:
        return "?"
    is_option = error.param.param_type_name == "option"
    return str(error.param.opts[0] if is_option else error.param.metavar or error.param.name)
