"""SMS, e-mail and push messages: on what consent, from whom, and how they stop."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.channels import Channels, PlacementFormat
from promoplan.model.compliance import Compliance, ConsumerText, TextKind
from promoplan.model.content import Content, ContentFormat
from promoplan.model.header import PlanHeader
from promoplan.rules.law.folding import fold
from promoplan.rules.law.words import lexicon
from promoplan.rules.rule import Path, Problem, problem, rule

_SENT_PIECES = frozenset({ContentFormat.EMAIL, ContentFormat.SMS, ContentFormat.MESSAGE})
_SENT_PLACEMENTS = frozenset({PlacementFormat.EMAIL, PlacementFormat.SMS})


@rule("PP856", Severity.ERROR)
def message_without_consent(
    plan: PlanHeader,
    content: Content | None = None,
    channels: Channels | None = None,
    compliance: Compliance | None = None,
) -> Iterator[Problem]:
    """Messages without consent or sender, or one that does not say how to stop it; in every market."""
    bodies = [text for text in compliance.texts if text.kind is TextKind.MESSAGE] if compliance else []
    sent = next(_sent(content, channels, bodies), None)
    if not plan.markets or sent is None:
        return
    messaging = compliance.messaging if compliance else None
    wanted = ("consent", "sender") if bodies else ("consent", "sender", "opt_out")  # bodies state the way out
    missing = tuple(key for key in wanted if getattr(messaging, key, None) is None)
    if missing:
        yield problem(messaging.path if messaging else ("compliance",), on_key=True, related=[sent], missing=missing)
    for body in bodies:
        if not lexicon("opt_out").holds(fold(body.text).text):
            yield problem(body.at("text"), variant="opt-out")


def _sent(content: Content | None, channels: Channels | None, bodies: list[ConsumerText]) -> Iterator[Path]:
    """The places that show that messages are sent."""
    yield from (body.at("text") for body in bodies)
    for piece in content.pieces if content else ():
        if piece.format in _SENT_PIECES:
            yield piece.at("format")
    for channel in channels.items if channels else ():
        yield from (place.at("format") for place in channel.placements if place.format in _SENT_PLACEMENTS)
