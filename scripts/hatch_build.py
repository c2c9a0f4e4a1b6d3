"""Compiles the message catalogues (.po to .mo) whenever the package is built or installed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALES = Path(__file__).parent.parent / "src" / "promoplan" / "i18n" / "locale"


def compile_catalogues(locales: Path = LOCALES) -> None:
    """Writes one .mo beside every .po below `locales`."""
    for po in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as text:
            catalogue = read_po(text, locale=po.parent.parent.name, abort_invalid=True)
        with po.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, catalogue)


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling's hook: runs before files are collected, for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's names
        """Compiles the catalogues."""
        compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()
