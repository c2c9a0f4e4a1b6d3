"""The sheet of risks: the register, whose scores follow likelihood and impact."""

from decimal import Decimal

from promoplan.report.view.context import ReportContext
from promoplan.report.view.risks import HIGH, MIDDLE, RisksView, RiskView
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.sheet import Sheet
from promoplan.report.workbook.words import word

_HEADS = ("number", "risk-name", "risk-kind", "likelihood", "impact", "score", "level")
_MORE = ("trigger", "mitigation", "contingency", "owner", "channels")
_LIKELIHOOD, _IMPACT, _SCORE, _LEVEL = 3, 4, 5, 6
_COLOURS = {HIGH: "#f6cfc0", MIDDLE: "#fbe6c8", 1: "#dcefe5"}


def risks(sheet: Sheet, context: ReportContext, view: RisksView) -> None:
    """Writes the sheet."""
    voice, language = Voice(context.language), context.language
    head = sheet.opening(word("sheet.risks", language), word("note.risks", language))
    titles = [voice.label(f"field.{key}") for key in (*_HEADS, *_MORE)]
    first = sheet.heads(head, titles, frozenset({_LIKELIHOOD, _IMPACT, _SCORE}))
    for row, risk in enumerate(view.items, first):
        _risk(sheet, row, risk, voice)
    last = first + len(view.items) - 1
    sheet.levels(first, last, _SCORE, _COLOURS)
    sheet.finish(heads=head, context=context, filtered=(head, last, len(titles) - 1))


def _risk(sheet: Sheet, row: int, risk: RiskView, voice: Voice) -> None:
    sheet.texts(row, 0, (risk.mark, risk.name, risk.kind))
    sheet.figure(row, _LIKELIHOOD, Decimal(risk.likelihood), "0", Look.TYPED)
    sheet.figure(row, _IMPACT, Decimal(risk.impact), "0", Look.TYPED)
    likelihood, impact, score = (
        sheet.at(row, column).inside.replace("$", "") for column in (_LIKELIHOOD, _IMPACT, _SCORE)
    )
    sheet.formula(row, _SCORE, f"{likelihood}*{impact}", Decimal(risk.score), "0")
    high, middle, low = (voice.label(f"risk-level.{key}") for key in ("high", "middle", "low"))
    level = f'IF({score}>={HIGH},"{high}",IF({score}>={MIDDLE},"{middle}","{low}"))'
    sheet.formula(row, _LEVEL, level, risk.level, look=Look.COMPUTED_TEXT)
    sheet.texts(row, _LEVEL + 1, (risk.trigger, risk.mitigation, risk.contingency, risk.owner, risk.channels))
