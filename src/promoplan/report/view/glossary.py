"""The glossary: the metrics that the plan speaks of, with their formulas."""

from collections.abc import Iterator

from msgspec import Struct

from promoplan.i18n.catalogue import find
from promoplan.metrics.registry import METRICS
from promoplan.model.condition import Condition
from promoplan.model.goals import Goals
from promoplan.model.leaves import leaves
from promoplan.model.monitoring import CustomMetric, Monitoring
from promoplan.model.optimization import Optimization
from promoplan.report.view.channels import ChannelsView
from promoplan.report.view.figures import custom_metrics
from promoplan.report.view.material import Material


class TermView(Struct, frozen=True):
    """One metric: short and full name, and how it is computed ("" for what is counted directly).

    `note` tells more of a metric that the plan defines for itself: its dimension, and how its figures are read.
    """

    short: str
    name: str
    formula: str
    note: str = ""


def glossary(material: Material, channels: ChannelsView | None) -> tuple[TermView, ...]:
    """The metrics used anywhere in the plan or in the channels' figures, in the order of the registry."""
    used = set(_used(material))
    if channels and channels.items:
        used |= {"cpm", "ctr", "cpc", "cvr", "aov", "revenue", "net_revenue", "roas", "roi", "contribution"}
        used |= {"cac"} if channels.customers else set()
        used |= {"cltv", "ltv_cac"} if channels.has_lifetimes else set()
    own = custom_metrics(material)
    known = tuple(_known(material, key) for key in METRICS if key in used and key not in own)
    return known + tuple(_own(material, metric) for metric in own.values())


def _known(material: Material, key: str) -> TermView:
    texts = (find("metrics", f"{key}.{part}", material.voice.language) or "" for part in ("short", "name", "formula"))
    return TermView(*texts)


def _own(material: Material, metric: CustomMetric) -> TermView:
    voice = material.voice
    read = (("additive", metric.additive), ("lower", metric.lower_is_better))
    note = voice.in_row((voice.term(metric.dimension), *(voice.label(f"metric.{key}") for key, holds in read if holds)))
    return TermView("", metric.name, metric.formula or "", note)


def _used(material: Material) -> Iterator[str]:
    """Keys of the metrics that goals, KPIs, funnel, reviews and playbook name."""
    for model in (Goals, Monitoring, Optimization):
        section = material.section(model)
        for path, value in leaves(section) if section else ():
            if isinstance(value, Condition):
                yield value.metric
            elif isinstance(value, str) and {"metric", "metrics"} & set(map(str, path[-2:])):
                yield value
