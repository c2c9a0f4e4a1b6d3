"""`compliance`: texts that consumers read, consent, labels, and who reviews them."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.references import ChannelRef, MemberRef
from promoplan.model.scalars import Id, Text
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


class Messaging(Node):
    """What e-mails, SMS and push messages need."""

    consent: Text | None = Field(None, description="On what consent people are written to")
    opt_out: Text | None = Field(None, description="How they can stop it")
    sender: Text | None = Field(None, description="Who signs as sender")


class Compliance(Node):
    """What is reviewed for law, and by whom."""

    reviewer: MemberRef | None = Field(None, description="Who reviews texts and terms")
    reviewed_on: Day | None = Field(None, description="When they were last reviewed")
    texts: tuple[ConsumerText, ...] = Field((), description="Texts that consumers read")
    messaging: Messaging | None = Field(None, description="Consent, opt-out and sender of messages")
    labels: OneOrMany[Text] = Field((), description="How paid content is marked")
