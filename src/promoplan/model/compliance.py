"""`compliance`: texts that consumers read, consent, labels, and who reviews them."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.references import ChannelRef, MemberRef, ProductRef
from promoplan.model.scalars import Country, Id, Text
from promoplan.model.times import Day


class TextKind(StrEnum):
    """What sort of text consumers read."""

    HEADLINE = "headline"
    COPY = "copy"
    SLOGAN = "slogan"
    MESSAGE = "message"
    LANDING = "landing"
    SCRIPT = "script"
    TERMS = "terms"


class ConsumerText(Node):
    """A text that consumers read."""

    id: Id = Field(description="Short name")
    kind: TextKind = Field(TextKind.COPY, description="headline, copy, slogan, message, landing, script or terms")
    text: Text = Field(description="The text")
    channel: ChannelRef | None = Field(None, description="Where it is read")
    price: Money | None = Field(None, description="Price of one unit that it shows")
    products: OneOrMany[ProductRef] = Field((), description="Products it speaks of; left out, all of the plan's")


class ClaimEvidence(Node):
    """What shows that a claim is true, for whom or what it holds, and how long."""

    source: Text | None = Field(None, description="Who found it, and where it can be read: report, test, number")
    scope: Text | None = Field(None, description="For what it holds: market, product, people asked")
    period: Text | None = Field(None, description="For what time it holds: 2026, January to June 2026")


class Claim(Node):
    """Something that texts say of the products, in their very words, and what shows it."""

    text: Text = Field(description="The words of the claim, as the texts say them")
    evidence: ClaimEvidence | None = Field(None, description="Source, scope and period of what shows it")


class Messaging(Node):
    """What e-mails, SMS and push messages need."""

    consent: Text | None = Field(None, description="On what consent people are written to")
    opt_out: Text | None = Field(None, description="How they can stop it")
    sender: Text | None = Field(None, description="Who signs as sender")
    personalised: bool = Field(False, description="true where people get messages picked by their profile")
    without_profile: Text | None = Field(None, description="How they can get messages that no profile picks")


class TransferRoute(StrEnum):
    """By which of the ways that the law knows personal data leave the country."""

    SECURITY_ASSESSMENT = "security-assessment"
    STANDARD_CONTRACT = "standard-contract"
    CERTIFICATION = "certification"
    EXEMPT = "exempt"


class PersonalData(Node):
    """What the plan does with data about people, and what allows it."""

    collects: OneOrMany[Text] = Field((), description="What is gathered: phone number, address, orders, ...")
    basis: Text | None = Field(None, description="What allows it: consent at sign-up, the contract of sale, ...")
    sensitive: OneOrMany[Text] = Field((), description="Sensitive data among it: health, face, whereabouts, accounts")
    separate_consent: Text | None = Field(None, description="How people agree to that, asked for it alone")
    under_14: bool = Field(False, description="true where children under 14 are among the people")
    guardian_consent: Text | None = Field(None, description="How the children's guardians agree")
    shared_with: OneOrMany[Text] = Field((), description="Who else gets the data")
    sharing_consent: Text | None = Field(None, description="How people agree to that, asked for it alone")
    sent_to: OneOrMany[Country] = Field((), description="Other countries that the data goes to: US, SG, ...")
    transfer_route: TransferRoute | None = Field(
        None, description="security-assessment, standard-contract, certification, or exempt"
    )
    automated_decisions: bool = Field(False, description="true where a machine decides who gets which offer or price")
    assessed_on: Day | None = Field(None, description="When the impact on people was assessed")


class Compliance(Node):
    """What is reviewed for law, and by whom."""

    reviewer: MemberRef | None = Field(None, description="Who reviews texts and terms")
    reviewed_on: Day | None = Field(None, description="When they were last reviewed")
    texts: tuple[ConsumerText, ...] = Field((), description="Texts that consumers read")
    claims: tuple[Claim, ...] = Field((), description="Claims that texts of the plan make, with their evidence")
    messaging: Messaging | None = Field(None, description="Consent, opt-out and sender of messages")
    personal_data: PersonalData | None = Field(None, description="What is done with data about people, by what right")
    labels: OneOrMany[Text] = Field((), description="How paid content is marked")
