"""A rule's page: where in the method it comes from, and a bad and a good snippet; read only when asked for.

Texts for people (summary, why, message, help) stand in the message catalogues. A snippet is laid over one clean
minimal plan, as `extends` does it; one that can't be read as a mapping stands for a whole file.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from promoplan.findings.baseline import Entry
from promoplan.findings.policy import EVERY, Policy
from promoplan.source.document import Document, parse, read
from promoplan.source.includes import overlay, resolve
from promoplan.source.text import read_source, read_stdin

FOLDER = Path(__file__).parent / "pages"
DAY = date(2027, 1, 15)
"""The day on which snippets are judged, unless a page names another: before the minimal plan's period."""


@dataclass(frozen=True)
class Page:
    """What a rule's page holds besides its texts.

    `sources` name passages: "seven-step 06", "annual 7.1", "campaign 9.1", "operations 4", "law ...", "house" (our own
    judgement). `also` lists the codes that the bad snippet can't help but trigger too. `encoding` is that of the file
    which the bad snippet stands for; `known` holds the baseline under it, if there is one.
    """

    code: str
    sources: tuple[str, ...]
    bad: str
    good: str
    today: date
    also: tuple[str, ...]
    encoding: str
    known: tuple[Entry, ...] | None

    @property
    def policy(self) -> Policy:
        """By which the snippets are judged: the rule counts, also one that is not on by default."""
        return Policy(select=(*EVERY, self.code))

    @property
    def bad_document(self) -> Document:
        """The document of the bad snippet."""
        return over_minimal(self.bad, self.encoding)


def page_of(code: str) -> Page:
    """The page of a rule."""
    holds = read(read_source(FOLDER / f"{code}.yaml", f"{code}.yaml")).value
    if not isinstance(holds, Mapping):
        raise TypeError(f"{code}.yaml is no page")
    day = holds.get("today")
    known = holds.get("baseline")
    return Page(
        code,
        tuple(holds["source"]),
        holds["bad"],
        holds["good"],
        date.fromisoformat(day) if day else DAY,
        tuple(holds.get("also", ())),
        holds.get("encoding", "utf-8"),
        None if known is None else tuple(Entry(**entry) for entry in known),
    )


@cache
def minimal_plan() -> Document:
    """The clean plan under every snippet."""
    return parse(read_source(FOLDER / "minimal.yaml", "minimal.yaml"))


def over_minimal(snippet: str, encoding: str = "utf-8") -> Document:
    """The document of a snippet laid over the minimal plan; what it extends is looked for beside that."""
    source = read_stdin(io.BytesIO(snippet.encode(encoding)), "snippet.yaml")
    document = resolve(source, FOLDER, FOLDER)
    return overlay(minimal_plan(), document) if document.data is not None else document
