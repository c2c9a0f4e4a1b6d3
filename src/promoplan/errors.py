"""The few exceptions: each means that promoplan can't go on, never that a plan is wrong.

    PromoplanError
    ├── UsageError        the command or call was made wrongly
    ├── ConfigError       the settings file can't be used
    ├── UnreadableError   a file can't be opened or is no regular file
    ├── PlanError         a plan was asked for, but its text holds errors
    ├── OutputError       a result can't be written
    ├── TemplateError     a report template of the user's is wrong
    └── MissingExtra      an optional part of the installation is not there

Wrong input in a plan is a finding and is returned, not raised. Every error ends a command with exit code 2.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class PromoplanError(Exception):
    """Carries a constant English template and the values that fill it.

    The template is also the key under which the message catalogues hold its translations, so it never contains data.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.template.format_map(self.values)


class UsageError(PromoplanError):
    """The command or call was made wrongly."""


class ConfigError(PromoplanError):
    """The settings file can't be used; `others` are further mistakes in it."""

    others: "tuple[ConfigError, ...]" = ()


class UnreadableError(PromoplanError):
    """A file can't be opened, or is not a regular file."""


class PlanError(PromoplanError):
    """A plan was asked for, but its text holds errors; `findings` names them."""

    def __init__(self, template: str, /, findings: tuple[object, ...] = (), **values: object) -> None:
        super().__init__(template, **values)
        self.findings = findings


class OutputError(PromoplanError):
    """A result can't be written."""


class TemplateError(PromoplanError):
    """A report template of the user's is wrong."""


class MissingExtra(PromoplanError):  # noqa: N818 - names what is missing
    """An optional part of the installation is not there; the message names what to install."""
