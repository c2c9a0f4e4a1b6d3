"""The first slides: cover, executive summary, and the seven steps."""

from collections.abc import Iterator, Sequence

from promoplan.i18n.catalogue import text
from promoplan.report.front import row
from promoplan.report.slides.fitting import levelled, size_for
from promoplan.report.slides.look import CONTENT, LEFT, ROOM, TOP, Box
from promoplan.report.slides.page import SMALL, Drawing, Element, Form, Line, Mark, Page, Text, columns, rows
from promoplan.report.slides.said import points, told
from promoplan.report.view.context import ReportContext
from promoplan.report.view.goals import GoalView
from promoplan.report.view.steps import StepView
from promoplan.report.view.voice import Voice

CARD_HEIGHT, _CARD_INSET = 86.0, 10.0
_CARD_SIZES = (28.0, 24.0, 20.0, 18.0, 16.0, 14.0)
_STATUS = {"done": ("deep", "paper"), "in-progress": ("accent", "paper")}
_OPEN = ("low", "ink")
"""Fill and text of a step by its status; the status stands beside it in words."""


def cover(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """What the plan is called, for whom, when, in which version and status."""
    said = context.cover
    about = row(said.what_if, said.brand, said.kind)
    facts = row(said.status, told(voice, "field.version", said.version), told(voice, "field.owner", said.owner))
    subtitle = [text for text in (said.theme, row(said.period, said.length)) if text]
    lines = tuple(Line(text, "mist" if place else "paper") for place, text in enumerate(subtitle))
    printed = told(voice, "field.printed", said.printed)
    elements = [
        Text(Box(LEFT + 16, 306, ROOM - 32, 60), lines, (22.0, 20.0, 18.0, 16.0)),
        Text(Box(LEFT + 16, 96, ROOM - 32, 30), (Line(about, "mist"),), SMALL[:1]) if about else None,
        Text(Box(LEFT + 16, 424, ROOM - 32, 50), (Line(facts, "paper"), Line(printed, "mist")), SMALL),
    ]
    yield Page(said.name, tuple(filter(None, elements)), (said.summary,), is_cover=True)


def summary(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """What those read who read one slide only."""
    said, channels = context.summary, context.channels
    whole = bool(channels and channels.complete and said.total and said.revenue)
    title = (
        voice.label("slide.summary", total=said.total, revenue=said.revenue)
        if whole
        else voice.label("heading.summary")
    )
    upper, lower = rows(CONTENT, CARD_HEIGHT)
    shown = cards(upper, tuple(_cards(context, voice)))
    lists = [
        points(voice.label("heading.goals"), (_goal(voice, goal) for goal in said.goals)),
        points(voice.label("heading.key-dates"), (told_date(voice, each.date, each.what) for each in said.dates)),
        (
            *points(voice.label("field.core-channels"), (each.name for each in channels.core) if channels else ()),
            *points(voice.label("heading.validation"), (said.verdict,)),
            *points(voice.label("field.preparation"), (said.steps_done,)),
        ),
    ]
    filled = [lines for lines in lists if lines]
    boxes = columns(len(filled), 28, lower, (1.25, 1.15, 1)[: len(filled)]) if filled else ()
    texts = levelled([Text(box, lines, (16.0, 14.0, 12.0)) for box, lines in zip(boxes, filled, strict=True)])
    yield Page(title, (*shown, *texts), (context.cover.summary, *said.outlook))


def _cards(context: ReportContext, voice: Voice) -> Iterator[tuple[str, str]]:
    """The main figures with what each is."""
    said = context.summary
    figures = {"total": said.total, "reserve": said.reserve, "revenue": said.revenue, "roas": said.roas,
               "contribution": said.contribution}  # fmt: skip
    for key, figure in figures.items():
        if figure:
            name = text("page", f"card.{key}", context.language)
            share = said.reserve_share if key == "reserve" else ""
            yield voice.label("with-share", name=name, share=share) if share else name, figure


def cards(box: Box, told_cards: Sequence[tuple[str, str]]) -> tuple[Text, ...]:
    """Main figures side by side, each with its label, all at one size."""
    boxes = columns(max(len(told_cards), 1), 12, box)
    room = boxes[0].width - 2 * _CARD_INSET
    size = min((size_for(figure, room, 1, _CARD_SIZES, bold=True) for _, figure in told_cards), default=0)
    return tuple(
        Text(place, (Line(label, "muted", size=12), Line(figure, "deep", bold=True, size=size)), (12.0,), fill="soft",
             centred=True, inset=_CARD_INSET)
        for place, (label, figure) in zip(boxes, told_cards, strict=False)
    )  # fmt: skip


def _goal(voice: Voice, goal: GoalView) -> str:
    key = "slide.goal" if goal.change else "slide.goal.plain"
    return voice.label(key, name=goal.name, target=goal.target, change=goal.change) if goal.target else goal.name


def told_date(voice: Voice, day: str, what: str) -> str:
    """A day and what happens on it."""
    return f"{day}{voice.label('colon')}{what}"


def steps(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The method's seven steps with their status, and what the next one asks for."""
    following = next((step for step in context.steps if not step.is_done), None)
    boxes = columns(len(context.steps), 8, Box(LEFT, TOP, ROOM, 230))
    strip = tuple(_chevron(box, step) for box, step in zip(boxes, context.steps, strict=True))
    said = (f"{step.number} {step.action}{voice.label('colon')}{step.status}" for step in context.steps)
    told_steps = levelled([_step(box, step) for box, step in zip(boxes, context.steps, strict=True)])
    elements: list[Element] = [Drawing(voice.label("heading.steps"), voice.in_row(said), strip), *told_steps]
    if following:
        top = told_steps[0].box.y + told_steps[0].box.height + 22
        below = Box(LEFT, top, ROOM, CONTENT.y + CONTENT.height - top)
        elements += levelled([_following(voice, below, following)])
    yield Page(_steps_title(context, voice, following), tuple(elements), tuple(_step_notes(context, voice)))


def _steps_title(context: ReportContext, voice: Voice, following: StepView | None) -> str:
    done, count = sum(step.is_done for step in context.steps), len(context.steps)
    if following is None:
        return voice.label("slide.steps.all", count=count)
    key = "slide.steps.some" if done else "slide.steps.none"
    return voice.label(key, done=done, count=count, step=following.action)


def _chevron(box: Box, step: StepView) -> Mark:
    fill, ink = _STATUS.get(step.status_key, _OPEN)
    return Mark(Box(box.x, TOP, box.width, 44), Form.CHEVRON, fill, step.number, ink, 18, bold=True, align="center")


def _step(box: Box, step: StepView) -> Text:
    lines = (
        Line(step.action, "deep", bold=True),
        Line(step.status, "warm" if step.status_key == "in-progress" else "ink", size=12),
        Line(step.owner, size=12),
        Line(step.due, "muted", size=12),
    )
    shown = tuple(line for line in lines if line.text)
    return Text(Box(box.x + 2, TOP + 54, box.width - 4, box.height - 54), shown, (16.0, 14.0, 12.0))


def _following(voice: Voice, box: Box, step: StepView) -> Text:
    told_lines = (
        told(voice, "field.acceptance", step.acceptance),
        told(voice, "field.risk", step.risk),
        told(voice, "field.counter", step.counter),
    )
    head = voice.label("slide.next-step", number=step.number, action=step.action)
    return Text(box, points(head, told_lines), (16.0, 14.0, 12.0), fill="soft", inset=14)


def _step_notes(context: ReportContext, voice: Voice) -> Iterator[str]:
    for step in context.steps:
        yield f"{step.number} {step.action}"
        yield told(voice, "field.acceptance", step.acceptance)
        yield told(voice, "field.risk", step.risk)
        yield told(voice, "field.counter", step.counter)
        yield told(voice, "field.evidence", step.evidence)
