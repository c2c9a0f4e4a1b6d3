"""Live streams that sell in China: what is on file of them.

Source: 直播電商監督管理辦法 and 網絡直播營銷管理辦法, as secondary pages have them; hence it is off by default.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.content import Content, ContentFormat, LiveFile
from promoplan.model.header import PlanHeader
from promoplan.model.times import Duration, Unit
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, problem, rule

_TOLD = ("operator", "host_identity", "pre_review", "price_statement", "records_kept")
_A_YEAR: Mapping[Unit, int] = {
    Unit.HOUR: 8760, Unit.DAY: 365, Unit.WEEK: 52, Unit.MONTH: 12, Unit.QUARTER: 4, Unit.YEAR: 1,
}  # fmt: skip


class RecordLimits(NamedTuple):
    """The fewest years for which recordings are kept."""

    min_years: int = 3


@rule("PP873", Severity.WARNING, limits=RecordLimits, by_default=False)
def live_file_incomplete(plan: PlanHeader, content: Content, *, limits: RecordLimits) -> Iterator[Problem]:
    """A live stream in China without operator, host's identity, review, price statement, or records for three years."""
    for piece in content.pieces if sold_in(plan, "CN") else ():
        if piece.format is not ContentFormat.LIVE:
            continue
        live = piece.live or LiveFile()
        missing = tuple(key for key in _TOLD if getattr(live, key) is None)
        if missing:
            yield problem(live.path or piece.path, on_key=True, id=piece.id, missing=missing)
        if live.records_kept is not None and _years(live.records_kept) < limits.min_years:
            kept = live.records_kept.text
            yield problem(live.at("records_kept"), variant="short", id=piece.id, kept=kept, least=limits.min_years)


def _years(kept: Duration) -> Decimal:
    """A length of time in years, a year being twelve months, 52 weeks or 365 days."""
    return kept.count / _A_YEAR[kept.unit]
