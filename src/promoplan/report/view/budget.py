"""Step 06 in the report: the ledger, its splits by channel, category and phase, and how it is steered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from promoplan.economics import ledger
from promoplan.model.budget import Adjustment, Alerts, Budget, Category, Line
from promoplan.model.numbers import ONE
from promoplan.model.phases import Phases
from promoplan.model.references import Kind
from promoplan.report.view.figures import condition_text, move_text
from promoplan.report.view.material import Material
from promoplan.report.view.splits import SplitView, split_views
from promoplan.report.view.times import frequency


class ScheduledView(Struct, frozen=True):
    """What of a line is spent in one phase: the share that the plan states, and the amount to the cent."""

    key: str
    label: str
    share: Decimal
    value: Decimal


class LineView(Struct, frozen=True):
    """One line of the ledger; `share` is its part of the working budget.

    `channel_key` is the channel's id, `value` the raw amount; `schedule` tells its phases one by one.
    """

    name: str
    category: str
    channel: str
    phases: str
    purpose: str
    owner: str
    approved_by: str
    amount: str
    share: str
    channel_key: str
    value: Decimal
    schedule: tuple[ScheduledView, ...]
    place: str


class Part(Struct, frozen=True):
    """One part of the money in words and as raw amount; `share` is of the working budget, `of_total` of the total."""

    key: str
    label: str
    amount: str
    share: str
    of_total: str
    value: Decimal


class AdjustmentView(Struct, frozen=True):
    """A rule by which money may be moved."""

    when: str
    move: str
    to: str
    by: str


class ApproverView(Struct, frozen=True):
    """Who may approve spending, and up to how much."""

    name: str
    limit: str


class BudgetView(Struct, frozen=True):
    """The money of the plan.

    `by_channel`, `by_category` and `by_phase` each sum up to the working budget, what carries no tag included;
    `reserve` and `whole` are the rows that close such a table on the total. `gap` says by how much the ledger does not
    close, "" where it does. `warn` and `stop` name the shares at which somebody is told. `working_value` and
    `gap_value` are raw amounts, `reserve_ratio` the share of the total that the reserve is, where it has no amount;
    `reserve_wanted` is the share that the plan states, where its amount is another.
    """

    total: str
    working: str
    media: str
    reserve: Part
    whole: Part
    gap: str
    release: str
    lines: tuple[LineView, ...]
    by_channel: tuple[Part, ...]
    by_category: tuple[Part, ...]
    by_phase: tuple[Part, ...]
    splits: tuple[SplitView, ...]
    warn: str
    stop: str
    shift_limit: str
    adjustment: tuple[AdjustmentView, ...]
    approvers: tuple[ApproverView, ...]
    cost_review: str
    replanning: str
    working_value: Decimal
    gap_value: Decimal
    reserve_ratio: Decimal | None
    reserve_wanted: str


def budget(material: Material) -> BudgetView | None:
    """The money of the plan, or None where the section is absent or broken."""
    section = material.section(Budget)
    if section is None:
        return None
    voice, names = material.voice, material.names
    working, gap = ledger.working(section), ledger.gap(section)
    categories = {key: voice.term(Category(key)) for key in ledger.by_category(section)}
    channels = {key: names.get(Kind.CHANNEL, key) for key in ledger.by_channel(section)}
    phases = {key: names.get(Kind.PHASE, key) for key in _in_time(material, ledger.by_phase(section))}
    return BudgetView(
        total=voice.money(section.total),
        working=voice.money(working),
        media=voice.money(ledger.media(section)),
        reserve=_part(material, section, "reserve", voice.label("budget.reserve"), ledger.reserve(section)),
        whole=_part(material, section, "total", voice.label("budget.total"), section.total.amount),
        gap=voice.money(gap) if gap else "",
        release=section.reserve.release or "" if section.reserve else "",
        lines=tuple(_line(material, line, working) for line in section.lines),
        by_channel=_parts(material, section, channels, ledger.by_channel(section)),
        by_category=_parts(material, section, categories, ledger.by_category(section)),
        by_phase=_parts(material, section, phases, ledger.by_phase(section)),
        splits=tuple(split_views(material, section)),
        warn=_alert(material, section.alerts, "warn", working),
        stop=_alert(material, section.alerts, "stop", working),
        shift_limit=voice.percent(section.shift_limit),
        adjustment=tuple(_adjustment(material, rule) for rule in section.adjustment),
        approvers=tuple(
            ApproverView(material.name(each.by), voice.money(each.limit) or voice.label("any-amount"))
            for each in section.approvals
        ),
        cost_review=frequency(voice, section.cost_review),
        replanning=frequency(voice, section.replanning),
        working_value=working,
        gap_value=gap,
        reserve_ratio=section.reserve.ratio if section.reserve and section.reserve.amount is None else None,
        reserve_wanted=_reserve_wanted(material, section),
    )


def _reserve_wanted(material: Material, section: Budget) -> str:
    reserve, total = section.reserve, section.total.amount
    if reserve is None or reserve.ratio is None or reserve.amount is None:
        return ""
    return material.voice.percent(reserve.ratio) if reserve.amount.amount != reserve.ratio * total else ""


def _in_time(material: Material, keys: Mapping[str, Decimal]) -> list[str]:
    """Phase ids in the order of time; unknown ones at the end."""
    phases = material.section(Phases)
    starts = {phase.id: phase.start for phase in phases.items} if phases else {}
    return sorted(keys, key=lambda key: starts.get(key, date.max))


def _parts(
    material: Material, section: Budget, labels: Mapping[str, str], amounts: Mapping[str, Decimal]
) -> tuple[Part, ...]:
    """The tagged parts, and one for what carries no tag; none at all where nothing is tagged."""
    parts = [_part(material, section, key, label, amounts[key]) for key, label in labels.items()]
    rest = ledger.working(section) - sum(amounts.values(), ledger.ZERO)
    if parts and rest:
        parts.append(_part(material, section, "", material.voice.label("budget.untagged"), rest))
    return tuple(parts)


def _part(material: Material, section: Budget, key: str, label: str, amount: Decimal) -> Part:
    voice = material.voice
    inside = key not in {"reserve", "total"}
    share = voice.part(amount, ledger.working(section)) if inside else ""
    return Part(key, label, voice.money(amount), share, voice.part(amount, section.total.amount), amount)


def _line(material: Material, line: Line, working: Decimal) -> LineView:
    voice = material.voice
    shares = {} if line.phase else {str(phase): share for phase, share in line.phases.items()}
    schedule = [
        voice.label("with-share", name=material.name(phase), share=voice.percent(share))
        for phase, share in line.phases.items()
    ]
    return LineView(
        name=line.name,
        category=voice.term(line.category),
        channel=material.name(line.channel),
        phases=material.name(line.phase) or voice.listed(schedule),
        purpose=voice.term(line.purpose),
        owner=material.name(line.owner),
        approved_by=material.name(line.approved_by),
        amount=voice.money(line.amount),
        share=voice.part(line.amount.amount, working),
        channel_key=line.channel or "",
        value=line.amount.amount,
        schedule=tuple(
            ScheduledView(phase, material.names.get(Kind.PHASE, phase), shares[phase] if shares else ONE, value)
            for phase, value in ledger.phase_parts(line)
        ),
        place=material.place(line),
    )


def _alert(material: Material, alerts: Alerts | None, name: str, working: Decimal) -> str:
    """A threshold with the money it stands for."""
    share = getattr(alerts, name, None)
    if share is None:
        return ""
    voice = material.voice
    return voice.label("with-amount", share=voice.percent(share), amount=voice.money(working * share))


def _adjustment(material: Material, rule: Adjustment) -> AdjustmentView:
    return AdjustmentView(
        condition_text(material, rule.when),
        move_text(material, rule.move),
        material.name(rule.to) or material.voice.label("by-return"),
        material.name(rule.by),
    )
