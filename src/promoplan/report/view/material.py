"""`Material`: what every part of a report is built from."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct
from pydantic import ValidationError

from promoplan.checker import Checked
from promoplan.i18n.catalogue import Language
from promoplan.model.codes import CURRENCIES
from promoplan.model.header import Period, PlanHeader
from promoplan.model.node import Node
from promoplan.model.plan import SECTIONS
from promoplan.model.references import Reference
from promoplan.report.view.names import Names, names_in
from promoplan.report.view.places import Places, places_of
from promoplan.report.view.voice import Voice

N = TypeVar("N", bound=Node)


class Material(Struct, frozen=True):
    """A checked plan, the voice it is told in, the names and places of its things, and the day of the report."""

    checked: Checked
    voice: Voice
    names: Names
    places: Places
    today: date

    def section(self, model: type[N]) -> N | None:
        """A section that is there and whole."""
        found = self.checked.sections.get(_KEYS[model])
        return found if isinstance(found, model) else None

    def is_broken(self, key: str) -> bool:
        """Whether a section is there, but can't be read."""
        return key in self.checked.broken or key in self.checked.document.broken

    @property
    def raw_header(self) -> Mapping[str, object]:
        """What the file holds under `plan`, whether it is whole or not."""
        return raw_header(self.checked)

    @property
    def period(self) -> Period | None:
        """The plan's first and last day, also where the rest of the header is broken; None where they are reversed."""
        header = self.section(PlanHeader)
        period = header.period if header else _period(self.raw_header.get("period"))
        return period if period and period.start <= period.end else None

    def place(self, node: Node) -> str:
        """File and line of a clause."""
        return self.places.of(node.path)

    def name(self, reference: Reference | None) -> str:
        """The name behind a reference."""
        return self.names.of(reference)

    def all_names(self, references: tuple[Reference, ...]) -> str:
        """The names behind several references, in a row."""
        return self.voice.listed(self.names.all(references))


_KEYS: Mapping[type[Node], str] = {model: key for key, model in SECTIONS.items()}


def material(checked: Checked, language: Language, today: date) -> Material:
    """What the parts of a plan's report are built from."""
    voice = Voice(language, _currency(raw_header(checked)))
    names = names_in(checked.sections, checked.document.data or {})
    return Material(checked, voice, names, places_of(checked.document), today)


def raw_header(checked: Checked) -> Mapping[str, object]:
    """What the file holds under `plan`; empty where that is no mapping."""
    data: Mapping[str, object] = checked.document.data or {}
    header = data.get("plan")
    return header if isinstance(header, Mapping) else {}


def _currency(header: Mapping[str, object]) -> str:
    currency = header.get("currency")
    return currency if isinstance(currency, str) and currency in CURRENCIES else ""


def _period(value: object) -> Period | None:
    try:
        return Period.model_validate(value)
    except ValidationError:
        return None
