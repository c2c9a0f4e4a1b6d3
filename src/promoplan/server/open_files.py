"""The files that an editor holds open, and the plans that they belong to, judged by the editor's texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from promoplan.batch import Task, entries_of, is_base, name_in_root, policy_for
from promoplan.checker import Checked, check
from promoplan.config import forget, settings_for
from promoplan.errors import ConfigError, PromoplanError, UnreadableError
from promoplan.findings.finding import Finding
from promoplan.findings.policy import EVERYTHING, Policy
from promoplan.i18n.catalogue import Language
from promoplan.server.positions import Lines
from promoplan.source.discovery import PLAN_FILE, plan_of
from promoplan.source.document import Document, Reading, parse, read
from promoplan.source.includes import load_document
from promoplan.source.root import absolute, real, root_of
from promoplan.source.text import Path as Steps
from promoplan.source.text import Source

_PLAN = re.compile(r"^[\"']?promoplan[\"']?[ \t]*:", re.MULTILINE)
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class OpenFile:
    """A file as the editor shows it; `path` is None for one that was never saved."""

    uri: str
    path: Path | None
    text: str
    encoding: str

    @classmethod
    def of(cls, uri: str, path: str | None, text: str, encoding: str) -> "OpenFile":
        """The file; halves of characters, which no file can hold, are replaced."""
        return cls(uri, absolute(Path(path)) if path else None, _HALVES.sub("\ufffd", text), encoding)

    @cached_property
    def plan(self) -> Path | None:
        """The file of the plan that it belongs to: its own, or `plan.yaml` beside a section."""
        return plan_of(self.path) if self.path is not None else None

    @property
    def at(self) -> Steps:
        """Where its text stands in the plan: at the top, or under the name of its section."""
        return () if self.path is None or self.plan == self.path else (self.path.stem,)

    @cached_property
    def lines(self) -> Lines:
        """The lines of its text."""
        return Lines(self.text, self.encoding)

    @cached_property
    def reading(self) -> Reading:
        """What its own text holds."""
        return self.read(self.text)

    @cached_property
    def is_ours(self) -> bool:
        """Whether it is a plan, a part of one, or a base of plans; other YAML is none of our business."""
        if _PLAN.search(self.text) or self.at or (self.path is not None and self.path.name == PLAN_FILE):
            return True
        return is_base(parse(Source(self.uri, self.text)))

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing yet, or only comments."""
        return all(not line.strip() or line.lstrip().startswith("#") for line in self.text.splitlines())

    def read(self, text: str) -> Reading:
        """What it would hold with another text."""
        return read(Source(self.path.name if self.path is not None else self.uri, text), self.at)


@dataclass(frozen=True)
class Judged:
    """A plan as it was judged last.

    `root` is where the sources' paths start; `trouble` says why the settings could not be used.
    """

    document: Document
    findings: tuple[Finding, ...]
    policy: Policy
    language: Language
    root: Path
    trouble: PromoplanError | None = None

    def file_of(self, source: Source) -> Path:
        """The file of a source."""
        return self.root / source.path


@dataclass
class Desk:
    """What lies open, and what was found in it; `language` is the one that the editor asks for, if it does."""

    language: Language | None = None
    files: dict[str, OpenFile] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)
    whole: dict[str, Mapping[str, object]] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)

    def put(self, file: OpenFile) -> None:
        """Takes a file as it is now."""
        self.files[file.uri] = file

    def take_away(self, uri: str) -> None:
        """Forgets a file that was closed, and its plan if no other file of it is open."""
        self.files.pop(uri, None)
        self.readings.pop(uri, None)
        open_plans = {self.key(file) for file in self.files.values()}
        for key in [key for key in self.judged if key not in open_plans]:
            self.judged.pop(key)
            self.whole.pop(key, None)

    def key(self, file: OpenFile) -> str:
        """What names the plan of a file."""
        return str(file.plan) if file.plan is not None else file.uri

    def reached(self, file: OpenFile) -> set[str]:
        """The open plans that a file may belong to: its own, and those that were read from it, too."""
        keys = {self.key(file)} if file.uri in self.files else set()
        own = None if file.path is None else real(file.path)
        for key, judged in self.judged.items():
            if any(real(judged.file_of(source)) == own for source in judged.document.sources):
                keys.add(key)
        return keys

    def language_of(self, file: OpenFile) -> Language:
        """The language of texts for a file: as the editor asks, as the project's settings say, or English."""
        if self.language is not None:
            return self.language
        try:
            settled = settings_for(file.plan).language if file.plan is not None else None
        except (ConfigError, UnreadableError):
            settled = None
        return settled or Language.EN

    def reading_of(self, file: OpenFile) -> Reading | None:
        """What a file holds, or held when it could be read last."""
        if file.reading.whole:
            self.readings[file.uri] = file.reading
        return self.readings.get(file.uri)

    def data_of(self, file: OpenFile) -> Mapping[str, object]:
        """The plan of a file as it was read last to its end; what the file itself holds where that is newer."""
        data = dict(self.whole.get(self.key(file), {}))
        reading = self.reading_of(file)
        if reading is not None and file.at:
            data[str(file.at[0])] = reading.value
        elif reading is not None and isinstance(reading.value, Mapping):
            data |= reading.value
        return data

    def judge(self, key: str, today: date) -> Judged | None:
        """Judges a plan anew; None where the open files of that name are no plan."""
        file = next((file for file in self.files.values() if self.key(file) == key), None)
        if file is None:
            return None
        self.reading_of(file)
        self.judged[key] = judged = self._judged(file, today)
        if judged.document.data is not None:
            self.whole[key] = judged.document.data
        return judged

    def _judged(self, file: OpenFile, today: date) -> Judged:
        forget()
        entries_of.cache_clear()
        plan, language = file.plan, self.language_of(file)
        document = self._document(file)
        root = root_of(plan) if plan is not None else Path()
        if not file.is_ours:
            return Judged(document, (), EVERYTHING, language, root)
        policy: Policy = EVERYTHING
        trouble: PromoplanError | None = None
        try:
            policy = policy_for(plan, Task(today, language)) if plan is not None else EVERYTHING
            checked = check(document, today=today, policy=policy)
        except (ConfigError, UnreadableError) as error:
            trouble = error
            checked = check(document, today=today)
        return Judged(document, _of_plan(checked), policy, language, root, trouble)

    def _document(self, file: OpenFile) -> Document:
        plan = file.plan
        if plan is not None:
            texts = {real(each.path): each.text for each in self.files.values() if each.path is not None}
            try:
                return load_document(plan, name_in_root(plan), texts)
            except UnreadableError:
                pass  # not saved yet, or gone
        return parse(Source(name_in_root(plan) if plan is not None else file.uri, file.text))


def _of_plan(checked: Checked) -> tuple[Finding, ...]:
    """The findings to tell; of a base, which is no plan alone, those of its text."""
    if not is_base(checked.document):
        return checked.findings
    flaws = {(flaw.code, flaw.span) for flaw in checked.document.flaws}
    return tuple(finding for finding in checked.findings if (finding.code, finding.span) in flaws)
