"""The wanted splits of the budget, held against what its lines say, each on its own declared base."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from promoplan.economics import ledger
from promoplan.economics.returns import channel_outcome
from promoplan.model.budget import Base, Budget, ChannelView, HighRoi, PhaseView
from promoplan.model.channels import Channels
from promoplan.report.view.figures import figure_text, metric_name
from promoplan.report.view.material import Material

_METHODS_SHARE = Decimal("0.60")
"""Share of high-return channels that the method asks for (annual programme 7.1)."""
_LEAST = frozenset({"high-roi", "innovation"})
"""Views whose wanted share is the least that there should be."""
_ROUNDING = Decimal("1e-12")


class SplitView(Struct, frozen=True):
    """One wanted share: of what, on which base, wanted and planned, and the difference in percentage points."""

    view: str
    label: str
    base: str
    wanted: str
    planned: str
    difference: str


def split_views(material: Material, budget: Budget) -> Iterator[SplitView]:
    """A row for each wanted share that the plan declares."""
    targets = budget.targets
    if targets is None:
        return
    voice = material.voice
    if targets.category:
        base, shares = targets.category.base, targets.category.shares
        held = ledger.by_category(budget, base)
        for category, share in shares.items():
            planned = held.get(category, ledger.ZERO)
            yield _row(material, budget, "category", base, voice.term(category), share, planned)
    if targets.phase:
        yield from _named(material, budget, "phase", targets.phase, ledger.by_phase(budget, targets.phase.base))
    if targets.channel:
        yield from _named(material, budget, "channel", targets.channel, ledger.by_channel(budget, targets.channel.base))
    if targets.high_roi:
        yield from _high_return(material, budget, targets.high_roi)
    if targets.innovation:
        planned = ledger.innovation(budget, targets.innovation.base)
        label = voice.label("split.innovation")
        yield _row(material, budget, "innovation", targets.innovation.base, label, targets.innovation.share, planned)


def _named(
    material: Material,
    budget: Budget,
    view: str,
    wanted: PhaseView | ChannelView,
    held: Mapping[str, Decimal],
) -> Iterator[SplitView]:
    """A row for each phase or channel of which a share is wanted."""
    for key, share in wanted.shares.items():
        label, planned = material.name(key), held.get(key, ledger.ZERO)
        yield _row(material, budget, view, wanted.base, label, share, planned)


def _row(
    material: Material, budget: Budget, view: str, base: Base, label: str, share: Decimal, planned: Decimal
) -> SplitView:
    voice, whole = material.voice, ledger.base_amount(budget, base)
    return SplitView(
        view=voice.label(f"split.{view}"),
        label=label,
        base=voice.term(base),
        wanted=voice.label("at-least", share=voice.percent(share)) if view in _LEAST else voice.percent(share),
        planned=voice.part(planned, whole),
        difference=voice.points(planned / whole - share) if whole else "",
    )


def _high_return(material: Material, budget: Budget, wanted: HighRoi) -> Iterator[SplitView]:
    """The share of the channels whose expected return reaches the threshold; without one, what is wanted alone."""
    channels, voice = material.section(Channels), material.voice
    share = wanted.share if wanted.share is not None else _METHODS_SHARE
    name = metric_name(material, wanted.metric, short=True)
    limit = figure_text(material, wanted.metric, wanted.at_least)
    label = voice.label("split.at-least", metric=name, limit=limit) if limit else name
    if channels is None or wanted.at_least is None or wanted.metric not in {"roas", "roi"}:
        told = voice.label("at-least", share=voice.percent(share))
        yield SplitView(voice.label("split.high-roi"), label, voice.term(wanted.base), told, "", "")
        return
    held = ledger.by_channel(budget, wanted.base)
    reached = ledger.ZERO
    for channel in channels.items:
        money = held.get(channel.id, ledger.ZERO)
        result = channel_outcome(channel, money)
        figure = result.roas if wanted.metric == "roas" else result.roi
        if figure is not None and figure >= wanted.at_least * (1 - _ROUNDING):
            reached += money
    yield _row(material, budget, "high-roi", wanted.base, label, share, reached)
