"""When it goes wrong: crisis levels, watch, drills, the fallback for the peak, and changes inside it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.phases import PhaseKind, Phases
from promoplan.model.risks import RiskKind, Risks
from promoplan.rules.peaks import first_peak
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

WEEK = 7
_LEVEL = ("owner", "response", "via")


class FreezeLimits(NamedTuple):
    """Up to how many days a peak phase is a peak within which nothing is changed; a longer one is a season."""

    longest_peak: int = 45


@rule("PP835", Severity.WARNING)
def no_crisis_levels(risks: Risks) -> Iterator[Problem]:
    """Risks, and no levels that say who answers what."""
    if risks.items and not risks.crisis_levels:
        yield problem(risks.path, on_key=True)


@rule("PP836", Severity.INFO)
def no_drill(risks: Risks) -> Iterator[Problem]:
    """Risks, and no rehearsal of an emergency."""
    if risks.items and not risks.drills:
        yield problem(risks.path, on_key=True)


@rule("PP840", Severity.ERROR)
def crisis_ladder_invalid(risks: Risks) -> Iterator[Problem]:
    """Crisis levels out of order, without owner, time or channel, or slower where it is graver."""
    for level in risks.crisis_levels:
        missing = tuple(name for name in _LEVEL if getattr(level, name) is None)
        if missing:
            yield problem(level.path, on_key=True, variant="missing", level=level.level, missing=missing)
    for lighter, graver in pairwise(risks.crisis_levels):
        if graver.level <= lighter.level:
            at, related = graver.at("level"), [lighter.at("level")]
            yield problem(at, variant="order", related=related, level=graver.level, before=lighter.level)
        elif lighter.response and graver.response and graver.response.days > lighter.response.days:
            yield problem(
                graver.at("response"),
                related=[lighter.at("response")],
                level=graver.level,
                response=graver.response.text,
                before=lighter.level,
                wanted=lighter.response.text,
            )


@rule("PP841", Severity.WARNING)
def no_weekly_watch(risks: Risks) -> Iterator[Problem]:
    """Market and public opinion not watched, or less often than weekly."""
    if risks.items and risks.watch is None:
        yield problem(risks.path, on_key=True, variant="none")
    elif risks.watch is not None and risks.watch.days_between > WEEK:
        yield problem(risks.at("watch"), watch=risks.watch.text)


@rule("PP842", Severity.WARNING)
def no_technical_fallback(risks: Risks, *, sections: Sections) -> Iterator[Problem]:
    """A peak, and nothing to fall back on: neither `fallback` nor the contingency plan of a technical risk."""
    peak = first_peak(sections)
    planned = any(risk.kind is RiskKind.TECHNICAL and risk.contingency for risk in risks.items)
    if risks.items and peak is not None and risks.fallback is None and not planned:
        yield problem(risks.path, on_key=True, related=[peak])


@rule("PP843", Severity.WARNING, limits=FreezeLimits)
def change_inside_peak(
    plan: PlanHeader, risks: Risks, phases: Phases | None = None, *, limits: FreezeLimits
) -> Iterator[Problem]:
    """A change of shop or pages dated inside a peak phase or an event that the plan names as a peak."""
    frozen = list(_frozen(plan, phases, limits.longest_peak))
    for release in risks.releases:
        for name, start, end, path in frozen:
            if start <= release.date <= end:
                at = release.at("date")
                yield problem(at, related=[path], name=release.name, day=release.date, peak=name, start=start, end=end)
                break


def _frozen(plan: PlanHeader, phases: Phases | None, longest: int) -> Iterator[tuple[str, date, date, Path]]:
    """Name, first day, last day and path of each peak."""
    for event in plan.events:
        if event.peak:
            yield event.name, event.start, event.end or event.start, event.path
    for phase in phases.items if phases else ():
        if phase.kind is PhaseKind.PEAK and (phase.end - phase.start).days < longest:
            yield phase.name, phase.start, phase.end, phase.path
