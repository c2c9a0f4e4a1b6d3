"""What consumers read of a plan: advertisements, texts, terms, and what buyers see of a promotion; nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from promoplan.model.compliance import Compliance, TextKind
from promoplan.model.content import Content
from promoplan.model.promotions import Promotion, Promotions
from promoplan.model.references import ProductRef
from promoplan.rules.law.folding import Folded, fold
from promoplan.rules.law.words import Hit
from promoplan.rules.rule import Path, Sections

_BRIEF = ("theme", "form", "reward", "flow")


@dataclass(frozen=True)
class Passage:
    """A text that consumers read, with its place; `around` is all that is read together with it, itself included."""

    path: Path
    text: str
    kind: TextKind
    products: tuple[ProductRef, ...]
    around: str

    @cached_property
    def folded(self) -> Folded:
        """The text made alike, to look for words in it."""
        return fold(self.text)

    @cached_property
    def folded_around(self) -> str:
        """All that is read together with it, made alike."""
        return fold(self.around).text

    def written(self, hit: Hit) -> str:
        """A word of it as the plan has it."""
        return self.folded.written(hit.start, hit.end)


def passages(sections: Sections) -> tuple[Passage, ...]:
    """Every text of the whole sections that consumers read."""
    return (*_advertisements(sections), *_texts(sections), *_offers(sections))


def _advertisements(sections: Sections) -> Iterator[Passage]:
    content = sections.whole.get("content")
    for copy in content.ad_copy if isinstance(content, Content) else ():
        parts = {"headline": copy.headline, "body": copy.body}
        around = _together(parts)
        for name, text in parts.items():
            kind = TextKind.HEADLINE if name == "headline" else TextKind.COPY
            if text is not None:
                yield Passage(copy.at(name), text, kind, copy.products, around)


def _texts(sections: Sections) -> Iterator[Passage]:
    compliance = sections.whole.get("compliance")
    for each in compliance.texts if isinstance(compliance, Compliance) else ():
        yield Passage(each.at("text"), each.text, each.kind, each.products, each.text)


def _offers(sections: Sections) -> Iterator[Passage]:
    promotions = sections.whole.get("promotions")
    for offer in promotions.items if isinstance(promotions, Promotions) else ():
        yield from _of_offer(offer)


def _of_offer(offer: Promotion) -> Iterator[Passage]:
    brief = offer.brief
    parts = {name: getattr(brief, name) for name in _BRIEF} if brief else {}
    around = _together(parts | {"terms": offer.terms})
    if offer.terms is not None:
        yield Passage(offer.at("terms"), offer.terms, TextKind.TERMS, offer.products, around)
    for name, text in parts.items():
        if text is not None:
            yield Passage(offer.at("brief", name), text, TextKind.COPY, offer.products, around)


def _together(parts: dict[str, str | None]) -> str:
    return "\n".join(text for text in parts.values() if text is not None)
