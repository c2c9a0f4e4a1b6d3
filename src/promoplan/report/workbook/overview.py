"""The first sheet: the plan on one page; its figures are read from the other sheets."""

from collections.abc import Sequence
from decimal import Decimal

from promoplan.economics.ledger import cents
from promoplan.report.view.budget import BudgetView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.budget import Ledger
from promoplan.report.workbook.figures import WHOLE, money_shape
from promoplan.report.workbook.goals import GoalRow
from promoplan.report.workbook.kpis import Kpis, counted
from promoplan.report.workbook.sheet import Sheet
from promoplan.report.workbook.words import word

_COLUMNS = 5
_ROWS_OF_PAGE = 90


class Overview:
    """The sheet, section by section from the top."""

    def __init__(self, sheet: Sheet, context: ReportContext) -> None:
        self._sheet, self._context, self._voice = sheet, context, Voice(context.language)
        cover = context.cover
        note = " · ".join(filter(None, (cover.draft, cover.what_if, cover.brand, cover.kind, cover.period)))
        self._row = sheet.opening(cover.name, note) + 1

    def facts(self) -> None:
        """What the plan is: status, version, owner and so on."""
        cover = self._context.cover
        told = {
            "status": cover.status,
            "version": cover.version,
            "updated": cover.updated,
            "owner": cover.owner,
            "currency": cover.currency,
            "markets": cover.markets,
            "theme": cover.theme,
            "verdict": self._context.summary.verdict,
            "printed": cover.printed,
        }
        for key, value in told.items():
            if value:
                self._line(self._voice.label(f"field.{key}"), value)

    def money(self, view: BudgetView, ledger: Ledger) -> None:
        """Total, reserve, what is planned and what is left, read from the budget's sheet."""
        sheet, voice = self._sheet, self._voice
        self._heads("section.money", (voice.label("field.amount"), voice.label("field.of-total")), {1, 2})
        whole = view.whole.value
        for name, place, value in (
            (voice.label("field.total"), ledger.total, whole),
            (voice.label("field.reserve"), ledger.reserve, view.reserve.value),
            (voice.label("field.working"), ledger.working, view.working_value),
            (word("col.left", self._context.language), ledger.left, cents(view.gap_value)),
        ):
            sheet.text(self._row, 0, name)
            sheet.formula(self._row, 1, place.outside, value, ledger.shape, live=ledger.live)
            cells = (place.outside, ledger.total.outside)
            sheet.share((self._row, 2), cells, (value, whole), live=ledger.live)
            self._row += 1

    def goals(self, rows: Sequence[GoalRow]) -> None:
        """Where each goal stands and shall stand, read from the goals' sheet."""
        sheet, voice = self._sheet, self._voice
        self._heads(
            "sheet.goals",
            [voice.label(f"field.{key}") for key in ("baseline", "target", "deadline", "owner")],
            {1, 2},
        )
        for each in rows:
            goal = each.goal
            sheet.text(self._row, 0, goal.name)
            for column, place, value in ((1, each.baseline, goal.baseline_value), (2, each.target, goal.target_value)):
                if value is None:
                    sheet.text(self._row, column, "")
                else:
                    sheet.formula(self._row, column, place.outside, value, each.shape, live=each.live)
            sheet.day(self._row, 3, goal.deadline)
            sheet.text(self._row, 4, goal.owner)
            self._row += 1

    def expected(self) -> None:
        """What the channels' money is expected to bring, as the plan's own figures make it."""
        channels = self._context.channels
        found = channels.total.outcome.values if channels else None
        if found is None or found.revenue is None:
            return
        self._heads("section.expected", (self._voice.label("field.figure"),), {1})
        for key, value in (("expected-revenue", found.revenue), ("expected-contribution", found.contribution)):
            if value is not None:
                shape = money_shape(self._context.cover.currency_code, self._context.language, [cents(value)])
                self._figure(self._voice.label(f"field.{key}"), cents(value), shape)
        if found.roas is not None:
            self._figure(self._voice.label("field.expected-roas"), cents(found.roas), "0.00")

    def measured(self, found: Kpis) -> None:
        """How many KPIs have a target, and of how many the actual figure has been typed in."""
        items = self._context.monitoring.kpis if self._context.monitoring else ()
        self._heads("sheet.kpis", (word("col.count", self._context.language),), {1})
        for key, place, value in (("targets", found.targets, counted(items)), ("typed", found.actual, Decimal(0))):
            self._sheet.text(self._row, 0, word(f"kpis.{key}", self._context.language))
            self._sheet.formula(self._row, 1, f"COUNT({place.outside})", value, WHOLE)
            self._row += 1

    def dates(self) -> None:
        """The key dates."""
        dates = self._context.summary.dates
        if dates:
            titles = [word("col.what", self._context.language), word("col.kind", self._context.language)]
            self._heads("section.dates", titles, set())
        for each in dates:
            self._sheet.day(self._row, 0, each.when)
            self._sheet.texts(self._row, 1, (each.what, each.kind))
            self._row += 1

    def sheets(self, others: Sequence[tuple[Sheet, str]]) -> None:
        """Links to the other sheets, with what each is for."""
        self._heads("section.sheets", (), set())
        for other, note in others:
            self._sheet.link(self._row, 0, other)
            self._sheet.over(self._row, 1, note, _COLUMNS - 1)
            self._row += 1

    def finish(self) -> None:
        """Ends the sheet."""
        self._sheet.finish(heads=1, context=self._context, page=self._row < _ROWS_OF_PAGE, upright=True)

    def _line(self, name: str, value: str) -> None:
        self._sheet.text(self._row, 0, name)
        self._sheet.over(self._row, 1, value, _COLUMNS - 1)
        self._row += 1

    def _figure(self, name: str, value: Decimal, shape: str) -> None:
        self._sheet.text(self._row, 0, name)
        self._sheet.figure(self._row, 1, value, shape)
        self._row += 1

    def _heads(self, title: str, titles: Sequence[str], figures: set[int]) -> None:
        """The head of a section, one row below the last, its first cell naming it."""
        cells = [word(title, self._context.language), *titles]
        cells += [""] * (_COLUMNS - len(cells))
        self._row = self._sheet.heads(self._row + 1, cells, frozenset(figures))
