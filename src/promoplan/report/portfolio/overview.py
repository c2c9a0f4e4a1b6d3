"""`Overview`: many plans in the formats that are read from beginning to end."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from promoplan.errors import UsageError
from promoplan.report.charts.data import Gantt, Group, Row, RowKind
from promoplan.report.charts.gantt import gantt
from promoplan.report.front import Front, bare, card
from promoplan.report.manuscript import Rendered, printed
from promoplan.report.markdown import body
from promoplan.report.packaged import OVERVIEW
from promoplan.report.pictured.made import MOST_ROWS, head
from promoplan.report.pictures import Picture
from promoplan.report.portfolio.view import PlanRow, Portfolio
from promoplan.report.targets import Format
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.view.voice import Voice

_FORMATS = (Format.MARKDOWN, Format.HTML, Format.PDF, Format.DOCX)


class Overview:
    """The overview of many plans; `templates` is the user's folder of templates."""

    def __init__(self, view: Portfolio, *, templates: Path | None = None, theme: Theme = DEFAULT) -> None:
        self.view = view
        self.theme = theme
        self._templates = templates

    @property
    def today(self) -> date:
        """The day of the overview."""
        return self.view.today

    @cached_property
    def charts(self) -> Mapping[str, Picture]:
        """The calendar of all plans."""
        found = calendar(self.view, Voice(self.view.language))
        if found is None:
            return {}
        chart = replace(found, palette=self.theme.charts[0])
        return {"calendar": Picture(gantt(chart), chart.title, chart.description)}

    @cached_property
    def front(self) -> Front:
        """What finished formats show around the body: how many plans, and the money of each currency."""
        view, voice = self.view, Voice(self.view.language)
        shown = bare(view.title, view.language, view.today, view.printed, self.theme)
        counted = voice.label("portfolio.count", count=len(view.plans))
        cards = tuple(card(row.currency, row.total, row.reserve_share) for row in view.money)
        return replace(shown, when=counted, draft=view.draft, header_right=view.draft or counted, cards=cards)

    def body(self, target: Callable[[str], str], *, front: bool) -> str:
        """The body as Markdown; see `Manuscript`. Raises TemplateError for a mistake in a user's template."""
        return body(self.view, self.charts, target=target, front=front, templates=self._templates, template=OVERVIEW)

    def rendered(self, fmt: Format, *, name: str = "report", inline: bool = False) -> Rendered:
        """The overview in one format; see `printed`. Raises UsageError for a format of single plans."""
        refuse_other(fmt)
        return printed(self, fmt, name=name, inline=inline)


def refuse_other(fmt: Format) -> None:
    """Raises UsageError for a format that an overview does not have."""
    if fmt not in _FORMATS:
        known = ", ".join(f".{form}" for form in _FORMATS)
        raise UsageError("an overview of many plans ends in {known}, not .{form}", known=known, form=fmt.value)


def calendar(view: Portfolio, voice: Voice) -> Gantt | None:
    """The calendar of all plans: the whole of each, and its phases; None where none of them says when it is."""
    groups = tuple(_group(plan, voice) for plan in view.plans[:MOST_ROWS] if plan.bars)
    if not groups:
        return None
    said = (voice.label("told.dates", name=plan.name, dates=plan.period) for plan in view.plans if plan.period)
    return Gantt(*head(voice, "portfolio-calendar", said), groups, view.today, voice.label("today"))


def _group(plan: PlanRow, voice: Voice) -> Group:
    rows = tuple(Row(bar.label, RowKind(bar.group.value), bar.start, bar.end, bar.dates) for bar in plan.bars)
    more = voice.label("and-more", count=len(rows) - MOST_ROWS) if len(rows) > MOST_ROWS else ""
    return Group(plan.name, rows[:MOST_ROWS], more)
