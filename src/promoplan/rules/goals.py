"""Step 01, goal by goal: quantified, with a start, a deadline, a metric that is known and a basis that is named."""

import re
from collections.abc import Iterator
from datetime import date

from promoplan.findings.finding import Severity
from promoplan.model.goals import Goals, Target
from promoplan.model.header import PlanHeader
from promoplan.model.monitoring import Kpi, Monitoring
from promoplan.rules.figures import metrics_of
from promoplan.rules.metric_names import measured_by, unknown_metrics
from promoplan.rules.rule import Problem, problem, rule

_VAGUE = re.compile(
    r"\b(?:improv|strength|enhanc|boost|increas|rais|grow|better|optimi[sz]|expand|deepen|develop|promot|build)\w*"
    "|提升|提高|加強|加强|增強|增强|強化|强化|改善|優化|优化|擴大|扩大|深化|推進|推进|促進|促进|打造|完善|增加",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千万萬億亿兩两半倍]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twice|doubl\w*|tripl\w*|half|halve)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:rates?|sales|revenue|turnover|orders?|customers?|buyers?|users?|visitors?|costs?|spend|clicks?|visits?|traffic"
    r"|values?|roi|roas|ctr|cvr|aov|gmv|cac|nps|shares?|awareness|retention|margins?|profits?|views?|reach|followers?"
    r"|members?|satisfaction|scores?|conversions?|repurchases?|refunds?|leads?|contacts?|engagement|searches|rank\w*)\b"
    "|[率額额量數数價价度客費费利收單单值]|成本|占比|佔比|份額|份额|排名|人口|會員|会员|粉絲|粉丝|分$",
    re.IGNORECASE,
)
_WITH_BASIS = {"roi": "basis", "cvr": "of"}


@rule("PP101", Severity.ERROR)
def goal_not_quantified(goals: Goals) -> Iterator[Problem]:
    """No goal at all, or one with neither a target nor a change."""
    if not goals.targets:
        yield problem(goals.path, on_key=True, variant="none")
    for target in goals.targets:
        if not _is_quantified(target):
            yield problem(target.at("id"), goal=target.id, metric=target.metric)


def _is_quantified(target: Target) -> bool:
    return target.target is not None or target.change is not None


@rule("PP102", Severity.WARNING)
def goal_without_baseline(goals: Goals) -> Iterator[Problem]:
    """A change from an unknown start."""
    for target in goals.targets:
        if target.change is not None and target.baseline is None:
            yield problem(target.at("change"), goal=target.id, metric=target.metric, change=target.change.text)
        if target.trend is not None and target.baseline is None:
            yield problem(target.at("trend"), variant="trend", goal=target.id, trend=target.trend.text)


@rule("PP103", Severity.ERROR)
def goal_without_deadline(goals: Goals) -> Iterator[Problem]:
    """A goal that nobody can miss."""
    for target in goals.targets:
        if target.by is None:
            yield problem(target.at("id"), goal=target.id)


@rule("PP104", Severity.ERROR)
def goal_deadline_outside_period(plan: PlanHeader, goals: Goals) -> Iterator[Problem]:
    """A deadline before the plan's first day or after its last, or a milestone that lies outside."""
    first, last = plan.period.start, plan.period.end
    if last < first:  # another rule's
        return
    for target in goals.targets:
        yield from _milestones_outside(target, first, min(last, target.by or last))
        if target.by is not None and not first <= target.by <= last:
            variant = "early" if target.by < first else "late"
            related = [plan.at("period")]
            yield problem(
                target.at("by"), variant=variant, related=related, goal=target.id, day=target.by, first=first, last=last
            )


def _milestones_outside(target: Target, first: date, last: date) -> Iterator[Problem]:
    """Milestones for a part of the calendar that no day of the goal's time falls into."""
    for key in target.milestones:
        if last >= first and (key.start > last or key.end < first):
            at = target.at("milestones", key)
            yield problem(at, on_key=True, variant="milestone", goal=target.id, day=str(key), first=first, last=last)


@rule("PP105", Severity.ERROR)
def goal_metric_unknown(goals: Goals, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """A metric that neither the registry nor the plan defines."""
    yield from unknown_metrics(goals.targets, metrics_of(monitoring))


@rule("PP114", Severity.WARNING)
def vague_goal(goals: Goals) -> Iterator[Problem]:
    """A name that wishes for something better, without a figure and without saying of what."""
    for target in goals.targets:
        name = target.name or ""
        wish = _VAGUE.search(name)
        if wish and _is_quantified(target) and not _FIGURE.search(name) and not _MEASURE.search(name):
            yield problem(target.at("name"), name=name, wish=wish[0], metric=target.metric)


@rule("PP119", Severity.ERROR)
def roi_basis_missing(goals: Goals | None = None, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """A return on investment that does not say on what basis, or a conversion rate that does not say of what."""
    measured: list[Target | Kpi] = [*(goals.targets if goals else ()), *(monitoring.kpis if monitoring else ())]
    for each in measured:
        key = _WITH_BASIS.get(each.metric)
        if key is not None and getattr(each, key) is None:
            yield problem(each.at("metric"), variant=each.metric)


@rule("PP122", Severity.WARNING)
def gmv_without_net(goals: Goals, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """A goal in gross merchandise value, while nobody looks at what is cancelled and returned."""
    watched = {each.metric for each in goals.targets} | set(measured_by(monitoring) if monitoring else ())
    missing = tuple(key for key in ("cancel_rate", "refund_rate") if key not in watched)
    for target in goals.targets:
        if target.metric == "gmv" and missing and "net_revenue" not in watched:
            yield problem(target.at("metric"), goal=target.id, missing=missing)
