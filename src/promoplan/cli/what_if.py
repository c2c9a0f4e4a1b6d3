"""`--set` as commands use it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from promoplan.cli.words import asked_language
from promoplan.emit.safe import quoted
from promoplan.errors import UsageError
from promoplan.i18n.messages import message

if TYPE_CHECKING:
    from promoplan.source.document import Document


def with_settings(document: "Document", texts: Sequence[str] | None) -> "Document":
    """The document with the settings of a command line laid over it; `overrides` tells what they changed.

    Raises UsageError for a setting that is none, a value that can't be read, and a path that leads nowhere.
    """
    if not texts:
        return document
    from promoplan.checker import RULE_OF
    from promoplan.findings.finding import Severity
    from promoplan.source.overrides import read_settings
    from promoplan.what_if.settings import what_if

    settings = read_settings(texts)
    for setting in settings:
        wrong = (flaw for flaw in setting.reading.flaws if RULE_OF[flaw.code].severity is Severity.ERROR)
        for flaw in wrong:  # of what is only doubtful, such as NO, the text stands
            values = {name: quoted(value) for name, value in flaw.values.items()}
            reason = message(flaw.code, flaw.variant, values, asked_language())
            raise UsageError("--set {setting}: {reason}", setting=setting.text, reason=reason)
    return what_if(document, settings)
