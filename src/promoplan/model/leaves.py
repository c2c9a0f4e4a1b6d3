"""What stands at the ends of a node: every value with its path."""

from collections.abc import Iterator

from promoplan.model.node import Node


def leaves(node: Node) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every value that is given at or below a node, no mapping or list, with its path, in the order of the fields.

    A key of a free mapping comes before its value, under the same path.
    """
    waiting: list[tuple[tuple[str | int, ...], object]] = [(node.path, node)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Node):
            here = value.path or path
            waiting += [((*here, name), item) for name, item in reversed(value.__dict__.items())]
        elif isinstance(value, tuple):
            waiting += [((*path, index), item) for index, item in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            for key, item in reversed(value.items()):
                waiting += [((*path, str(key)), item), ((*path, str(key)), key)]
        elif value is not None:
            yield path, value


def nodes(node: Node) -> Iterator[Node]:
    """A node and every mapping below it, in the order of the fields."""
    waiting: list[object] = [node]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Node):
            yield value
            waiting += reversed(value.__dict__.values())
        elif isinstance(value, tuple):
            waiting += reversed(value)
