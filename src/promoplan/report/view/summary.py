"""The one-page summary: what the plan is to reach, with what money, through which channels, by when, in what state."""

from msgspec import Struct

from promoplan.report.view.budget import BudgetView
from promoplan.report.view.calendar import CalendarView, DateView
from promoplan.report.view.channels import ChannelsView, ChannelView
from promoplan.report.view.forecast import ForecastView
from promoplan.report.view.goals import GoalView
from promoplan.report.view.material import Material
from promoplan.report.view.risks import RisksView, RiskView
from promoplan.report.view.steps import StepView
from promoplan.report.view.validation import SeverityCount, ValidationView

_MOST_DATES, _MOST_CHANNELS, _MOST_RISKS = 12, 6, 3


class Summary(Struct, frozen=True):
    """What those read who read one page only; texts, "" where the plan does not tell.

    `outlook` holds a sentence for each goal that the forecast tells of, with its chance. `channels` are the core ones,
    `risks` the gravest, `dates` the plan's key dates; `steps_done` counts finished steps of the seven in words.
    """

    goals: tuple[GoalView, ...]
    outlook: tuple[str, ...]
    total: str
    working: str
    reserve: str
    reserve_share: str
    core_channels: str
    channels: tuple[ChannelView, ...]
    revenue: str
    roas: str
    contribution: str
    steps_done: str
    dates: tuple[DateView, ...]
    risks: tuple[RiskView, ...]
    findings: tuple[SeverityCount, ...]
    verdict: str


class Shown(Struct, frozen=True):
    """The parts of a report that its summary draws on."""

    goals: tuple[GoalView, ...]
    channels: ChannelsView | None
    budget: BudgetView | None
    steps: tuple[StepView, ...]
    calendar: CalendarView
    risks: RisksView | None
    forecast: ForecastView | None
    validation: ValidationView


def summary(material: Material, shown: Shown) -> Summary:
    """The summary of a report's parts."""
    voice, budget, channels = material.voice, shown.budget, shown.channels
    result = channels.total.outcome if channels else None
    done = sum(step.is_done for step in shown.steps)
    return Summary(
        goals=shown.goals,
        outlook=tuple(goal.headline for goal in shown.forecast.goals) if shown.forecast else (),
        total=budget.total if budget else "",
        working=budget.working if budget else "",
        reserve=budget.reserve.amount if budget else "",
        reserve_share=budget.reserve.of_total if budget else "",
        core_channels=voice.listed(channel.name for channel in channels.core) if channels else "",
        channels=channels.core[:_MOST_CHANNELS] if channels else (),
        revenue=result.revenue if result else "",
        roas=result.roas if result else "",
        contribution=result.contribution if result else "",
        steps_done=voice.label("steps-done", done=done, count=len(shown.steps)),
        dates=tuple(each for each in shown.calendar.dates if each.is_key)[:_MOST_DATES],
        risks=shown.risks.items[:_MOST_RISKS] if shown.risks else (),
        findings=shown.validation.counts,
        verdict=shown.validation.verdict,
    )
