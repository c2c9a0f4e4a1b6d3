"""Changes to a plan by path, as rules ask for them, and the edits of text that they come to."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from promoplan.source.text import Path


class What(Enum):
    """What a change does at its path."""

    VALUE = "value"
    """Writes another value there."""
    KEY = "key"
    """Gives the key another name."""
    ADD = "add"
    """Adds a key with a value to the mapping above it."""
    DROP = "drop"
    """Takes a key out that has no value, from between brackets."""


class Change(NamedTuple):
    """One change: the value or the key at `path` becomes `text`, or a key that is not there gets `text` as its value.

    `text` is what the value or key says, without quotes; where YAML needs some they are added. What is added may also
    be a mapping.
    """

    path: Path
    text: str | Mapping[str, str]
    what: What = What.VALUE
