"""`Names`: what people call the things that a plan's ids and codes stand for."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from promoplan.model.node import Node
from promoplan.model.references import DEFINED_IN, Kind, Reference
from promoplan.report.view.voice import Voice


class Names(Struct, frozen=True):
    """Name by id, for each kind of thing; an id that nothing whole defines stands for itself."""

    by_kind: Mapping[Kind, Mapping[str, str]]

    def of(self, reference: Reference | None) -> str:
        """The name behind a reference; empty for none."""
        return "" if reference is None else self.get(reference.kind, reference)

    def all(self, references: Iterable[Reference]) -> tuple[str, ...]:
        """The names behind several references."""
        return tuple(map(self.of, references))

    def get(self, kind: Kind, key: str) -> str:
        """The name of the thing of this kind with this id."""
        return self.by_kind[kind].get(key, str(key))


def names_in(sections: Mapping[str, Node], data: Mapping[str, object]) -> Names:
    """The names that whole sections define, and those that stand plainly in the data of broken ones."""
    return Names(
        {
            kind: _defined(sections[section], items) if section in sections else _written(data.get(section), items)
            for kind, (section, items) in DEFINED_IN.items()
        }
    )


def country(voice: Voice, code: str) -> str:
    """A country's name; of an unknown code the code."""
    from babel import Locale  # noqa: PLC0415 - only where something is shown

    return str(Locale.parse(voice.language.locale).territories.get(code, code))


def _defined(section: Node, items: str) -> Mapping[str, str]:
    found: Iterable[Node] = getattr(section, items)
    return {getattr(item, "id", ""): _name(item) for item in found}


def _name(item: Node) -> str:
    """A thing's name, or a piece's theme, or a nameless goal's id."""
    return str(getattr(item, "name", None) or getattr(item, "theme", None) or getattr(item, "id", ""))


def _written(section: object, items: str) -> Mapping[str, str]:
    """Names by id in data that no model has read."""
    found = section.get(items) if isinstance(section, Mapping) else section
    return {
        item["id"]: name.strip()
        for item in (found if isinstance(found, list) else ())
        if isinstance(item, Mapping) and isinstance(item.get("id"), str)
        for name in (item.get("name") or item.get("theme"),)
        if isinstance(name, str) and name.strip()
    }
