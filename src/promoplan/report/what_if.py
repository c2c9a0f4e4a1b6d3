"""What a what-if changed: the figures that were laid over the plan for this report only."""

from dataclasses import dataclass

from promoplan.emit.safe import shortened
from promoplan.report.material import Material


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One changed figure; `before` is "" where the plan has none, `note` tells of one that follows from another."""

    path: str
    before: str
    after: str
    note: str


def changes(material: Material) -> tuple[ChangeView, ...]:
    """The changes of a what-if, those that were asked for first; none for the plan itself."""
    follows = material.voice.label("what-if.follows")
    found = material.checked.document.overrides
    return tuple(
        ChangeView(each.path, shortened(each.before), shortened(each.after), follows if each.follows else "")
        for each in found
    )
