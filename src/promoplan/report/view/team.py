"""The team in the report: members, responsibilities per step, training and appraisal."""

from collections.abc import Iterator

from msgspec import Struct

from promoplan.model.frame import Step
from promoplan.model.team import StepRaci, Team
from promoplan.report.view.material import Material
from promoplan.report.view.times import day


class MemberView(Struct, frozen=True):
    """A person or role."""

    name: str
    role: str
    group: str
    id: str


class Duty(Struct, frozen=True):
    """A person's part in a step: R does it, A answers for it, C is asked, I is told; `member` is the person's id."""

    letter: str
    member: str
    name: str


class RaciView(Struct, frozen=True):
    """Who does a step, answers for it, is asked and is told; `duties` tells them one by one."""

    step: str
    responsible: str
    accountable: str
    consulted: str
    informed: str
    duties: tuple[Duty, ...]


class TrainingView(Struct, frozen=True):
    """Something the team learns."""

    topic: str
    date: str
    members: str


class AppraisalView(Struct, frozen=True):
    """One measure by which the team is judged."""

    criterion: str
    measure: str
    weight: str


class TeamView(Struct, frozen=True):
    """The team."""

    members: tuple[MemberView, ...]
    raci: tuple[RaciView, ...]
    training: tuple[TrainingView, ...]
    appraisal: tuple[AppraisalView, ...]
    incentives: tuple[str, ...]


def team(material: Material) -> TeamView | None:
    """The team, or None where the section is absent or broken."""
    section = material.section(Team)
    if section is None:
        return None
    voice = material.voice
    return TeamView(
        tuple(MemberView(each.name, each.role or "", voice.term(each.group), each.id) for each in section.members),
        tuple(_raci(material, section)),
        tuple(
            TrainingView(each.topic, day(voice, each.date), material.all_names(each.members))
            for each in section.training
        ),
        tuple(
            AppraisalView(each.criterion, each.measure or "", voice.percent(each.weight)) for each in section.appraisal
        ),
        section.incentives,
    )


def _raci(material: Material, section: Team) -> Iterator[RaciView]:
    for number, step in enumerate(Step, 1):
        duties: StepRaci | None = getattr(section.raci, step, None)
        if duties is None:
            continue
        who = (duties.responsible, duties.accountable, duties.consulted, duties.informed)
        parts = tuple(
            Duty(letter, str(member), material.name(member))
            for letter, members in zip("RACI", who, strict=True)
            for member in members
        )
        responsible, accountable, consulted, informed = map(material.all_names, who)
        label = f"{number:02} {material.voice.label(f'step.{step}')}"
        yield RaciView(label, responsible, accountable, consulted, informed, parts)
