"""The forms in which findings are printed, and where each goes."""

import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from promoplan.cli.misuse import no_choice
from promoplan.emit.outcome import Outcome
from promoplan.emit.text import Look
from promoplan.errors import UsageError
from promoplan.i18n.catalogue import Language


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"


@dataclass(frozen=True)
class Destination:
    """A form, and the file it is written to; standard output without one."""

    form: Format
    file: Path | None = None

    def write(self, text: str) -> None:
        """Writes the file, whole or not at all; raises OutputError."""
        from promoplan.source.write import write_atomic

        if self.file is not None:
            write_atomic(self.file, text, overwrite=True)


def destinations(words: list[str]) -> tuple[Destination, ...]:
    """`FORMAT` or `FORMAT=FILE`, each once; raises UsageError, also where two forms go to one place."""
    found = tuple(dict.fromkeys(map(_destination, words))) or (Destination(Format.TEXT),)
    if sum(each.file is None for each in found) > 1:
        raise UsageError("--format: only one form can go to standard output; write the others as FORMAT=FILE")
    places = Counter(each.file for each in found)
    for file in places:
        if file is not None and places[file] > 1:
            raise UsageError("--format: two forms can't go to one file, {file}", file=str(file))
    return found


def _destination(word: str) -> Destination:
    name, into, file = word.partition("=")
    if name not in set(Format):
        raise no_choice("--format", name, ", ".join(Format))
    if into and not file:
        raise UsageError("--format: a file's name is missing after {found}", found=word)
    return Destination(Format(name), Path(file) if file else None)


def shown(  # noqa: PLR0911 - a return per form
    run: Outcome, form: Format, language: Language, look: Look, *, statistics: bool
) -> str:
    """The run in one form."""
    match form:
        case Format.JSON:
            from promoplan.emit.as_json import as_json

            return as_json(run)
        case Format.GITHUB:
            from promoplan.emit.github import github

            return github(run, language)
        case Format.GITLAB:
            from promoplan.emit.gitlab import gitlab

            return gitlab(run)
        case Format.SARIF:
            from promoplan.emit.sarif import sarif

            return sarif(run, language)
        case Format.JUNIT:
            from promoplan.emit.junit import junit

            return junit(run)
        case Format.MARKDOWN:
            from promoplan.emit.markdown import markdown

            return markdown(run, language)
        case Format.CONCISE:
            from promoplan.emit.concise import concise

            body = concise(run, language, look)
        case Format.TEXT:
            from promoplan.emit.text import text

            body = text(run, language, look)
    if not statistics:
        return body
    from promoplan.emit.statistics import statistics as totals

    return f"{body}\n{totals(run, language, look)}"


def write_summary(run: Outcome, language: Language) -> None:
    """Appends the findings to the summary of a GitHub job, where one is under way."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    from promoplan.emit.github import job_summary

    with suppress(OSError), Path(name).open("ab") as file:
        file.write(job_summary(run, language).encode("utf-8"))
