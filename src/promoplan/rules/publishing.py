"""When a piece of content runs: its days within its phases, and how often it comes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promoplan.model.content import ContentFormat, Piece
from promoplan.model.header import Period, PlanHeader
from promoplan.model.phases import Phase, Phases
from promoplan.rules.timeline import Run

DAILY = Decimal(7)
"""Times a week of what is there every day, and of a single piece on its one day."""

STANDING = frozenset((ContentFormat.PRODUCT_PAGE, ContentFormat.SEARCH_AD, ContentFormat.H5, ContentFormat.POSTER))
"""Formats that stay where they are put, and so need no frequency."""


@dataclass(frozen=True)
class Calendar:
    """The days of a plan and of its phases, as far as pieces of content refer to them."""

    period: Period
    phases: Mapping[str, Phase]

    @classmethod
    def of(cls, plan: PlanHeader, phases: Phases | None) -> "Calendar":
        """The calendar of a plan."""
        return cls(plan.period, {phase.id: phase for phase in phases.items} if phases else {})

    def spans(self, piece: Piece) -> Iterator[tuple[date, date]]:
        """First and last day of each stretch in which a piece runs: one for each of its phases, else one."""
        if piece.publish_on is not None and piece.frequency is None:
            yield piece.publish_on, piece.publish_on
            return
        start, end = piece.start or piece.publish_on, piece.end
        named = [self.phases[name] for name in dict.fromkeys(piece.phases) if name in self.phases]
        if not named:
            yield start or self.period.start, end or self.period.end
        for phase in named:
            yield max(phase.start, start or phase.start), min(phase.end, end or phase.end)

    def published(self, piece: Piece) -> Iterator[Run]:
        """How often a week a piece comes out, stretch by stretch; nothing where that is not known."""
        if piece.frequency is not None or piece.publish_on is not None:
            rate = piece.frequency.per_week if piece.frequency else DAILY
            yield from (Run(start, end, rate) for start, end in self.spans(piece))

    def present(self, piece: Piece) -> Iterator[Run]:
        """The same, where a piece of unknown frequency is taken to be there all the time."""
        runs = tuple(self.published(piece))
        yield from runs or (Run(start, end, DAILY) for start, end in self.spans(piece))

    def first_day(self, piece: Piece) -> date | None:
        """The day on which a piece is first published; None where its dates leave no day."""
        return min((start for start, end in self.spans(piece) if start <= end), default=None)
