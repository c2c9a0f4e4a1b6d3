"""Readiness and compliance in the report: checklists, texts under review, consent and labels."""

from collections.abc import Iterable
from dataclasses import dataclass

from promoplan.model.compliance import Compliance
from promoplan.model.readiness import Check, Readiness
from promoplan.report.material import Material
from promoplan.report.times import day


@dataclass(frozen=True, slots=True)
class CheckView:
    """One thing to see to; `status` says done on a day, open, or overdue on the day of the report."""

    task: str
    area: str
    owner: str
    due: str
    status: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """The checklists before, during and after."""

    before: tuple[CheckView, ...]
    during: tuple[CheckView, ...]
    after: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A text that consumers read."""

    id: str
    kind: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class ComplianceView:
    """What is reviewed for law, and by whom."""

    reviewer: str
    reviewed_on: str
    texts: tuple[TextView, ...]
    consent: str
    opt_out: str
    sender: str
    paid_labels: str


def readiness(material: Material) -> ReadinessView | None:
    """The checklists, or None where the section is absent or broken."""
    section = material.section(Readiness)
    if section is None:
        return None
    return ReadinessView(*(_checks(material, checks) for checks in (section.before, section.during, section.after)))


def _checks(material: Material, checks: Iterable[Check]) -> tuple[CheckView, ...]:
    voice = material.voice
    return tuple(
        CheckView(
            check.task,
            voice.term(check.area),
            material.name(check.owner),
            day(voice, check.due),
            _status(material, check),
            check.done_on is not None,
        )
        for check in checks
    )


def _status(material: Material, check: Check) -> str:
    if check.done_on is not None:
        return material.voice.label("check.done", date=day(material.voice, check.done_on))
    overdue = check.due is not None and check.due < material.today
    return material.voice.label("check.overdue" if overdue else "check.open")


def compliance(material: Material) -> ComplianceView | None:
    """What is reviewed for law, or None where the section is absent or broken."""
    section = material.section(Compliance)
    if section is None:
        return None
    voice, messaging = material.voice, section.messaging
    return ComplianceView(
        reviewer=material.name(section.reviewer),
        reviewed_on=day(voice, section.reviewed_on),
        texts=tuple(
            TextView(each.id, voice.term(each.kind), material.name(each.channel), each.text) for each in section.texts
        ),
        consent=messaging.consent or "" if messaging else "",
        opt_out=messaging.opt_out or "" if messaging else "",
        sender=messaging.sender or "" if messaging else "",
        paid_labels=voice.listed(section.labels),
    )
