"""What a what-if changed: the figures that were laid over the plan for this report only."""

from msgspec import Struct

from promoplan.emit.safe import shortened
from promoplan.report.view.material import Material


class ChangeView(Struct, frozen=True):
    """One changed figure; `before` is "" where the plan has none."""

    path: str
    before: str
    after: str


def changes(material: Material) -> tuple[ChangeView, ...]:
    """The changes that a what-if asks for, without the figures that follow from them; none for the plan itself."""
    asked = (each for each in material.checked.document.overrides if not each.follows)
    return tuple(ChangeView(each.path, shortened(each.before), shortened(each.after)) for each in asked)
