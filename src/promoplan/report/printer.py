"""`Printer`: the functions that templates of the body may call; what they give is Markdown already."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from promoplan.emit.escaping import Markdown, escaped, paragraphs
from promoplan.report.parsing import PANEL
from promoplan.report.pictures import Picture
from promoplan.report.tables import table
from promoplan.report.view.voice import Voice

Facts = Iterable[tuple[str, str]]
_APART = " · "
_GAPS = re.compile(r"\n{3,}")
_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)


def tidy(markdown: str) -> str:
    """One blank line between blocks, none at the ends of lines and of the text."""
    return _GAPS.sub("\n\n", _ENDS.sub("", markdown)).strip("\n") + "\n"


class Printer(Struct, frozen=True):
    """Prints in one voice; `target` gives the address of a picture by its name.

    `designed`: panels are marked, for formats that have a design for them.
    """

    voice: Voice
    pictures: Mapping[str, Picture]
    target: Callable[[str], str]
    designed: bool

    @property
    def functions(self) -> Mapping[str, Callable[..., str]]:
        """The functions by the names that templates call them by."""
        return {
            "t": self.voice.label,
            "table": self.table,
            "chart": self.chart,
            "panel": self.panel,
            "quoted": self.quoted,
            "facts": self.facts,
            "facts_of": self.facts_of,
            "line": self.line,
            "bullets": self.bullets,
            "noted": self.noted,
            "paragraphs": paragraphs,
        }

    def table(self, rows: Sequence[object], columns: Sequence[str], total: object = None) -> Markdown:
        """A table of the view model's rows; see `tables.table`."""
        return table(self.field, rows, columns, total)

    def chart(self, name: str) -> Markdown:
        """A picture, or nothing where the plan has no figures for it.

        Its caption stands in a line below it, or in its title for formats that set captions of their own.
        """
        found = self.pictures.get(name)
        if found is None:
            return Markdown("")
        alternative, address, caption = escaped(found.description), self.target(name), escaped(found.caption)
        if not caption:
            return Markdown(f"![{alternative}]({address})")
        if self.designed:
            return Markdown('![{}]({} "{}")'.format(alternative, address, caption.replace('"', '\\"')))
        return Markdown(f"![{alternative}]({address})\n\n*{caption}*")

    def panel(self, name: str, caller: Callable[[], str]) -> Markdown:
        """What a template calls it with, as one part that formats may show in a design of their own."""
        inner = caller()
        return Markdown(f"![{name}]({PANEL}{name})\n\n{inner}\n\n![]({PANEL})" if self.designed else inner)

    def quoted(self, caller: Callable[[], str]) -> Markdown:
        """What a template calls it with, as blocks that stand apart."""
        lines = tidy(caller()).splitlines()
        return Markdown("\n".join(f"> {line}" if line else ">" for line in lines))

    def facts(self, pairs: Facts) -> Markdown:
        """A list of labelled texts, without those that are empty; a label is a key of `field.`."""
        return self._listed((self.field(key), text) for key, text in pairs)

    def facts_of(self, rows: Iterable[object], name: str, text: str) -> Markdown:
        """A list of labelled texts, from two fields of each row."""
        return self._listed((getattr(row, name), getattr(row, text)) for row in rows)

    def line(self, pairs: Facts) -> Markdown:
        """Labelled texts in one line, without those that are empty."""
        return Markdown(_APART.join(self._fact(self.field(key), text) for key, text in pairs if text))

    def bullets(self, texts: Iterable[str]) -> Markdown:
        """A list of texts."""
        return Markdown("\n".join(f"- {escaped(text)}" for text in texts))

    def noted(self, text: str, note: str) -> str:
        """A text with a note in brackets, where there is one; plain text."""
        return self.voice.label("with-note", text=text, note=note) if text and note else text or note

    def field(self, key: str) -> str:
        """The label of a fact or column."""
        return self.voice.label(f"field.{key}")

    def _listed(self, pairs: Facts) -> Markdown:
        return Markdown("\n".join(f"- {self._fact(label, text)}" for label, text in pairs if text))

    def _fact(self, label: str, text: str) -> str:
        return f"**{escaped(label)}**{self.voice.label('colon')}{escaped(text)}"
