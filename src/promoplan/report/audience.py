"""The target audience in the report: segments, what their description rests on, and satisfaction."""

from collections.abc import Iterator
from dataclasses import dataclass

from promoplan.model.audience import Audience, Evidence, Segment
from promoplan.report.material import Material
from promoplan.report.times import day


@dataclass(frozen=True, slots=True)
class SegmentView:
    """One segment in words."""

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


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a segment's description rests on."""

    segment: str
    kind: str
    source: str
    date: str
    sample: str
    finding: str


@dataclass(frozen=True, slots=True)
class SatisfactionView:
    """One share of satisfied customers."""

    aspect: str
    share: str


@dataclass(frozen=True, slots=True)
class AudienceView:
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
    survey = section.satisfaction
    return AudienceView(
        tuple(_segment(material, segment) for segment in section.segments),
        tuple(_evidence(material, segment, each) for segment in section.segments for each in segment.evidence),
        tuple(_satisfaction(material, section)),
        material.voice.listed((survey.source or "", day(material.voice, survey.date))) if survey else "",
    )


def _segment(material: Material, segment: Segment) -> SegmentView:
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
