"""The sheet of the budget: the ledger line by line, closed by working budget, reserve, total and what is left."""

from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import cents
from promoplan.report.view.budget import BudgetView, LineView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.figures import SHARE, fits, money_shape
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.sheet import Place, Sheet
from promoplan.report.workbook.texts import distinct
from promoplan.report.workbook.words import word

_HEADS = ("line", "category", "channel", "phases", "spend-purpose", "owner", "approved-by", "amount")
_NAME, _CATEGORY, _CHANNEL, _AMOUNT, _OF_WORKING, _OF_TOTAL = 0, 1, 2, 7, 8, 9
_ONE = Decimal(1)


class Ledger(NamedTuple):
    """Where the budget's sheet holds what others refer to.

    `live`: all amounts are such that formulas compute with them. `shape` is the number format of its money.
    """

    categories: Place
    channels: Place
    amounts: Place
    lines: tuple[Place, ...]
    total: Place
    reserve: Place
    working: Place
    left: Place
    channel_names: dict[str, str]
    shape: str
    live: bool


def budget(sheet: Sheet, context: ReportContext, view: BudgetView) -> Ledger:
    """Writes the sheet."""
    voice, amounts = Voice(context.language), _amounts(view)
    shape = money_shape(context.cover.currency_code, context.language, amounts)
    head = sheet.opening(word("sheet.budget", context.language), word("note.budget", context.language))
    titles = [voice.label(f"field.{key}") for key in (*_HEADS, "of-working", "of-total")]
    first = sheet.heads(head, titles, frozenset({_AMOUNT, _OF_WORKING, _OF_TOTAL}))
    spare = first + len(view.lines)  # empty, so that sums grow with lines that people put in above it
    rows = range(spare + 1, spare + 5)
    working, reserve, total, left = (sheet.at(row, _AMOUNT) for row in rows)
    ledger = Ledger(
        categories=sheet.span(first, spare, _CATEGORY),
        channels=sheet.span(first, spare, _CHANNEL),
        amounts=sheet.span(first, spare, _AMOUNT),
        lines=tuple(sheet.at(row, _AMOUNT) for row in range(first, spare)),
        total=total,
        reserve=reserve,
        working=working,
        left=left,
        channel_names=distinct({part.key: part.label for part in view.by_channel}),
        shape=shape,
        live=all(map(fits, amounts)),
    )
    for row, line in enumerate(view.lines, first):
        _line(sheet, row, line, view, ledger)
    _closing(sheet, rows, context, view, ledger)
    sheet.finish(heads=head, context=context, filtered=(head, spare - 1, _OF_TOTAL), frozen=1)
    return ledger


def _amounts(view: BudgetView) -> list[Decimal]:
    own = [part.value for line in view.lines for part in line.schedule]
    whole = [view.whole.value, view.reserve.value, view.working_value, view.gap_value]
    return [*whole, *(line.value for line in view.lines), *own]


def _line(sheet: Sheet, row: int, line: LineView, view: BudgetView, ledger: Ledger) -> None:
    channel = ledger.channel_names.get(line.channel_key, line.channel)
    sheet.texts(row, _NAME, (line.name, line.category, channel, line.phases, line.purpose, line.owner))
    sheet.text(row, _AMOUNT - 1, line.approved_by)
    sheet.figure(row, _AMOUNT, line.value, ledger.shape, Look.TYPED)
    amount = sheet.at(row, _AMOUNT).inside.replace("$", "")
    for column, whole, value in (
        (_OF_WORKING, ledger.working, view.working_value),
        (_OF_TOTAL, ledger.total, view.whole.value),
    ):
        sheet.share((row, column), (amount, whole.inside), (line.value, value), live=ledger.live)


def _closing(sheet: Sheet, rows: range, context: ReportContext, view: BudgetView, ledger: Ledger) -> None:
    """Working budget, reserve, total, and what the ledger leaves to plan."""
    voice, live, shape = Voice(context.language), ledger.live, ledger.shape
    names = [voice.label(f"field.{key}") for key in ("working", "reserve", "total")]
    for row, name in zip(rows, (*names, word("col.left", context.language)), strict=True):
        for column in range(_OF_TOTAL + 1):
            sheet.text(row, column, name if column == 0 else "", Look.SUM_TEXT)
    working, reserve, total, left = rows
    whole, kept = view.whole.value, view.reserve.value
    sheet.formula(working, _AMOUNT, f"SUM({ledger.amounts.inside})", view.working_value, shape, Look.SUM, live=live)
    sheet.figure(total, _AMOUNT, whole, shape, Look.TYPED)
    ratio = sheet.at(reserve, _OF_TOTAL).inside
    if view.reserve_ratio is None:
        sheet.figure(reserve, _AMOUNT, kept, shape, Look.TYPED)
        _total_share(sheet, reserve, ledger.reserve, ledger, (kept, whole))
    else:
        sheet.figure(reserve, _OF_TOTAL, view.reserve_ratio, SHARE, Look.TYPED)
        sheet.formula(reserve, _AMOUNT, f"{ledger.total.inside}*{ratio}", kept, shape, Look.SUM, live=live)
    _total_share(sheet, working, ledger.working, ledger, (view.working_value, whole))
    gap = cents(view.gap_value)
    parts = f"{ledger.total.inside}-{ledger.reserve.inside}-{ledger.working.inside}"
    sheet.formula(left, _AMOUNT, f"ROUND({parts},2)", gap, shape, Look.SUM, live=live)
    closes, open_ = (word(f"check.{key}", context.language) for key in ("closes", "open"))
    told = open_ if gap else closes
    sheet.formula(left, _OF_WORKING, f'IF({ledger.left.inside}=0,"{closes}","{open_}")', told, look=Look.SUM, live=live)


def _total_share(sheet: Sheet, row: int, part: Place, ledger: Ledger, values: tuple[Decimal, Decimal]) -> None:
    cells = (part.inside, ledger.total.inside)
    sheet.share((row, _OF_TOTAL), cells, values, Look.SUM, live=ledger.live)
