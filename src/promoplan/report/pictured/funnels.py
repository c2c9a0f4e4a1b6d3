"""The funnel of the whole plan, and those of its channels side by side."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from promoplan.report.charts.channel_funnels import ChannelFunnel, ChannelFunnels, channel_funnels
from promoplan.report.charts.data import Funnel, Stage
from promoplan.report.charts.funnel import funnel
from promoplan.report.pictured.made import Pictured, head, made
from promoplan.report.view.channels import ChannelView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice

_MOST_CHANNELS = 12
_STAGES = ("impressions", "clicks", "orders", "new_customers")
_RARE = Decimal("0.005")
"""A share below this is told as one in so many."""


def whole_funnel(context: ReportContext, voice: Voice) -> Pictured:
    """The stages that the plan measures, as far as their volume is known."""
    stages = [
        Stage(stage.name, stage.value, stage.volume, stage.rate)
        for stage in (context.monitoring.funnel if context.monitoring else ())
        if stage.value is not None
    ]
    if len(stages) > 1:
        said = (voice.label("told.figure", name=stage.label, figure=stage.figure) for stage in stages)
        chart = Funnel(*head(voice, "funnel", said), tuple(stages), voice.label("chart.note.order"))
        yield made("funnel", chart, funnel, _narrowest(voice, stages))


def _narrowest(voice: Voice, stages: Sequence[Stage]) -> str:
    """How many come through, and at which stage most are lost; "" for a funnel that does not narrow."""
    first, last = stages[0], stages[-1]
    steps = [(after.value / before.value, before, after) for before, after in pairwise(stages) if before.value > 0]
    if first.value <= 0 or not 0 < last.value < first.value or not steps:
        return ""
    rate, before, after = min(steps, key=lambda step: step[0])
    through = last.value / first.value
    sentences = [
        voice.label("caption.funnel.one-in", count=voice.count(1 / through), first=first.label, last=last.label)
        if through < _RARE
        else voice.label("caption.funnel.share", share=voice.share(through), first=first.label, last=last.label)
    ]
    if len(steps) > 1 and voice.share(rate):
        sentences.append(
            voice.label("caption.funnel.narrowest", before=before.label, after=after.label, rate=voice.share(rate))
        )
    return voice.sentences(sentences)


def by_channel(context: ReportContext, voice: Voice) -> Pictured:
    """What each channel with money is expected to bring, stage by stage; the largest spenders where there are many."""
    channels = context.channels.items if context.channels else ()
    paid = sorted((each for each in channels if each.outcome.values.spend), key=lambda each: -each.outcome.values.spend)
    found = [(each, tuple(_stages(voice, each))) for each in paid]
    shown = [(each, stages) for each, stages in found if len(stages) > 1][:_MOST_CHANNELS]
    if len(shown) < 2:  # noqa: PLR2004 - one alone is the funnel of the whole plan
        return
    said = (
        voice.label("told.figure", name=each.name, figure=voice.listed(f"{one.label} {one.figure}" for one in stages))
        for each, stages in shown
    )
    chart = ChannelFunnels(
        *head(voice, "channel-funnels", said),
        tuple(ChannelFunnel(each.name, stages) for each, stages in shown),
        voice.label("chart.note.ten"),
    )
    yield made("channel-funnels", chart, channel_funnels, _best(voice, [each for each, _ in shown]))


def _stages(voice: Voice, channel: ChannelView) -> Iterator[Stage]:
    before: Decimal | None = None
    for key in _STAGES:
        value: Decimal | None = getattr(channel.outcome.values, key)
        if value:
            label = voice.label(f"field.{key.replace('_', '-')}")
            yield Stage(label, value, getattr(channel.outcome, key), voice.part(value, before))
            before = value


def _best(voice: Voice, channels: Sequence[ChannelView]) -> str:
    """Which channel turns most of its clicks into orders, and which the fewest."""
    rates = sorted(
        (outcome.orders / outcome.clicks, each.name)
        for each in channels
        for outcome in (each.outcome.values,)
        if outcome.orders and outcome.clicks
    )
    if len(rates) < 2 or voice.share(rates[0][0]) == voice.share(rates[-1][0]):  # noqa: PLR2004 - one against another
        return ""
    (low, worst), (high, best) = rates[0], rates[-1]
    return voice.label("caption.channels", best=best, high=voice.share(high), worst=worst, low=voice.share(low))
