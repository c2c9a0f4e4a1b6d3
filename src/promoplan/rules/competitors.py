"""Step 02: who else is there, what they do, how it is known, and what the plan draws from it."""

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.findings.finding import Severity
from promoplan.model.competitors import AnalysisSource, AnalysisSourceKind, Competitor, Competitors
from promoplan.model.header import PlanHeader
from promoplan.model.numbers import Ratio
from promoplan.rules.clock import latest_known
from promoplan.rules.rule import Problem, problem, rule

_LOOKED_AT = ("strategy", "channels", "content")


class CompetitorLimits(NamedTuple):
    """The fewest competitors that make a comparison."""

    min_count: int = 2


class SourceLimits(NamedTuple):
    """The most months from a source's date to the plan's first day."""

    max_months: int = 12


@rule("PP201", Severity.ERROR)
def no_competitor(competitors: Competitors) -> Iterator[Problem]:
    """No competitor at all."""
    if not competitors.items:
        yield problem(competitors.path, on_key=True)


@rule("PP202", Severity.WARNING, limits=CompetitorLimits)
def few_competitors(competitors: Competitors, *, limits: CompetitorLimits) -> Iterator[Problem]:
    """Too few competitors to compare, one that stands there twice counted once; none is another rule's."""
    count = len({_plain(competitor.name) for competitor in competitors.items})
    if 0 < count < limits.min_count:
        yield problem(competitors.at("items"), on_key=True, count=count, least=limits.min_count)


@rule("PP203", Severity.WARNING)
def competitor_incomplete(competitors: Competitors) -> Iterator[Problem]:
    """A competitor whose strategy, channels or content the comparison leaves out."""
    for competitor in competitors.items:
        missing = tuple(name for name in _LOOKED_AT if not getattr(competitor, name))
        if missing:
            yield problem(competitor.at("id"), name=competitor.name, missing=missing)


@rule("PP204", Severity.WARNING)
def unverified_analysis(competitors: Competitors) -> Iterator[Problem]:
    """No third party's data behind the analysis, or behind some of the competitors."""
    if _is_verified(competitors.sources):
        return
    unverified = [each for each in competitors.items if not _is_verified(each.sources)]
    if unverified and len(unverified) == len(competitors.items):
        yield problem(competitors.path, on_key=True)
    else:
        yield from (problem(each.at("id"), variant="one", name=each.name) for each in unverified)


def _is_verified(sources: tuple[AnalysisSource, ...]) -> bool:
    return any(source.kind is AnalysisSourceKind.THIRD_PARTY for source in sources)


@rule("PP205", Severity.WARNING, limits=SourceLimits)
def stale_source(plan: PlanHeader, competitors: Competitors, today: date, *, limits: SourceLimits) -> Iterator[Problem]:
    """Data that is too old on the plan's first day, or dated after the day of judgement."""
    now, day = latest_known(plan, today), min(plan.period.start, plan.period.end)
    oldest = _months_before(day, limits.max_months)
    for source in _all_sources(competitors):
        if source.date is None or oldest <= source.date <= now:
            continue
        yield problem(
            source.at("date"),
            variant="future" if source.date > now else "",
            name=source.name,
            date=source.date,
            today=now,
            day=day,
            oldest=oldest,
            months=limits.max_months,
        )


def _all_sources(competitors: Competitors) -> Iterator[AnalysisSource]:
    yield from competitors.sources
    for competitor in competitors.items:
        yield from competitor.sources


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


@rule("PP206", Severity.INFO)
def no_response(competitors: Competitors) -> Iterator[Problem]:
    """A competitor from whom the plan draws nothing."""
    for competitor in competitors.items:
        if competitor.response is None:
            yield problem(competitor.at("id"), name=competitor.name)


@rule("PP207", Severity.ERROR)
def shares_exceed_whole(competitors: Competitors, plan: PlanHeader | None = None) -> Iterator[Problem]:
    """Market shares that, with our own, make more than the market; ourselves among the competitors do not count."""
    others = [each for each in competitors.items if each.share is not None and not _is_self(each, plan)]
    own = competitors.own_share
    together = sum((each.share for each in others if each.share is not None), own or ZERO)
    if together > 1:
        paths = [each.at("share") for each in others] + ([competitors.at("own_share")] if own else [])
        yield problem(
            paths[-1],
            variant="own" if own else "",
            related=paths[:-1],
            count=len(others),
            together=Ratio(together),
            most=Ratio(1),
        )


@rule("PP208", Severity.ERROR)
def competitor_is_self(competitors: Competitors, plan: PlanHeader) -> Iterator[Problem]:
    """The plan's own brand among the competitors."""
    for competitor in competitors.items:
        if _is_self(competitor, plan):
            yield problem(competitor.at("name"), related=[plan.at("brand")], name=competitor.name)


def _is_self(competitor: Competitor, plan: PlanHeader | None) -> bool:
    return plan is not None and plan.brand is not None and _plain(competitor.name) == _plain(plan.brand)


def _plain(name: str) -> str:
    """A name without regard to case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@rule("PP209", Severity.INFO)
def price_level_missing(competitors: Competitors) -> Iterator[Problem]:
    """A competitor whose prices are not set against our own."""
    for competitor in competitors.items:
        if competitor.price_level is None:
            yield problem(competitor.at("id"), name=competitor.name)
