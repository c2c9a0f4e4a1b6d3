"""Sign-off: who agrees to the plan, with room for date and signature."""

from collections.abc import Iterator

from msgspec import Struct

from promoplan.model.budget import Budget
from promoplan.model.compliance import Compliance
from promoplan.model.header import PlanHeader
from promoplan.model.references import MemberRef
from promoplan.report.view.material import Material
from promoplan.report.view.times import day


class SignatureView(Struct, frozen=True):
    """One line to sign; `date` and `note` are filled where the plan already holds the approval."""

    duty: str
    name: str
    date: str = ""
    note: str = ""
    signature: str = ""


def signatures(material: Material) -> tuple[SignatureView, ...]:
    """A line for the plan's owner, the reviewer, each budget approver and each approval; one blank at least."""
    found = tuple(_signatures(material))
    return found or (SignatureView(material.voice.label("signoff.approved"), ""),)


def _signatures(material: Material) -> Iterator[SignatureView]:
    header, budget = material.section(PlanHeader), material.section(Budget)
    compliance = material.section(Compliance)

    def line(duty: str, who: MemberRef) -> SignatureView:
        return SignatureView(material.voice.label(f"signoff.{duty}"), material.name(who))

    if header and header.owner:
        yield line("prepared", header.owner)
    if compliance and compliance.reviewer:
        yield line("reviewed", compliance.reviewer)
    for approver in budget.approvals if budget else ():
        yield line("budget", approver.by)
    for approval in header.approvals if header else ():
        date = day(material.voice, approval.date)
        yield SignatureView(
            material.voice.label("signoff.approved"), material.name(approval.by), date, approval.note or ""
        )
    if header and not header.approvals:
        yield SignatureView(material.voice.label("signoff.approved"), "")
