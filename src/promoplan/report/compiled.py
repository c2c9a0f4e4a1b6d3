"""Compiled templates, kept from one run to the next: compiling takes longer than filling in."""

from base64 import b64decode, b64encode

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from promoplan.cache import store

_FORM = "2"
"""Which code our own environment makes of a template; Jinja can't know when that changes. 2: loops are counted."""


class Compiled(BytecodeCache):
    """Keeps templates in the user's own cache folder, each under its name and text; Jinja knows its own versions."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes up what an earlier run has compiled; a damaged text counts as none."""
        kept = store.read(_name(bucket))
        if kept is not None:
            bucket.bytecode_from_string(b64decode(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it, where there is a place for it."""
        store.write(_name(bucket), b64encode(bucket.bytecode_to_string()).decode("ascii"))


def _name(bucket: Bucket) -> str:
    return store.key("template", _FORM, bucket.key, bucket.checksum)
