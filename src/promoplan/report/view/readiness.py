"""Readiness and compliance in the report: checklists, texts under review, consent and labels."""

from collections.abc import Iterable

from msgspec import Struct

from promoplan.model.compliance import Claim, ClaimEvidence, Compliance, ConsumerText, Messaging, PersonalData
from promoplan.model.readiness import Check, Readiness
from promoplan.report.view.material import Material
from promoplan.report.view.names import country
from promoplan.report.view.times import day


class CheckView(Struct, frozen=True):
    """One thing to see to; `status` says done on a day, open, or overdue on the day of the report."""

    task: str
    area: str
    owner: str
    due: str
    status: str
    is_done: bool
    place: str


class ReadinessView(Struct, frozen=True):
    """The checklists before, during and after."""

    before: tuple[CheckView, ...]
    during: tuple[CheckView, ...]
    after: tuple[CheckView, ...]


class TextView(Struct, frozen=True):
    """A text that consumers read, with the price of one unit that it shows and the products it speaks of."""

    id: str
    kind: str
    channel: str
    text: str
    price: str
    products: str
    place: str


class ClaimView(Struct, frozen=True):
    """Something that texts say of the products, and what shows it: where it can be read, for what and when it holds."""

    text: str
    source: str
    scope: str
    period: str
    place: str


class PersonalDataView(Struct, frozen=True):
    """What is done with data about people, by what right; those that tell whether something is so say yes or ""."""

    collects: str = ""
    basis: str = ""
    sensitive: str = ""
    separate_consent: str = ""
    under_14: str = ""
    guardian_consent: str = ""
    shared_with: str = ""
    sharing_consent: str = ""
    sent_to: str = ""
    transfer_route: str = ""
    automated_decisions: str = ""
    assessed_on: str = ""


class ComplianceView(Struct, frozen=True):
    """What is reviewed for law, and by whom.

    `personalised` says yes where people get messages picked by their profile, `without_profile` how they get others.
    `personal_data` is None where the plan says nothing of it.
    """

    reviewer: str
    reviewed_on: str
    texts: tuple[TextView, ...]
    claims: tuple[ClaimView, ...]
    consent: str
    opt_out: str
    sender: str
    personalised: str
    without_profile: str
    personal_data: PersonalDataView | None
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
            material.place(check),
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
    voice, messaging = material.voice, section.messaging or Messaging()
    return ComplianceView(
        reviewer=material.name(section.reviewer),
        reviewed_on=day(voice, section.reviewed_on),
        texts=tuple(_text(material, text) for text in section.texts),
        claims=tuple(_claim(material, claim) for claim in section.claims),
        consent=messaging.consent or "",
        opt_out=messaging.opt_out or "",
        sender=messaging.sender or "",
        personalised=voice.yes(messaging.personalised),
        without_profile=messaging.without_profile or "",
        personal_data=_personal_data(material, section.personal_data) if section.personal_data else None,
        paid_labels=voice.listed(section.labels),
    )


def _text(material: Material, text: ConsumerText) -> TextView:
    return TextView(
        text.id,
        material.voice.term(text.kind),
        material.name(text.channel),
        text.text,
        material.voice.money(text.price),
        material.all_names(text.products),
        material.place(text),
    )


def _claim(material: Material, claim: Claim) -> ClaimView:
    shown = claim.evidence or ClaimEvidence()
    return ClaimView(claim.text, shown.source or "", shown.scope or "", shown.period or "", material.place(claim))


def _personal_data(material: Material, data: PersonalData) -> PersonalDataView:
    voice = material.voice
    return PersonalDataView(
        collects=voice.listed(data.collects),
        basis=data.basis or "",
        sensitive=voice.listed(data.sensitive),
        separate_consent=data.separate_consent or "",
        under_14=voice.yes(data.under_14),
        guardian_consent=data.guardian_consent or "",
        shared_with=voice.listed(data.shared_with),
        sharing_consent=data.sharing_consent or "",
        sent_to=voice.listed(country(voice, code) for code in data.sent_to),
        transfer_route=voice.term(data.transfer_route),
        automated_decisions=voice.yes(data.automated_decisions),
        assessed_on=day(voice, data.assessed_on),
    )
