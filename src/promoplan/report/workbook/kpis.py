"""The sheet of KPIs: what is measured against what, with room for the actual figures."""

from decimal import Decimal
from typing import NamedTuple

from promoplan.report.view.context import ReportContext
from promoplan.report.view.monitoring import KpiView
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.figures import SHARE, figure_shape, fits
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.sheet import Place, Sheet
from promoplan.report.workbook.words import word

_HEADS = ("dimension", "metric", "channel")
_TARGET, _THRESHOLDS, _ACTUAL, _DIFFERENCE, _REACHED, _MET = 4, 5, 9, 10, 11, 12
_FIGURES = frozenset({_TARGET, _ACTUAL, _DIFFERENCE, _REACHED})


class Kpis(NamedTuple):
    """Where the sheet holds targets and actual figures."""

    targets: Place
    actual: Place


def kpis(sheet: Sheet, context: ReportContext, items: tuple[KpiView, ...]) -> Kpis:
    """Writes the sheet."""
    voice, language = Voice(context.language), context.language
    head = sheet.opening(word("sheet.kpis", language), word("note.kpis", language))
    titles = [
        *(voice.label(f"field.{key}") for key in _HEADS),
        word("col.unit", language),
        voice.label("field.target"),
        word("col.thresholds", language),
        *(voice.label(f"field.{key}") for key in ("cadence", "owner", "source")),
        *(word(f"col.{key}", language) for key in ("actual", "difference", "reached", "met")),
    ]
    first = sheet.heads(head, titles, _FIGURES)
    for row, kpi in enumerate(items, first):
        _kpi(sheet, row, kpi, context)
    last = first + len(items) - 1
    sheet.finish(heads=head, context=context, filtered=(head, last, _MET))
    return Kpis(sheet.span(first, last, _TARGET), sheet.span(first, last, _ACTUAL))


def _kpi(sheet: Sheet, row: int, kpi: KpiView, context: ReportContext) -> None:
    currency, language = context.cover.currency_code, context.language
    told = [] if kpi.value is None else [kpi.value]
    shape = figure_shape(kpi.unit_key, currency, language, told)
    unit = {"money": currency, "ratio": "%", "multiple": "×"}.get(kpi.unit_key) or word("unit.number", language)
    sheet.texts(row, 0, (kpi.dimension, kpi.metric, kpi.channel, unit))
    sheet.figure(row, _TARGET, kpi.value, shape, Look.TYPED)
    sheet.texts(row, _THRESHOLDS, (kpi.thresholds, kpi.cadence, kpi.owner, kpi.source))
    sheet.figure(row, _ACTUAL, None, shape, Look.TYPED)
    if kpi.value is None or not fits(kpi.value):
        sheet.texts(row, _DIFFERENCE, ("", "", ""))
        return
    target, actual = sheet.at(row, _TARGET).inside, sheet.at(row, _ACTUAL).inside
    sheet.formula(row, _DIFFERENCE, f'IF({actual}="","",{actual}-{target})', "", shape)
    sheet.formula(row, _REACHED, f'IF(OR({actual}="",{target}=0),"",{actual}/{target})', "", SHARE)
    better = "<=" if kpi.lower_is_better else ">="
    sheet.formula(row, _MET, f'IF({actual}="","",IF({actual}{better}{target},"✓","✗"))', "", look=Look.COMPUTED_TEXT)


def counted(items: tuple[KpiView, ...]) -> Decimal:
    """How many KPIs have a target in figures."""
    return Decimal(sum(kpi.value is not None and fits(kpi.value) for kpi in items))
