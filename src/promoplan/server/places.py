"""Which node of a file stands at an offset."""

from typing import NamedTuple

from promoplan.source.document import Reading
from promoplan.source.text import Path


class Found(NamedTuple):
    """A node, and whether its key is meant or its value."""

    path: Path
    on_key: bool


def node_at(reading: Reading, offset: int) -> Found | None:
    """The key or scalar that an offset touches; None between them."""
    containers = {path[:-1] for path in reading.spots}
    for path, (_, key_start, key_end, start, end) in reading.spots.items():
        if 0 <= key_start <= offset <= key_end:
            return Found(path, on_key=True)
        if path not in containers and start <= offset <= end and start < end:
            return Found(path, on_key=False)
    return None
