"""Metrics and their figures in words: names with their basis, values in the metric's own unit, conditions."""

from decimal import Decimal

from promoplan.i18n.catalogue import find
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.condition import Condition, Move, MoveKind
from promoplan.model.figure import Basis, Denominator, Figure
from promoplan.model.monitoring import CustomMetric, Monitoring
from promoplan.model.references import Kind
from promoplan.report.view.material import Material
from promoplan.report.view.times import duration


def custom_metrics(material: Material) -> dict[str, CustomMetric]:
    """The metrics that the plan defines for itself, by key."""
    monitoring = material.section(Monitoring)
    return {metric.id: metric for metric in monitoring.metrics} if monitoring else {}


def metric_name(
    material: Material, key: str, basis: Basis | None = None, of: Denominator | None = None, *, short: bool = False
) -> str:
    """A metric's name, with the basis of a return or the denominator of a conversion rate where one is given."""
    voice = material.voice
    own = custom_metrics(material).get(key)
    name = (own and own.name) or find("metrics", f"{key}.{'short' if short else 'name'}", voice.language) or key
    told = voice.listed((voice.term(basis), voice.term(of)))
    return voice.label("with-basis", name=name, basis=told) if told else name


def figure_text(material: Material, key: str, number: Decimal | None, *, percent: bool = False, unit: str = "") -> str:
    """A figure in its metric's unit; of an unknown metric, in the way it was written."""
    voice = material.voice
    if number is None:
        return ""
    written_as = {"money": voice.money, "ratio": voice.percent, "multiple": voice.multiple, "number": voice.number}
    return written_as[unit_key(key, percent=percent, unit=unit)](number)


def unit_key(key: str, *, percent: bool = False, unit: str = "") -> str:
    """In what the figures of a metric are written: money, ratio, multiple or number."""
    metric = METRICS.get(key)
    kind = metric.unit if metric else None
    if kind is MetricUnit.MONEY or (kind is None and unit):
        return "money"
    if kind is MetricUnit.RATIO or percent:
        return "ratio"
    return "multiple" if kind is MetricUnit.MULTIPLE else "number"


def written(material: Material, key: str, figure: Figure | None) -> str:
    """A figure of the plan in its metric's unit."""
    if figure is None:
        return ""
    return figure_text(material, key, figure.number, percent=figure.percent, unit=figure.unit)


def condition_text(material: Material, condition: Condition) -> str:
    """A sign to act on, as a sentence: ROAS below 2.00 for 2 weeks on Video platform."""
    voice = material.voice
    limit = figure_text(material, condition.metric, condition.limit, percent="%" in condition.text)
    lasting, where = duration(voice, condition.duration), ""
    if condition.channel:
        where = voice.label("condition.channel", channel=material.names.get(Kind.CHANNEL, condition.channel))
    return voice.label(
        f"condition.{condition.sign.name.lower()}",
        metric=metric_name(material, condition.metric, short=True),
        limit=limit,
        duration=voice.label("condition.duration", duration=lasting) if lasting else "",
        channel=where,
    )


def move_text(material: Material, move: Move | None) -> str:
    """What happens to a channel's money: up by 20%, at most 20%, paused."""
    if move is None:
        return ""
    voice = material.voice
    if move.kind is MoveKind.PAUSE:
        return voice.label("move.pause")
    return voice.label(f"move.{move.kind}", share=voice.percent(move.share))
