"""The last slides: risks, how the plan is watched and steered, and what is asked of the meeting."""

from collections.abc import Iterator

from promoplan.report.slides.aims import heads
from promoplan.report.slides.fitting import levelled
from promoplan.report.slides.look import CONTENT, Box
from promoplan.report.slides.page import Drawing, Element, Grid, Line, Mark, Page, Text, columns
from promoplan.report.slides.said import counted, noted, points, told
from promoplan.report.view.context import ReportContext
from promoplan.report.view.monitoring import MonitoringView
from promoplan.report.view.optimization import OptimizationView
from promoplan.report.view.risks import HIGH, MIDDLE, RisksView
from promoplan.report.view.voice import Voice

_SIDE, _CELL_W, _CELL_H, _AXIS = 5, 64.0, 60.0, 34.0
_MOST_MARKS = 30
_APPROVED = frozenset({"approved", "running", "closed"})


def risks(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The risks by likelihood and impact, with what is done about them."""
    view = context.risks
    if view is None or not view.items:
        return
    wide = _AXIS + _SIDE * _CELL_W
    left, right = columns(2, 24, CONTENT, (wide, CONTENT.width - wide))
    head = ("number", "risk-name", "level", "mitigation", "owner")
    table = tuple((risk.mark, risk.name, risk.level, risk.mitigation, risk.owner) for risk in view.items)
    grid = Grid(right, heads(voice, head), table, voice.label("heading.risks"))
    said = (
        voice.label("told.risk", name=f"{risk.mark} {risk.name}", likelihood=risk.likelihood, impact=risk.impact,
                    level=risk.level)
        for risk in view.items[:_MOST_MARKS]
    )  # fmt: skip
    title = voice.label("chart.risk-matrix")
    alternative = voice.label("told", title=title, figures=voice.in_row(said))
    matrix = Drawing(title, alternative, tuple(_matrix(voice, view, left)), "risk-matrix")
    yield Page(_risks_title(voice, view), (matrix, grid), tuple(_risk_notes(voice, view)))


def _risks_title(voice: Voice, view: RisksView) -> str:
    high = sum(risk.level_key == "high" for risk in view.items)
    if not high:
        return counted(voice, "risks.none", len(view.items))
    return counted(voice, "risks", high, whole=voice.count(len(view.items)), name=view.items[0].name)


def _matrix(voice: Voice, view: RisksView, box: Box) -> Iterator[Mark]:
    for likelihood in range(1, _SIDE + 1):
        y = box.y + (_SIDE - likelihood) * _CELL_H
        yield Mark(Box(box.x + 16, y, _AXIS - 16, _CELL_H), text=str(likelihood), ink="muted", align="center")
        for impact in range(1, _SIDE + 1):
            here = [risk.mark for risk in view.items if (risk.likelihood, risk.impact) == (likelihood, impact)]
            yield _cell(Box(box.x + _AXIS + (impact - 1) * _CELL_W, y, _CELL_W, _CELL_H), likelihood * impact, here)
    foot = box.y + _SIDE * _CELL_H
    for impact in range(1, _SIDE + 1):
        x = box.x + _AXIS + (impact - 1) * _CELL_W
        yield Mark(Box(x, foot, _CELL_W, 18), text=str(impact), ink="muted", align="center")
    across, up = voice.label("field.impact"), voice.label("field.likelihood")
    yield Mark(Box(box.x + _AXIS, foot + 18, _SIDE * _CELL_W, 20), text=f"{across} →", align="center")
    yield Mark(Box(box.x - 4, box.y, 20, _SIDE * _CELL_H), text=f"{up} →", align="center", turned=True)


def _cell(box: Box, score: int, marks: list[str]) -> Mark:
    fill, ink = ("high", "paper") if score >= HIGH else ("middle", "ink") if score >= MIDDLE else ("low", "ink")
    text = " ".join(marks[:2]) + (f" +{len(marks) - 2}" if len(marks) > 2 else "")  # noqa: PLR2004 - two fit a cell
    return Mark(box, fill=fill, text=text, ink=ink, size=14 if len(marks) < 2 else 12, bold=True,  # noqa: PLR2004 - two need smaller letters
                align="center", edge="paper")  # fmt: skip


def _risk_notes(voice: Voice, view: RisksView) -> Iterator[str]:
    for risk in view.items:
        yield voice.in_row(
            (f"{risk.mark} {risk.name}", told(voice, "field.trigger", risk.trigger),
             told(voice, "field.contingency", risk.contingency))
        )  # fmt: skip
    yield told(voice, "field.watch", view.watch)
    yield told(voice, "field.fallback", view.fallback)


def monitoring(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """What is watched, and what is done on which sign."""
    view, steered = context.monitoring, context.optimization
    kpis = view.kpis if view else ()
    beside = _steered(voice, steered)
    if not kpis and not beside:
        return
    left, right = columns(2, 24, CONTENT, (3, 2)) if kpis and beside else (CONTENT, CONTENT)
    elements: list[Element] = []
    if kpis:
        head = ("metric", "target", "channel", "cadence", "owner")
        table = tuple((kpi.metric, kpi.target, kpi.channel, kpi.cadence, kpi.owner) for kpi in kpis)
        elements.append(Grid(left, heads(voice, head), table, voice.label("heading.kpis")))
    if beside:
        elements += levelled([Text(right, beside, (14.0, 13.0, 12.0), fill="soft", inset=14)])
    title = counted(voice, "monitoring", len(kpis)) if kpis else voice.label("step.optimization")
    yield Page(title, tuple(elements), (*_watch_notes(voice, view), *_test_notes(voice, steered)))


def _steered(voice: Voice, view: OptimizationView | None) -> tuple[Line, ...]:
    if view is None:
        return ()
    reviews = (voice.listed((each.cadence, each.owner, each.metrics)) for each in view.reviews)
    plays = (f"{each.when}{voice.label('colon')}{voice.listed((each.then, each.move))}" for each in view.playbook)
    evaluation = (voice.listed((view.evaluation.due, view.evaluation.owner)),) if view.evaluation else ()
    return (
        *points(voice.label("heading.reviews"), reviews),
        *points(voice.label("heading.playbook"), plays),
        *points(voice.label("heading.evaluation"), evaluation),
    )


def _watch_notes(voice: Voice, view: MonitoringView | None) -> Iterator[str]:
    if view is None:
        return
    yield from noted(voice, "heading.tools", (voice.listed((each.name, each.kind, each.owner)) for each in view.tools))
    yield told(voice, "field.attribution", voice.listed((view.attribution, view.window)))
    yield from noted(voice, "heading.alerts", view.alerts)


def _test_notes(voice: Voice, view: OptimizationView | None) -> Iterator[str]:
    if view is None:
        return
    tests = (voice.in_row((each.hypothesis, each.metric, each.variants, each.dates)) for each in view.experiments)
    yield from noted(voice, "heading.experiments", tests)
    aims = (voice.listed((each.metric, each.channel, each.wanted, each.by)) for each in view.improvements)
    yield from noted(voice, "heading.improvements", aims)


def decisions(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """What the meeting is asked for, what comes next, and what is open."""
    lists = (
        points(voice.label("slide.decisions"), _wanted(context, voice)),
        points(voice.label("slide.next"), _following(context, voice)),
        points(voice.label("heading.validation"), _open(context)),
    )
    filled = [lines for lines in lists if lines]
    shares = [share for share, lines in zip((1, 1.35, 1), lists, strict=True) if lines]
    boxes = columns(len(filled), 20, shares=shares) if filled else ()
    elements = levelled(
        [Text(box, lines, (16.0, 15.0, 14.0), fill="soft", inset=16) for box, lines in zip(boxes, filled, strict=True)]
    )
    helps = (told_help.help for told_help in context.validation.findings)
    yield Page(_decisions_title(context, voice), elements, noted(voice, "slide.helps", helps))


def _decisions_title(context: ReportContext, voice: Voice) -> str:
    errors = sum(each.count for each in context.validation.counts if each.key == "error")
    if errors:
        return counted(voice, "findings", errors)
    if _is_approved(context):
        return voice.label("slide.decisions.approved")
    return voice.label("slide.decisions.wanted")


def _is_approved(context: ReportContext) -> bool:
    return context.cover.status_key in _APPROVED


def _wanted(context: ReportContext, voice: Voice) -> Iterator[str]:
    """The approvals that the plan still lacks."""
    if not _is_approved(context):
        yield voice.label("slide.approve", status=context.cover.status or "–")
        for line in context.signatures:
            if line.name and not line.date:
                yield f"{line.duty}{voice.label('colon')}{line.name}"
        if context.budget:
            kept = context.budget.reserve
            key = "slide.release" if kept.value else "slide.release.without"
            yield voice.label(key, total=context.budget.total, reserve=kept.amount)
    errors = sum(each.count for each in context.validation.counts if each.key == "error")
    if errors:
        yield counted(voice, "findings", errors)


def _following(context: ReportContext, voice: Voice) -> Iterator[str]:
    """Steps and preparations that are not done."""
    for step in context.steps:
        if not step.is_done:
            yield f"{step.number} {step.action}{voice.label('colon')}{voice.listed((step.owner, step.due))}"
    for check in context.readiness.before if context.readiness else ():
        if not check.is_done:
            yield f"{check.task}{voice.label('colon')}{voice.listed((check.owner, check.due))}"


def _open(context: ReportContext) -> Iterator[str]:
    if context.validation.is_clean:
        yield context.validation.verdict
    for each in context.validation.findings:
        yield f"{each.code} {each.severity} {each.message}"
