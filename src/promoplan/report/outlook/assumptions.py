"""What a forecast takes for granted, in sentences."""

from collections.abc import Iterator

from promoplan.forecast.result import ChannelForecast
from promoplan.report.outlook.phrases import Told


def assumptions(told: Told) -> Iterator[str]:
    """The assumptions that hold for this plan; those that flatter are said to do so."""
    voice, forecast = told.material.voice, told.forecast
    if forecast.uncertain:
        yield voice.label("forecast.assume.ranges", count=voice.count(forecast.uncertain))
    else:
        yield voice.label("forecast.assume.points")
    yield from _returns(told)
    yield voice.label("forecast.assume.time")
    yield voice.label("forecast.assume.media")
    if any(channel.revenue is not None for channel in forecast.channels):
        yield voice.label("forecast.assume.margins")
    if stated := tuple(channel.id for channel in forecast.channels if channel.stated):
        yield voice.label("forecast.assume.stated", channels=told.channels(stated))
    if lacking := tuple(channel.id for channel in forecast.channels if channel.revenue is None):
        yield voice.label("forecast.assume.lacking", channels=told.channels(lacking))
    if doubtful := voice.listed(_doubtful(told)):
        yield voice.label("forecast.assume.doubtful", figures=doubtful)
    if forecast.uncertain:
        runs, seed = voice.count(forecast.runs), str(forecast.seed)
        if errors := [goal.chance.error for goal in forecast.goals if goal.chance]:
            yield voice.label("forecast.assume.runs", runs=runs, seed=seed, error=told.points(max(errors)))
        else:
            yield voice.label("forecast.assume.draws", runs=runs, seed=seed)


def _returns(told: Told) -> Iterator[str]:
    """Diminishing returns, and where none are assumed."""
    voice = told.material.voice
    paid = [channel for channel in told.forecast.channels if channel.spend]
    linear = tuple(channel.id for channel in paid if channel.elasticity is None)
    if len(linear) < len(paid):
        yield voice.label("forecast.assume.returns", channels=voice.listed(_elasticities(told, paid)))
        if linear:
            yield voice.label("forecast.assume.linear", channels=told.channels(linear))
    elif paid:
        yield voice.label("forecast.assume.all-linear")


def _elasticities(told: Told, channels: list[ChannelForecast]) -> Iterator[str]:
    for channel in channels:
        if channel.elasticity is not None:
            figure = told.material.voice.number(channel.elasticity)
            yield told.material.voice.label("with-share", name=told.channel(channel.id), share=figure)


def _doubtful(told: Told) -> Iterator[str]:
    for channel in told.forecast.channels:
        for figure in channel.doubtful:
            yield told.material.voice.label(
                "forecast.figure", bearer=told.channel(channel.id), figure=told.short(figure)
            )
