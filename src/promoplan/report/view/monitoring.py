"""Step 05 in the report: tools, KPIs by dimension, the funnel and attribution."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from promoplan.metrics.registry import METRICS
from promoplan.model.monitoring import Kpi, MetricDimension, Monitoring, Tool
from promoplan.model.optimization import Optimization
from promoplan.report.view.channels import ChannelsView
from promoplan.report.view.figures import (
    condition_text,
    custom_metrics,
    figure_text,
    metric_name,
    unit_key,
    written,
)
from promoplan.report.view.material import Material
from promoplan.report.view.times import day, duration, frequency


class ToolView(Struct, frozen=True):
    """One tool in words; `window` is how long after a contact it counts an order, where it has its own."""

    name: str
    kind: str
    calibration: str
    calibrated_on: str
    cross_check: str
    owner: str
    window: str


class KpiView(Struct, frozen=True):
    """One measured figure in words; `dimension_key` is traffic, conversion, user, brand, or "" where none is known.

    `thresholds` are the signs of the playbook that speak of its metric. `unit_key` is money, ratio, multiple or number,
    `value` the raw target.
    """

    metric: str
    target: str
    channel: str
    source: str
    cadence: str
    owner: str
    dimension: str
    dimension_key: str
    thresholds: str
    unit_key: str
    value: Decimal | None
    lower_is_better: bool
    place: str


class StageView(Struct, frozen=True):
    """One stage of the funnel; `rate` is its part of the stage before, `value` the raw volume."""

    name: str
    volume: str
    rate: str
    value: Decimal | None


class MonitoringView(Struct, frozen=True):
    """What is measured, with what; KPIs stand by dimension, in the method's order."""

    tools: tuple[ToolView, ...]
    kpis: tuple[KpiView, ...]
    funnel: tuple[StageView, ...]
    attribution: str
    window: str
    alerts: tuple[str, ...]


def monitoring(material: Material, channels: ChannelsView | None) -> MonitoringView | None:
    """What is measured, or None where the section is absent or broken."""
    section = material.section(Monitoring)
    if section is None:
        return None
    attribution = section.attribution
    order = ["", *MetricDimension]
    kpis = [_kpi(material, kpi) for kpi in section.kpis]
    return MonitoringView(
        tools=tuple(_tool(material, tool) for tool in section.tools),
        kpis=tuple(sorted(kpis, key=lambda kpi: order.index(kpi.dimension_key) or len(order))),
        funnel=tuple(_funnel(material, section, channels)),
        attribution=material.voice.term(attribution.model) if attribution else "",
        window=duration(material.voice, attribution.window) if attribution else "",
        alerts=section.alerts,
    )


def _tool(material: Material, tool: Tool) -> ToolView:
    voice = material.voice
    return ToolView(
        tool.name,
        voice.term(tool.kind),
        frequency(voice, tool.calibration),
        day(voice, tool.calibrated_on),
        material.name(tool.cross_check),
        material.name(tool.owner),
        duration(voice, tool.window),
    )


def _kpi(material: Material, kpi: Kpi) -> KpiView:
    dimension, target = _dimension(material, kpi), kpi.target
    known = METRICS.get(kpi.metric) or custom_metrics(material).get(kpi.metric)
    return KpiView(
        metric=metric_name(material, kpi.metric, kpi.basis, kpi.of),
        target=written(material, kpi.metric, kpi.target),
        channel=material.name(kpi.channel) or material.voice.label("whole-plan"),
        source=material.name(kpi.source),
        cadence=frequency(material.voice, kpi.cadence),
        owner=material.name(kpi.owner),
        dimension=material.voice.term(dimension),
        dimension_key=dimension.value if dimension else "",
        thresholds=_thresholds(material, kpi),
        unit_key=unit_key(kpi.metric, percent=bool(target and target.percent), unit=target.unit if target else ""),
        value=target.number if target else None,
        lower_is_better=bool(known and known.lower_is_better),
        place=material.place(kpi),
    )


def _thresholds(material: Material, kpi: Kpi) -> str:
    """The playbook's signs for a metric, as far as they speak of the same channel or of all."""
    optimization = material.section(Optimization)
    signs = [play.when for play in optimization.playbook] if optimization else []
    return material.voice.in_row(
        condition_text(material, sign)
        for sign in signs
        if sign.metric == kpi.metric and (kpi.channel is None or sign.channel in {None, kpi.channel})
    )


def _dimension(material: Material, kpi: Kpi) -> MetricDimension | None:
    if kpi.dimension is not None:
        return kpi.dimension
    known = METRICS.get(kpi.metric) or custom_metrics(material).get(kpi.metric)
    return MetricDimension(known.dimension.value) if known else None


def _funnel(material: Material, section: Monitoring, channels: ChannelsView | None) -> Iterator[StageView]:
    """The stages; a volume that the plan does not state is the channels' expected one."""
    before: Decimal | None = None
    for stage in section.funnel:
        value = stage.volume.number if stage.volume else _expected(channels, stage.metric)
        name = stage.name or metric_name(material, stage.metric)
        yield StageView(name, figure_text(material, stage.metric, value), material.voice.part(value, before), value)
        before = value


def _expected(channels: ChannelsView | None, metric: str) -> Decimal | None:
    """What all channels together are expected to bring; None unless each channel with money tells it."""
    if channels is None or metric not in {"impressions", "clicks", "orders", "new_customers"}:
        return None
    paid = [each.outcome.values for each in channels.items if each.outcome.values.spend]
    if not paid or any(getattr(each, metric) is None for each in paid):
        return None
    whole: Decimal | None = getattr(channels.total.outcome.values, metric)
    return None if whole is None else whole.quantize(Decimal(1))
