"""The target audience in the report: segments, what their description rests on, and satisfaction."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from promoplan.model.audience import Audience, Evidence, Segment
from promoplan.model.channels import Channels, Role
from promoplan.report.view.material import Material
from promoplan.report.view.times import day


class SegmentView(Struct, frozen=True):
    """One segment in words.

    `size_value` is the raw number of people, `channels` how many channels speak to it, `core_channels` how many of them
    are core channels. `minors` says yes where they are under 18.
    """

    name: str
    age: str
    gender: str
    region: str
    income: str
    stage: str
    size: str
    habits: str
    product_needs: str
    service_needs: str
    personal_needs: str
    size_value: int | None
    channels: int
    core_channels: int
    minors: str
    place: str


class EvidenceView(Struct, frozen=True):
    """What a segment's description rests on."""

    segment: str
    kind: str
    source: str
    date: str
    sample: str
    finding: str


class SatisfactionView(Struct, frozen=True):
    """One share of satisfied customers."""

    aspect: str
    share: str


class AudienceView(Struct, frozen=True):
    """The audience; `satisfaction_source` names survey and date."""

    segments: tuple[SegmentView, ...]
    evidence: tuple[EvidenceView, ...]
    satisfaction: tuple[SatisfactionView, ...]
    satisfaction_source: str


def audience(material: Material) -> AudienceView | None:
    """The audience, or None where the section is absent or broken."""
    section = material.section(Audience)
    if section is None:
        return None
    survey, speaking = section.satisfaction, _speaking(material)
    return AudienceView(
        tuple(_segment(material, segment, speaking.get(segment.id, ())) for segment in section.segments),
        tuple(_evidence(material, segment, each) for segment in section.segments for each in segment.evidence),
        tuple(_satisfaction(material, section)),
        material.voice.listed((survey.source or "", day(material.voice, survey.date))) if survey else "",
    )


def _speaking(material: Material) -> Mapping[str, list[Role]]:
    """The roles of the channels that speak to each segment, by its id."""
    section = material.section(Channels)
    found: dict[str, list[Role]] = {}
    for channel in section.items if section else ():
        for segment in set(map(str, channel.segments)):
            found.setdefault(segment, []).append(channel.role)
    return found


def _segment(material: Material, segment: Segment, roles: Sequence[Role]) -> SegmentView:
    voice, needs = material.voice, segment.needs
    return SegmentView(
        name=segment.name,
        age=str(segment.age or ""),
        gender=voice.term(segment.gender),
        region=voice.terms(segment.region),
        income=voice.terms(segment.income),
        stage=voice.terms(segment.stage),
        size=voice.count(segment.size),
        habits=voice.listed(segment.habits),
        product_needs=voice.listed(needs.product) if needs else "",
        service_needs=voice.listed(needs.service) if needs else "",
        personal_needs=voice.listed(needs.personal) if needs else "",
        size_value=segment.size,
        channels=len(roles),
        core_channels=roles.count(Role.CORE),
        minors=voice.yes(segment.minors),
        place=material.place(segment),
    )


def _evidence(material: Material, segment: Segment, evidence: Evidence) -> EvidenceView:
    voice = material.voice
    return EvidenceView(
        segment.name,
        voice.term(evidence.kind),
        evidence.source,
        day(voice, evidence.date),
        voice.count(evidence.sample),
        evidence.finding or "",
    )


def _satisfaction(material: Material, section: Audience) -> Iterator[SatisfactionView]:
    for aspect in ("shopping", "product", "service", "personal"):
        share = getattr(section.satisfaction, aspect, None)
        if share is not None:
            yield SatisfactionView(material.voice.label(f"satisfaction.{aspect}"), material.voice.percent(share))
