"""Which mapping of the model stands at a path of the plan."""

from collections.abc import Iterator
from typing import Any, get_args

from promoplan.model.node import Node
from promoplan.model.plan import SECTIONS


def node_at(path: tuple[str | int, ...]) -> type[Node] | None:
    """The kind of mapping that belongs at a path; None where something else does, or the model knows no such path."""
    model = SECTIONS.get(str(path[0])) if path else None
    for step in path[1:]:
        if model is None or isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        model = next(nodes_in(field.annotation), None) if field else None
    return model


def nodes_in(annotation: Any) -> Iterator[type[Node]]:
    """The mappings that a field's type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for argument in get_args(annotation):
        yield from nodes_in(argument)
