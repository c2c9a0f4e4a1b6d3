"""Step 07 in the report: reviews, targets, playbook, experiments and the final evaluation."""

from msgspec import Struct

from promoplan.model.optimization import Evaluation, Experiment, Optimization, OptimizationTarget, Play, Review
from promoplan.report.view.figures import condition_text, metric_name, move_text, written
from promoplan.report.view.material import Material
from promoplan.report.view.times import day, duration, frequency, span


class ReviewView(Struct, frozen=True):
    """A regular look at the figures."""

    cadence: str
    owner: str
    members: str
    metrics: str
    decision: str


class ImprovementView(Struct, frozen=True):
    """Something measurable that the reviews work towards."""

    metric: str
    channel: str
    wanted: str
    by: str


class PlayView(Struct, frozen=True):
    """What is done on a sign."""

    when: str
    then: str
    move: str
    owner: str
    place: str


class ExperimentView(Struct, frozen=True):
    """An A/B test."""

    id: str
    hypothesis: str
    metric: str
    variants: str
    channel: str
    dates: str
    baseline: str
    effect: str
    sample: str
    owner: str


class SuggestionView(Struct, frozen=True):
    """What the evaluation asks for."""

    text: str
    owner: str
    due: str
    plan: str


class EvaluationView(Struct, frozen=True):
    """The final evaluation in its five parts; "" for what is not written yet."""

    due: str
    owner: str
    background: str
    core_figures: str
    analysis: str
    diagnosis: str
    suggestions: tuple[SuggestionView, ...]


class OptimizationView(Struct, frozen=True):
    """How the plan learns."""

    response_time: str
    reviews: tuple[ReviewView, ...]
    improvements: tuple[ImprovementView, ...]
    playbook: tuple[PlayView, ...]
    experiments: tuple[ExperimentView, ...]
    evaluation: EvaluationView | None


def optimization(material: Material) -> OptimizationView | None:
    """How the plan learns, or None where the section is absent or broken."""
    section = material.section(Optimization)
    if section is None:
        return None
    return OptimizationView(
        response_time=duration(material.voice, section.response_time),
        reviews=tuple(_review(material, review) for review in section.reviews),
        improvements=tuple(_improvement(material, target) for target in section.targets),
        playbook=tuple(_play(material, play) for play in section.playbook),
        experiments=tuple(_experiment(material, experiment) for experiment in section.experiments),
        evaluation=_evaluation(material, section.evaluation) if section.evaluation else None,
    )


def _review(material: Material, review: Review) -> ReviewView:
    metrics = (metric_name(material, key, short=True) for key in review.metrics)
    return ReviewView(
        frequency(material.voice, review.cadence),
        material.name(review.owner),
        material.all_names(review.members),
        material.voice.listed(metrics),
        review.decision or "",
    )


def _improvement(material: Material, target: OptimizationTarget) -> ImprovementView:
    voice = material.voice
    return ImprovementView(
        metric_name(material, target.metric),
        material.name(target.channel) or voice.label("whole-plan"),
        voice.listed((voice.change(target.change), written(material, target.metric, target.target))),
        day(voice, target.by),
    )


def _play(material: Material, play: Play) -> PlayView:
    return PlayView(
        condition_text(material, play.when),
        play.then or "",
        move_text(material, play.move),
        material.name(play.owner),
        material.place(play),
    )


def _experiment(material: Material, experiment: Experiment) -> ExperimentView:
    voice = material.voice
    return ExperimentView(
        id=experiment.id,
        hypothesis=experiment.hypothesis or "",
        metric=metric_name(material, experiment.metric) if experiment.metric else "",
        variants=voice.listed(experiment.variants),
        channel=material.name(experiment.channel),
        dates=span(voice, experiment.start, experiment.end),
        baseline=voice.percent(experiment.baseline),
        effect=voice.change(experiment.effect),
        sample=voice.count(experiment.sample),
        owner=material.name(experiment.owner),
    )


def _evaluation(material: Material, evaluation: Evaluation) -> EvaluationView:
    voice = material.voice
    return EvaluationView(
        due=day(voice, evaluation.due),
        owner=material.name(evaluation.owner),
        background=evaluation.background or "",
        core_figures=evaluation.core_figures or "",
        analysis=evaluation.analysis or "",
        diagnosis=evaluation.diagnosis or "",
        suggestions=tuple(
            SuggestionView(each.text, material.name(each.owner), day(voice, each.due), each.plan or "")
            for each in evaluation.suggestions
        ),
    )
