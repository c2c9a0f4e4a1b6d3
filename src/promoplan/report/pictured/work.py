"""Who does what, what may go wrong, and how the goals are reached step by step."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from promoplan.report.charts.data import GoalMilestones, GoalPath, Point, Risk, RiskMatrix
from promoplan.report.charts.goal_milestones import goal_milestones
from promoplan.report.charts.raci_matrix import Member, RaciMatrix, raci_matrix
from promoplan.report.charts.risk_matrix import risk_matrix
from promoplan.report.pictured.made import MOST_ROWS, Pictured, head, made
from promoplan.report.view.context import ReportContext
from promoplan.report.view.goals import GoalView
from promoplan.report.view.risks import RiskView
from promoplan.report.view.team import RaciView
from promoplan.report.view.voice import Voice

_MOST_PEOPLE = 40
_WORDS = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}


def duties(context: ReportContext, voice: Voice) -> Pictured:
    """The people of the team and their part in each step."""
    team = context.team
    steps = team.raci if team else ()
    parts: dict[str, list[list[str]]] = {}
    names: dict[str, str] = {}
    for number, step in enumerate(steps):
        for duty in step.duties:
            names[duty.member] = duty.name
            parts.setdefault(duty.member, [[] for _ in steps])[number].append(duty.letter)
    if team is None or not parts:
        return
    order = [each.id for each in team.members if each.id in parts]
    order += [member for member in parts if member not in set(order)]
    members = tuple(Member(names[key], tuple(map("".join, parts[key]))) for key in order[:_MOST_PEOPLE])
    words = {letter: voice.label(f"field.{word}") for letter, word in _WORDS.items()}
    said = (voice.label("told.figure", name=step.step, figure=_told(voice, step)) for step in steps)
    chart = RaciMatrix(*head(voice, "raci", said), tuple(step.step for step in steps), members, words)
    yield made("raci", chart, raci_matrix, _answers(voice, steps, names))


def _told(voice: Voice, step: RaciView) -> str:
    return voice.listed(f"{letter} {names}" for letter in _WORDS if (names := _named(voice, step, letter)))


def _named(voice: Voice, step: RaciView, letter: str) -> str:
    return voice.listed(duty.name for duty in step.duties if duty.letter == letter)


def _answers(voice: Voice, steps: Sequence[RaciView], names: dict[str, str]) -> str:
    """Who answers for most steps, and who does the work in most."""
    sentences: list[str] = []
    for letter, key in (("A", "caption.raci.answers"), ("R", "caption.raci.does")):
        counted = Counter(duty.member for step in steps for duty in step.duties if duty.letter == letter)
        if (counted and not sentences) or len(set(counted.values())) > 1:
            member, count = counted.most_common(1)[0]
            sentences.append(voice.label(key, name=names[member], count=count, whole=len(steps)))
    return voice.sentences(sentences)


def risks(context: ReportContext, voice: Voice) -> Pictured:
    """The register as a matrix, the gravest risks first."""
    found = context.risks.items[:MOST_ROWS] if context.risks else ()
    if not found:
        return
    shown = tuple(Risk(risk.mark, risk.name, risk.likelihood, risk.impact) for risk in found)
    said = (
        voice.label("told.risk", name=risk.name, likelihood=risk.likelihood, impact=risk.impact, level=risk.level)
        for risk in found
    )
    axes = (voice.label("field.likelihood"), voice.label("field.impact"))
    chart = RiskMatrix(*head(voice, "risk-matrix", said), shown, *axes)
    yield made("risk-matrix", chart, risk_matrix, _gravest(voice, context.risks.items if context.risks else ()))


def _gravest(voice: Voice, found: Sequence[RiskView]) -> str:
    first, high = found[0], sum(risk.level_key == "high" for risk in found)
    gravest = voice.label(
        "caption.risks.gravest",
        mark=first.mark,
        name=first.name,
        likelihood=first.likelihood,
        impact=first.impact,
    )
    counted = (
        voice.label("caption.risks.high", high=high, count=len(found))
        if high
        else voice.label("caption.risks.none", count=len(found))
    )
    return voice.sentences((counted, gravest))


def goals(context: ReportContext, voice: Voice) -> Pictured:
    """The milestones of each goal that has any."""
    found = [goal for goal in context.goals if goal.milestones][:MOST_ROWS]
    if not found:
        return
    said = (voice.label("told.figure", name=goal.name, figure=goal.path) for goal in found)
    target = voice.label("field.target")
    chart = GoalMilestones(*head(voice, "goals", said), tuple(map(_path, found)), target)
    yield made("goals", chart, goal_milestones, _way(voice, found[0]))


def _path(goal: GoalView) -> GoalPath:
    points = tuple(Point(each.period, each.value, each.figure) for each in goal.milestones)
    return GoalPath(goal.name, goal.target, points, None if goal.additive else goal.target_value)


def _way(voice: Voice, goal: GoalView) -> str:
    """Which part of the calendar carries most of a sum, or between which levels a goal moves."""
    first, last = goal.milestones[0], goal.milestones[-1]
    if len(goal.milestones) == 1:
        return voice.label("caption.goals.one", name=goal.name, period=first.period, figure=first.figure)
    if not goal.additive:
        return voice.label(
            "caption.goals.level",
            name=goal.name,
            start=first.figure,
            first=first.period,
            end=last.figure,
            last=last.period,
        )
    most = max(goal.milestones, key=lambda each: each.value)
    whole = sum((each.value for each in goal.milestones), Decimal(0))
    share = voice.part(most.value, whole) if whole > 0 else ""
    return (
        voice.label("caption.goals.sum", name=goal.name, period=most.period, figure=most.figure, share=share)
        if share
        else ""
    )
