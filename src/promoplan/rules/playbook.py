"""The playbook: each entry acts, on a figure that is measured, without contradicting another one."""

from collections.abc import Iterator
from itertools import combinations

from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS
from promoplan.model.channels import Channels, Role
from promoplan.model.condition import Condition, Move, MoveKind, Sign
from promoplan.model.goals import Goals
from promoplan.model.monitoring import Monitoring
from promoplan.model.optimization import Optimization, Play
from promoplan.rules.metric_names import measured_by
from promoplan.rules.rule import Problem, problem, rule

MOST_RELATED = 10
"""The most further entries that a finding points at."""

_FROM_BELOW = {Sign.ABOVE, Sign.AT_LEAST, Sign.EQUAL}
_FROM_ABOVE = {Sign.BELOW, Sign.AT_MOST, Sign.EQUAL}


@rule("PP705", Severity.ERROR)
def playbook_metric_unmonitored(
    optimization: Optimization, monitoring: Monitoring, goals: Goals | None = None
) -> Iterator[Problem]:
    """A figure that no KPI and no stage of the funnel measures, and for which entries wait.

    One finding for each figure, at the first entry. Of a goal's figure that no KPI measures, another rule speaks.
    """
    measured = set(measured_by(monitoring)) | {stage.metric for stage in monitoring.funnel}
    if monitoring.kpis and goals:
        measured |= {target.metric for target in goals.targets} & METRICS.keys()
    waiting: dict[str, list[Play]] = {}
    for play in optimization.playbook:
        if play.when.metric not in measured:
            waiting.setdefault(play.when.metric, []).append(play)
    for metric, (first, *others) in waiting.items():
        related = [play.at("when") for play in others[:MOST_RELATED]]
        yield problem(first.at("when"), related=related, metric=metric, when=first.when.text)


@rule("PP707", Severity.ERROR)
def playbook_without_action(optimization: Optimization) -> Iterator[Problem]:
    """An entry that says neither what people do nor what happens to the money."""
    for play in optimization.playbook:
        if play.then is None and play.move is None:
            yield problem(play.at("when"), when=play.when.text)


@rule("PP708", Severity.WARNING)
def playbook_conflict(optimization: Optimization) -> Iterator[Problem]:
    """Two entries that one figure can fire at once, and one adds money where the other takes it away."""
    for first, second in combinations(optimization.playbook, 2):
        if _opposite(first.move, second.move) and _can_meet(first.when, second.when):
            yield problem(
                second.at("move"),
                related=[first.at("move")],
                when=second.when.text,
                move=second.move.text if second.move else "",
                other_when=first.when.text,
                other_move=first.move.text if first.move else "",
            )


def _opposite(left: Move | None, right: Move | None) -> bool:
    kinds = {move.kind for move in (left, right) if move}
    return MoveKind.RAISE in kinds and bool(kinds & {MoveKind.LOWER, MoveKind.PAUSE})


def _can_meet(left: Condition, right: Condition) -> bool:
    """Whether a value of the same metric, where both look, can satisfy both conditions."""
    if left.metric != right.metric or (left.channel and right.channel and left.channel != right.channel):
        return False
    both = (left, right)
    lows = [(each.limit, each.sign is Sign.ABOVE) for each in both if each.sign in _FROM_BELOW]
    highs = [(each.limit, each.sign is Sign.BELOW) for each in both if each.sign in _FROM_ABOVE]
    return all(
        low < high or (low == high and not low_open and not high_open)
        for low, low_open in lows
        for high, high_open in highs
    )


@rule("PP709", Severity.WARNING)
def roi_drop_uncovered(optimization: Optimization, channels: Channels) -> Iterator[Problem]:
    """The playbook says nothing for the case that the return of a core channel falls."""
    core = [channel.id for channel in channels.items if channel.role is Role.CORE]
    covered = {play.when.channel for play in optimization.playbook if _tells_of_falling_return(play.when)}
    open_ = tuple(id_ for id_ in core if id_ not in covered)
    lost = covered - {None} - {channel.id for channel in channels.items}  # may be the ones: another rule says so
    if open_ and None not in covered and not lost:
        filled = bool(optimization.playbook)
        yield problem(
            optimization.at("playbook") if filled else optimization.path,
            on_key=True,
            variant="" if filled else "none",
            channels=open_,
        )


def _tells_of_falling_return(when: Condition) -> bool:
    rising = when.sign in {Sign.ABOVE, Sign.AT_LEAST}
    return (when.metric in {"roas", "roi"} and when.falling) or (when.metric == "cost_ratio" and rising)
