"""The reviews of step 07: how often one looks, who calls it, by what it decides, and how fast one responds."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import Period, PlanHeader, PlanKind
from promoplan.model.monitoring import Monitoring
from promoplan.model.optimization import Optimization, Review
from promoplan.rules.figures import metrics_of
from promoplan.rules.rule import Problem, problem, rule

WEEK, MONTH, QUARTER = Decimal(7), Decimal(31), Decimal(92)
"""The most days between two reviews that are called weekly, monthly, quarterly."""


class ReviewLimits(NamedTuple):
    """From how many months on a plan has monthly and quarterly reviews, and from how many days on one of its own."""

    monthly_from: int = 2
    quarterly_from: int = 6
    campaign_days: int = 7


class ResponseLimits(NamedTuple):
    """The longest time from a sign to the response, in hours."""

    max_hours: int = 48


@rule("PP701", Severity.ERROR)
def no_weekly_review(optimization: Optimization) -> Iterator[Problem]:
    """No review at least once a week."""
    if not optimization.reviews:
        yield problem(optimization.path, on_key=True, variant="none")
        return
    quickest = min(optimization.reviews, key=_days_between)
    if _days_between(quickest) > WEEK:
        yield problem(quickest.at("cadence"), cadence=quickest.cadence.text)


@rule("PP702", Severity.WARNING, limits=ReviewLimits)
def no_long_review(plan: PlanHeader, optimization: Optimization, *, limits: ReviewLimits) -> Iterator[Problem]:
    """A plan of two months without a monthly review, or of six without a quarterly one."""
    months = _whole_months(plan.period)
    at = optimization.at("reviews") if optimization.reviews else optimization.path
    rhythms = [_days_between(review) for review in optimization.reviews]
    if months >= limits.monthly_from and not any(WEEK < days <= MONTH for days in rhythms):
        yield problem(at, on_key=True, variant="monthly", months=months, least=limits.monthly_from)
    if months >= limits.quarterly_from and not any(MONTH < days <= QUARTER for days in rhythms):
        yield problem(at, on_key=True, variant="quarterly", months=months, least=limits.quarterly_from)


@rule("PP703", Severity.WARNING, limits=ResponseLimits)
def no_response_time(optimization: Optimization, *, limits: ResponseLimits) -> Iterator[Problem]:
    """No longest time to respond, or one that is too long."""
    time = optimization.response_time
    if time is None:
        yield problem(optimization.path, on_key=True, variant="none", most=limits.max_hours)
    elif time.hours > limits.max_hours:
        yield problem(optimization.at("response_time"), found=time.text, hours=time.hours, most=limits.max_hours)


@rule("PP704", Severity.WARNING)
def target_not_measurable(optimization: Optimization, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """The optimisation has no target, or one without a figure or with a metric that nobody defines."""
    if not optimization.targets:
        yield problem(optimization.path, on_key=True, variant="none")
    known = metrics_of(monitoring)
    for target in optimization.targets:
        if target.metric not in known:
            yield problem(target.at("metric"), variant="metric", metric=target.metric)
        elif target.change is None and target.target is None:
            yield problem(target.at("metric"), variant="figure", metric=target.metric)


@rule("PP714", Severity.WARNING)
def review_without_owner(optimization: Optimization) -> Iterator[Problem]:
    """A review that nobody calls."""
    for review in optimization.reviews:
        if review.owner is None:
            yield problem(review.at("cadence"), cadence=review.cadence.text)


@rule("PP718", Severity.WARNING, limits=ReviewLimits)
def adjusted_too_rarely(plan: PlanHeader, optimization: Optimization, *, limits: ReviewLimits) -> Iterator[Problem]:
    """A campaign of more than a week whose most frequent review comes only after its end."""
    days = (plan.period.end - plan.period.start).days + 1
    if plan.kind is not PlanKind.CAMPAIGN or days <= limits.campaign_days or not optimization.reviews:
        return
    quickest = min(optimization.reviews, key=_days_between)
    if _days_between(quickest) >= days:
        yield problem(quickest.at("cadence"), related=[plan.at("period")], cadence=quickest.cadence.text, days=days)


@rule("PP719", Severity.WARNING)
def review_without_rule(optimization: Optimization) -> Iterator[Problem]:
    """A review that names no figures to look at, or no rule by which it decides."""
    for review in optimization.reviews:
        missing = [name for name in ("metrics", "decision") if not getattr(review, name)]
        if missing:
            yield problem(review.at("cadence"), cadence=review.cadence.text, missing=tuple(missing))


def _days_between(review: Review) -> Decimal:
    return review.cadence.days_between


def _whole_months(period: Period) -> int:
    """Whole calendar months from the first day to the last, both included."""
    after = period.end + timedelta(days=1)
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    return months - (after.day < period.start.day)
