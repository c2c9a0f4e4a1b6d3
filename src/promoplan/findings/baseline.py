"""A baseline: the findings of old plans that are known and put up with, so that only new ones are told.

An entry names a finding by its code, the path to it with ids instead of places in lists, and the values of its
message, so that other lines and comments may move around it.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

VERSION = 1
_BYTES = 10


class Entry(NamedTuple):
    """One known finding: its file (from the root, with "/"), code, path in words, and fingerprint."""

    file: str
    code: str
    at: str
    fingerprint: str


def named_path(data: object, path: tuple[str | int, ...]) -> str:
    """A path with the ids of list items instead of their numbers: `channels.items.douyin.placements.0`."""
    steps, node = [], data
    for step in path:
        if isinstance(node, Mapping):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            node = None
        steps.append(_id(node) if isinstance(step, int) and _id(node) else str(step))
    return ".".join(steps)


def _id(node: object) -> str:
    found = node.get("id") if isinstance(node, Mapping) else None
    return found if isinstance(found, str) else ""


_CLOCK = frozenset(("today", "days_left"))
"""Values of messages that another day changes, whatever the plan says."""


def fingerprint(code: str, at: str, variant: str, values: Mapping[str, object]) -> str:
    """What tells a finding from all others of its plan, and is the same on every day: 20 hexadecimal digits."""
    told = (f"{name}={value}" for name, value in sorted(values.items()) if name not in _CLOCK)
    holds = "\0".join((code, at, variant, *told))
    return blake2b(holds.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def read_baseline(text: str) -> tuple[Entry, ...]:
    """The entries of a baseline file; raises ValueError for a text that is none."""
    holds = json.loads(text)
    if not isinstance(holds, dict) or holds.get("version") != VERSION or not isinstance(holds.get("findings"), list):
        raise ValueError("no baseline of promoplan")
    try:
        return tuple(Entry(*(str(each[name]) for name in Entry._fields)) for each in holds["findings"])
    except (TypeError, KeyError) as error:
        raise ValueError("no baseline of promoplan") from error


def write_baseline(entries: Iterable[Entry]) -> str:
    """A baseline file, one entry a line, so that differences read well."""
    lines = [json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(entries)]
    listed = ",\n    ".join(lines)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n    {listed}\n  ]\n}}\n' if lines else _EMPTY


_EMPTY = f'{{\n  "version": {VERSION},\n  "findings": []\n}}\n'
