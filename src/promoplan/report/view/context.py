"""`ReportContext`: the one view model of a plan, from which every format of the report is made.

All texts are in the report's language and "" where the plan says nothing; raw figures stand beside them where a chart
needs them. A section that is absent or broken is None (or empty), and `notes` says why.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from promoplan.checker import Checked
from promoplan.i18n.catalogue import Language
from promoplan.model.plan import SECTIONS
from promoplan.report.view.agenda import EntryView, agenda
from promoplan.report.view.audience import AudienceView, audience
from promoplan.report.view.budget import BudgetView, budget
from promoplan.report.view.calendar import CalendarView, calendar
from promoplan.report.view.channels import ChannelsView, channels
from promoplan.report.view.competitors import CompetitorsView, MarketView, competitors, market
from promoplan.report.view.content import ContentView, content
from promoplan.report.view.cover import Cover, cover
from promoplan.report.view.forecast import ForecastView, forecast
from promoplan.report.view.glossary import TermView, glossary
from promoplan.report.view.goals import GoalView, goals
from promoplan.report.view.material import Material, material
from promoplan.report.view.monitoring import MonitoringView, monitoring
from promoplan.report.view.optimization import OptimizationView, optimization
from promoplan.report.view.promotions import (
    EarlierPriceView,
    ProductView,
    PromotionsView,
    earlier_prices,
    products,
    promotions,
)
from promoplan.report.view.readiness import ComplianceView, ReadinessView, compliance, readiness
from promoplan.report.view.risks import RisksView, risks
from promoplan.report.view.signoff import SignatureView, signatures
from promoplan.report.view.steps import StepView, steps
from promoplan.report.view.summary import Shown, Summary, summary
from promoplan.report.view.team import TeamView, team
from promoplan.report.view.validation import ValidationView, validation
from promoplan.report.view.what_if import ChangeView, changes


class ReportContext(Struct, frozen=True):
    """All that a report says, in its order.

    `today` is the day of the report. `notes` holds, for each section of a plan by its key, why it is not shown; "" for
    one that is there and whole. `broken` names those that are there, but can't be read.
    """

    language: Language
    today: date
    notes: Mapping[str, str]
    broken: frozenset[str]
    cover: Cover
    what_if: tuple[ChangeView, ...]
    summary: Summary
    steps: tuple[StepView, ...]
    audience: AudienceView | None
    goals: tuple[GoalView, ...]
    competitors: CompetitorsView | None
    market: MarketView | None
    channels: ChannelsView | None
    content: ContentView | None
    monitoring: MonitoringView | None
    budget: BudgetView | None
    optimization: OptimizationView | None
    forecast: ForecastView | None
    calendar: CalendarView
    agenda: tuple[EntryView, ...]
    products: tuple[ProductView, ...]
    earlier_prices: tuple[EarlierPriceView, ...]
    promotions: PromotionsView | None
    risks: RisksView | None
    team: TeamView | None
    readiness: ReadinessView | None
    compliance: ComplianceView | None
    validation: ValidationView
    glossary: tuple[TermView, ...]
    signatures: tuple[SignatureView, ...]


def build_context(checked: Checked, language: Language, today: date, *, draft: bool = False) -> ReportContext:
    """The view model of a plan whose document holds data, whatever was found in it; a draft is marked as one."""
    made = material(checked, language, today)
    shown_channels, shown_steps = channels(made), steps(made)
    shown = Shown(
        goals=goals(made),
        channels=shown_channels,
        budget=budget(made),
        steps=shown_steps,
        calendar=calendar(made),
        risks=risks(made),
        forecast=forecast(made),
        validation=validation(made, shown_steps),
    )
    return ReportContext(
        language=language,
        today=today,
        notes={key: _note(made, key) for key in SECTIONS},
        broken=frozenset(key for key in SECTIONS if made.is_broken(key)),
        cover=cover(made, draft=draft),
        what_if=changes(made),
        summary=summary(made, shown),
        steps=shown.steps,
        audience=audience(made),
        goals=shown.goals,
        competitors=competitors(made),
        market=market(made),
        channels=shown_channels,
        content=content(made),
        monitoring=monitoring(made, shown_channels),
        budget=shown.budget,
        optimization=optimization(made),
        forecast=shown.forecast,
        calendar=shown.calendar,
        agenda=agenda(made),
        products=products(made),
        earlier_prices=earlier_prices(made),
        promotions=promotions(made),
        risks=shown.risks,
        team=team(made),
        readiness=readiness(made),
        compliance=compliance(made),
        validation=shown.validation,
        glossary=glossary(made, shown_channels),
        signatures=signatures(made),
    )


def _note(made: Material, key: str) -> str:
    """Why a section is not shown."""
    if made.is_broken(key):
        return made.voice.label("note.broken", key=key)
    return "" if key in made.checked.sections else made.voice.label("note.absent", key=key)
