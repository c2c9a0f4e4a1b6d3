"""The pages of the preview: its frame, and what it shows of a plan."""

from collections.abc import Mapping

from promoplan.emit.error_line import error_line
from promoplan.emit.told import Told
from promoplan.errors import PromoplanError
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language, text
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import label
from promoplan.preview.server import Page
from promoplan.report.packaged import FOLDER, markup_templates

_WORDS = ("findings", "report", "waiting", "lost", "stale", "clean")


def frame(title: str, language: Language) -> Mapping[str, Page]:
    """The page around report and findings, its style and script, by their names under the token."""
    page = markup_templates().get_template("preview/preview.html.jinja")
    return {
        "": Page("text/html", page.render(title=title, language=language, words=_words(language)).encode()),
        "preview.css": Page("text/css", (FOLDER / "preview" / "preview.css").read_bytes()),
        "preview.js": Page("text/javascript", (FOLDER / "preview" / "preview.js").read_bytes()),
    }


def findings(told: Told, language: Language, *, stale: bool) -> bytes:
    """What is found in the plan, as a piece of a page; `stale`: the report beside it is an earlier one."""
    page = markup_templates().get_template("preview/findings.html.jinja")
    shown = sorted(told.findings, key=lambda found: list(Severity).index(found.severity))
    rest = sum(count for _, _, count in told.counts) - len(shown)
    more = counted("more-findings", rest, language) if rest > 0 else ""
    names = {severity.value: label(f"Severity.{severity}", language) for severity in Severity}
    words = _words(language)
    return page.render(findings=shown, more=more, stale=stale, names=names, words=words).encode()


def trouble(error: PromoplanError, language: Language) -> bytes:
    """Why there is nothing new to show, as a piece of a page."""
    page = markup_templates().get_template("preview/trouble.html.jinja")
    return page.render(reason=error_line(error, language)).encode()


def _words(language: Language) -> Mapping[str, str]:
    return {key: text("page", f"preview.{key}", language) for key in _WORDS}
