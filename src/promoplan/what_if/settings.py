"""Settings put in their places: each value, and what follows from it."""

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from promoplan.economics.exact import exact
from promoplan.errors import UsageError
from promoplan.findings.nearest import nearest
from promoplan.model.paths import node_at
from promoplan.source.document import Document, Override
from promoplan.source.overrides import Draft, Missing, Setting, written
from promoplan.source.text import Path
from promoplan.what_if.consequences import EITHER, RESERVE, keep_saturation, keep_volumes, scale, scaling

_MOST_KNOWN = 12


def what_if(document: Document, settings: Sequence[Setting]) -> Document:
    """The document with the settings laid over it in their order, so that of two for one value the last counts.

    A document without data stays as it is. Raises UsageError for a path that leads nowhere.
    """
    if document.data is None or not settings:
        return document
    draft = Draft(document, _alone)
    with exact():
        if total := scaling(draft, settings):
            scale(draft, total)
        given = [_apply(draft, setting) for setting in settings]
        keep_saturation(draft)
        keep_volumes(draft, given)
    return draft.done(settings[0].source)


def _alone(path: Path, value: object) -> str | None:
    """The field that a value alone stands for at a path of the model."""
    model = node_at(path)
    try:
        return model.short_for(value) if model else None
    except PydanticCustomError:  # a reserve of 10, which may be 10% or 10: the model says so
        return None


def _apply(draft: Draft, setting: Setting) -> Path:
    """Puts a setting's value in its place and gives the path; null takes a key away, a value alone leaves the rest."""
    path = _found(draft, setting)
    whole = draft.value(path)
    value, spots = setting.at(path)
    before, field = written(whole), _alone(path, value) if isinstance(whole, dict) else None
    if field is not None:
        path = (*path, field)
        before = written(draft.value(path)) or before
        value, spots = setting.at(path)
        if path[:-1] == RESERVE:
            draft.drop((*RESERVE, EITHER[field]))
    elif value is None and whole is None:
        raise _no_such(draft, setting, Missing(str(path[-1]), draft.dotted(path[:-1]), ()))
    draft.note(path, Override(".".join(setting.steps), before, written(value)))
    if value is None and isinstance(path[-1], str):
        draft.drop(path)
    else:
        draft.put(path, value, spots)
    return path


def _found(draft: Draft, setting: Setting) -> Path:
    found = draft.find(setting.steps)
    if isinstance(found, Missing):
        raise _no_such(draft, setting, found)
    return found


def _no_such(draft: Draft, setting: Setting, missing: Missing) -> UsageError:
    """The error for a step that leads nowhere."""
    text, step, below = setting.text, missing.step, missing.below or draft.document.path
    if missing.several:
        return UsageError(
            "--set {setting}: several things in {below} are called {step}", setting=text, below=below, step=step
        )
    near, known = nearest(step, missing.known), missing.known[:_MOST_KNOWN]
    if near is not None:
        return UsageError(
            "--set {setting}: nothing in {below} is called {step}; near is {near}",
            setting=text,
            below=below,
            step=step,
            near=near,
        )
    if not known:
        return UsageError("--set {setting}: nothing in {below} is called {step}", setting=text, below=below, step=step)
    return UsageError(
        "--set {setting}: nothing in {below} is called {step}; there is {known}",
        setting=text,
        below=below,
        step=step,
        known=known,
    )
