"""The seven steps: what each asks for, what stands in its way, who answers for it and how far it has come."""

from collections.abc import Mapping

from msgspec import Struct
from pydantic import ValidationError

from promoplan.model.frame import Step, StepFrame, StepStatus
from promoplan.model.plan import SECTIONS
from promoplan.report.view.material import Material
from promoplan.report.view.times import day

MISSING = "missing"
"""The status of a step that the plan lacks, beside those that a plan can give it."""


class StepView(Struct, frozen=True):
    """One step with its frame.

    `key` is its section; `acceptance`, `risk` and `counter` are the plan's own words or else the method's standard
    ones. `status_key` is open, in-progress or done, missing where the plan lacks the step or its frame can't be read;
    `is_late`: it is past its due day on the day of the report and not done.
    """

    key: str
    number: str
    action: str
    acceptance: str
    risk: str
    counter: str
    owner: str = ""
    due: str = ""
    status: str = ""
    status_key: str = ""
    done_on: str = ""
    evidence: str = ""
    is_late: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the step is finished."""
        return self.status_key == StepStatus.DONE


def steps(material: Material) -> tuple[StepView, ...]:
    """All seven, in order; an absent or broken one shows the method's standard."""
    return tuple(_step(material, step, number) for number, step in enumerate(Step, 1))


def _frame(material: Material, step: Step) -> StepFrame | None:
    """A step's frame, also where the rest of its section is broken."""
    section = material.section(SECTIONS[step])
    if isinstance(section, StepFrame):
        return section
    data: Mapping[str, object] = material.checked.document.data or {}
    raw = data.get(step)
    if not isinstance(raw, Mapping):
        return None
    try:
        return StepFrame.model_validate({key: raw[key] for key in StepFrame.model_fields if key in raw})
    except ValidationError:
        return None


def _step(material: Material, step: Step, number: int) -> StepView:
    voice = material.voice
    frame = _frame(material, step)
    head = (step.value, f"{number:02}", voice.label(f"step.{step}"))
    acceptance, risk, counter = (voice.label(f"step.{step}.{part}") for part in ("acceptance", "risk", "counter"))
    if frame is None:
        told = voice.label("step-unreadable") if material.is_broken(step) else voice.label("step-missing")
        return StepView(*head, acceptance, risk, counter, status=told, status_key=MISSING)
    if frame.risk:
        risk, counter = frame.risk.note, frame.risk.counter or ""
    return StepView(
        *head,
        frame.acceptance or acceptance,
        risk,
        counter,
        owner=material.name(frame.owner),
        due=day(voice, frame.due),
        status=voice.term(frame.status),
        status_key=frame.status.value,
        done_on=day(voice, frame.done_on),
        evidence=frame.evidence or "",
        is_late=frame.due is not None and frame.due < material.today and frame.status is not StepStatus.DONE,
    )
