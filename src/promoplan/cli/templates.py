"""`promoplan templates`: lists the templates of reports, or copies some to change them."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promoplan.cli.options import LanguageOption
from promoplan.cli.terminal import language_of, say, settings_here, tell
from promoplan.cli.words import about
from promoplan.emit.safe import file_name, quoted
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words

if TYPE_CHECKING:
    from promoplan.report.packaged import Template


def templates(
    names: Annotated[
        list[str] | None, typer.Argument(help=about("templates.names"), metavar="[NAME...]", show_default=False)
    ] = None,
    copy: Annotated[Path | None, typer.Option("--copy", help=about("templates.copy"), metavar="DIR")] = None,
    lang: LanguageOption = None,
) -> None:
    """Lists the templates in their rooms, each with the blocks that one of one's own may give anew."""
    from promoplan.report.packaged import copied, found

    language = language_of(lang, settings_here())
    chosen = found(names or ())
    if copy is None:
        say(
            "\n\n".join(_told(room, list(group), language) for room, group in groupby(chosen, lambda each: each.room))
            + "\n"
        )
        return
    for path in copied(chosen, copy):
        tell(words("report.written", language).format(path=file_name(str(path))))


def tell_unused(folder: Path | None, language: Language) -> None:
    """Tells what a folder of one's own templates holds in vain, a line each."""
    if folder is None or not folder.is_dir():
        return
    from promoplan.report.unused import unused

    for each in unused(folder):
        path = file_name(str(each.path))
        key = "block" if each.block else "file"
        told = words(f"templates.unused-{key}", language).format(path=path, block=quoted(each.block))
        near = words("templates.near", language).format(near=each.near) if each.near else ""
        tell(f"{told}{near}")


def _told(room: str, group: Sequence["Template"], language: Language) -> str:
    """The templates of a room under its heading, each with its blocks."""
    lines = [words(f"templates.{room}", language)]
    for template in group:
        lines.append(f"  {template.name}")
        lines += [f"    {block}" for block in template.blocks]
    return "\n".join(lines)
