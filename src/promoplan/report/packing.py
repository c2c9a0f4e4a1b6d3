"""Packages of office programs that are the same bytes each time: no entry tells when it was written."""

import io
import zipfile
from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """A package of files by name, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it would tell the system that it was written on
            package.writestr(entry, content)
    return out.getvalue()


def repacked(package: bytes) -> bytes:
    """A package made by someone else, with the same files."""
    with zipfile.ZipFile(io.BytesIO(package)) as given:
        return packed({name: given.read(name) for name in given.namelist()})
