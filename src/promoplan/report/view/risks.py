"""Risks in the report: the register, the crisis ladder, watch, drills and releases."""

from msgspec import Struct

from promoplan.model.risks import CrisisLevel, Risk, Risks
from promoplan.report.view.material import Material
from promoplan.report.view.times import day, duration, frequency

HIGH = 12
"""Likelihood x impact from which a risk is high, as the method's rule PP833 takes it."""
MIDDLE = 6


class RiskView(Struct, frozen=True):
    """One risk; `mark` is its number in the matrix, R1 the gravest.

    `score` is likelihood times impact (1 to 25), `level_key` is high, middle or low.
    """

    id: str
    mark: str
    name: str
    kind: str
    likelihood: int
    impact: int
    score: int
    level: str
    level_key: str
    trigger: str
    mitigation: str
    contingency: str
    owner: str
    channels: str
    place: str


class CrisisView(Struct, frozen=True):
    """One step of the crisis ladder."""

    level: str
    sign: str
    owner: str
    response: str
    via: str
    action: str


class DatedView(Struct, frozen=True):
    """A drill or a release, with its day."""

    name: str
    date: str
    owner: str = ""
    rollback: str = ""


class RisksView(Struct, frozen=True):
    """The register with the gravest risk first, and what stands ready."""

    items: tuple[RiskView, ...]
    crisis_levels: tuple[CrisisView, ...]
    media_contact: str
    watch: str
    fallback: str
    drills: tuple[DatedView, ...]
    releases: tuple[DatedView, ...]


def risks(material: Material) -> RisksView | None:
    """The register, or None where the section is absent or broken."""
    section = material.section(Risks)
    if section is None:
        return None
    voice = material.voice
    gravest_first = sorted(section.items, key=lambda risk: -risk.likelihood * risk.impact)
    return RisksView(
        items=tuple(_risk(material, risk, number) for number, risk in enumerate(gravest_first, 1)),
        crisis_levels=tuple(_crisis(material, each) for each in section.crisis_levels),
        media_contact=material.name(section.media_contact),
        watch=frequency(voice, section.watch),
        fallback=section.fallback or "",
        drills=tuple(DatedView(each.name, day(voice, each.date), material.name(each.owner)) for each in section.drills),
        releases=tuple(
            DatedView(each.name, day(voice, each.date), rollback=each.rollback or "") for each in section.releases
        ),
    )


def _risk(material: Material, risk: Risk, number: int) -> RiskView:
    voice, score = material.voice, risk.likelihood * risk.impact
    level = "high" if score >= HIGH else "middle" if score >= MIDDLE else "low"
    return RiskView(
        id=risk.id,
        mark=f"R{number}",
        name=risk.name,
        kind=voice.term(risk.kind),
        likelihood=risk.likelihood,
        impact=risk.impact,
        score=score,
        level=voice.label(f"risk-level.{level}"),
        level_key=level,
        trigger=risk.trigger or "",
        mitigation=risk.mitigation or "",
        contingency=risk.contingency or "",
        owner=material.name(risk.owner),
        channels=material.all_names(risk.channels),
        place=material.place(risk),
    )


def _crisis(material: Material, level: CrisisLevel) -> CrisisView:
    return CrisisView(
        material.voice.count(level.level),
        level.sign or "",
        material.name(level.owner),
        duration(material.voice, level.response),
        level.via or "",
        level.action or "",
    )
