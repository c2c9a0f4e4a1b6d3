"""The budget by channel, category and phase, with the reserve."""

from collections.abc import Sequence
from decimal import Decimal

from promoplan.report.charts.bars import bars
from promoplan.report.charts.data import Bar, BarKind, Bars
from promoplan.report.pictured.made import MOST_ROWS, Pictured, head, made
from promoplan.report.view.budget import BudgetView, Part
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice


def budgets(context: ReportContext, voice: Voice) -> Pictured:
    """A chart for each way in which the money is told apart."""
    budget = context.budget
    if budget is None:
        return
    splits = {"channel": budget.by_channel, "category": budget.by_category, "phase": budget.by_phase}
    for view, parts in splits.items():
        if not parts:
            continue
        shown = [Bar(part.label, part.value, part.amount, part.of_total) for part in parts[:MOST_ROWS]]
        if len(parts) > MOST_ROWS:
            rest = sum((part.value for part in parts[MOST_ROWS:]), Decimal(0))
            more = voice.label("and-more", count=len(parts) - MOST_ROWS)
            shown.append(Bar(more, rest, "", voice.part(rest, budget.whole.value)))
        if budget.reserve.value:
            kept = budget.reserve
            shown.append(Bar(kept.label, kept.value, kept.amount, kept.of_total, BarKind.RESERVE))
        said = (voice.label("told.part", name=bar.label, figure=bar.figure, share=bar.share) for bar in shown)
        chart = Bars(*head(voice, f"budget-{view}", said), tuple(shown))
        yield made(f"budget-{view}", chart, bars, _caption(voice, budget, parts))


def _caption(voice: Voice, budget: BudgetView, parts: Sequence[Part]) -> str:
    untagged = voice.listed(part.of_total for part in parts if not part.key)
    loose = voice.label("caption.budget.untagged", share=untagged) if untagged else ""
    return voice.sentences((_largest(voice, budget, parts), loose, _kept(voice, budget)))


def _largest(voice: Voice, budget: BudgetView, parts: Sequence[Part]) -> str:
    """Who takes most, and whether that is more than the next two take."""
    first, *others = sorted((part for part in parts if part.key), key=lambda part: -part.value)
    second = others[0] if others else None
    if not first.value:
        return ""
    if second is None:
        return voice.label("caption.budget.only", name=first.label, share=first.of_total) if len(parts) == 1 else ""
    if first.value == second.value and len(others) == 1:
        return voice.label("caption.budget.equal", name=first.label, other=second.label, share=first.of_total)
    next_two = sum(part.value for part in others[:2])
    if len(others) > 1 and first.value > next_two:
        return voice.label("caption.budget.most", name=first.label, share=first.of_total)
    if len(others) > 1:
        both = voice.part(first.value + second.value, budget.whole.value)
        return voice.label("caption.budget.two", name=first.label, other=second.label, share=both)
    return voice.label(
        "caption.budget.more", name=first.label, share=first.of_total, other=second.label, rest=second.of_total
    )


def _kept(voice: Voice, budget: BudgetView) -> str:
    reserve = budget.reserve
    return voice.label("caption.budget.reserve", share=reserve.of_total) if reserve.value else ""
