"""Findings one to a line, for eyes and for `grep`."""

from promoplan.emit.outcome import Outcome
from promoplan.emit.text import Look, closing, header
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted


def concise(outcome: Outcome, language: Language, look: Look) -> str:
    """A line a finding, then what sums up."""
    lines = [header(finding, look) for finding in outcome.printed]
    if outcome.unprinted:
        lines.append(counted("more-findings", outcome.unprinted, language))
    return "".join(f"{line}\n" for line in (*lines, closing(outcome, language, look)))
