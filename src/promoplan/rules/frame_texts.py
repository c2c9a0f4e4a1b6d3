"""The texts of each step's frame: what its result is measured by, and what may go wrong."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.frame import Step, StepFrame
from promoplan.model.header import PlanHeader
from promoplan.rules.rule import Problem, Sections, problem, rule
from promoplan.source.changes import Change, What

_TEXTS = ("acceptance", "risk")


@rule("PP037", Severity.INFO, by_default=False)
def frame_text_missing(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """A step leaves its verification standard or its risk note to the method; the fix writes the method's own text."""
    for number, step in enumerate(Step, start=1):
        frame = sections.whole.get(step.value)
        for name in _TEXTS if isinstance(frame, StepFrame) else ():
            if getattr(frame, name) is None:
                text = _standard(step, name, plan)
                written = text if name == "acceptance" else {"note": text, "counter": _standard(step, "counter", plan)}
                changes = [Change((step.value, name), written, What.ADD)]
                yield problem((step.value,), on_key=True, variant=name, changes=changes, step=f"{number:02}")


def _standard(step: Step, name: str, plan: PlanHeader) -> str:
    """The method's text for a step, in the plan's language."""
    from promoplan.i18n.catalogue import Language  # noqa: PLC0415 - only where the rule is asked for
    from promoplan.i18n.messages import label  # noqa: PLC0415 - as above

    return label(f"step.{step.value}.{name}", Language(plan.language.value))
