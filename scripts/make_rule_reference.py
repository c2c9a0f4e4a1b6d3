"""Writes the reference of all rules in three languages: Markdown by step under docs/rules, and a site of HTML pages."""

import base64
import hashlib
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from promoplan.emit.escaping import escaped
from promoplan.emit.reference import Entry, entry
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words
from promoplan.rules import RULES

DOCS = Path(__file__).parent.parent / "docs"
TEMPLATES = DOCS / "templates"
_SITE = {Language.EN: "index.html", Language.ZH_HANT: "zh-Hant.html", Language.ZH_HANS: "zh-Hans.html"}
_NAMES = {Language.EN: "English", Language.ZH_HANT: "繁體中文", Language.ZH_HANS: "简体中文"}


class Group(NamedTuple):
    """The rules of one step: those whose codes begin with PP and this digit."""

    digit: str
    rules: tuple[Entry, ...]


class Sibling(NamedTuple):
    """The site in one language."""

    language: str
    file: str
    name: str


def pages() -> Mapping[str, str]:
    """The text of each file of the reference, by its path below docs/."""
    return {name: text for language in Language for name, text in _in(language)}


def _in(language: Language) -> Iterator[tuple[str, str]]:
    groups = tuple(
        Group(digit, tuple(entry(rule, language) for rule in rules))
        for digit, rules in groupby(RULES, key=lambda rule: rule.code[2])
    )
    markdown = _environment(language, for_html=False)
    yield f"rules/{language}/README.md", _tidy(markdown.get_template("index.md.jinja").render(groups=groups))
    for group in groups:
        text = markdown.get_template("step.md.jinja").render(digit=group.digit, rules=group.rules)
        yield f"rules/{language}/PP{group.digit}.md", _tidy(text)
    script = (TEMPLATES / "site.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    html = _environment(language, for_html=True)
    yield (
        f"site/{_SITE[language]}",
        html.get_template("site.html.jinja").render(
            groups=groups,
            language=language.value,
            languages=[Sibling(each.value, _SITE[each], _NAMES[each]) for each in Language],
            css=html.filters["ours"]((TEMPLATES / "site.css").read_text(encoding="utf-8")),
            script=html.filters["ours"](script),
            script_hash=digest,
        ),
    )


def _environment(language: Language, *, for_html: bool) -> Environment:
    from markupsafe import Markup  # noqa: PLC0415 - beside its only use

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=for_html,  # noqa: S701 - Markdown is escaped by the filter `md`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["t"] = partial(words, language=language)
    made.filters["md"] = lambda text: "<br>".join(map(escaped, text.splitlines()))
    made.filters["fenced"] = _fenced
    made.filters["ours"] = Markup
    return made


def _fenced(snippet: str) -> str:
    return f"````yaml\n{snippet}\n````"


def _tidy(text: str) -> str:
    """Without more than one empty line in a row, outside of snippets too rare to matter."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip() + "\n"


def main() -> int:
    """Writes all files anew and removes what no rule stands behind any more."""
    made = {DOCS / name: text for name, text in pages().items()}
    for folder in (DOCS / "rules", DOCS / "site"):
        for old in folder.rglob("*.*"):
            if old not in made:
                old.unlink()
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
