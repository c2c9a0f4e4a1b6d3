"""Markdown of findings, read back by a CommonMark parser with tables: what a plan says stays text."""

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from promoplan.emit.markdown import MAX_COMMENT, markdown
from promoplan.emit.outcome import Outcome
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from tests.emit.making import found, printables, run, runs

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OWN_HTML = {"<br>", "<details>", "</details>", "<summary>", "</summary>"}
INLINE = {"text", "text_special", "html_inline", "softbreak"}


def _inline(markdown_text: str) -> list[Token]:
    return [child for token in PARSER.parse(markdown_text) for child in token.children or ()]


def _cells(markdown_text: str) -> list[str]:
    """The text of each cell and heading, without the zero-width spaces that disarm references."""
    contents = (
        "".join("\n" if child.type == "html_inline" else child.content for child in token.children)
        for token in PARSER.parse(markdown_text)
        if token.type == "inline" and token.children is not None
    )
    return [content.replace("\u200b", "") for content in contents]


@given(runs)
def test_nothing_but_text_comes_from_a_plan(outcome: Outcome) -> None:
    """No link, picture, code or HTML stands in it but our own line breaks and folds."""
    printed = markdown(outcome, Language.EN)
    for child in _inline(printed):
        assert child.type in INLINE
        assert child.type != "html_inline" or child.content in OWN_HTML
    blocks = [token.content for token in PARSER.parse(printed) if token.type == "html_block"]
    assert all(block.strip().startswith(("<details>", "</details>")) for block in blocks)


@given(runs)
def test_every_finding_is_a_row(outcome: Outcome) -> None:
    """A cell never breaks its table: there are as many rows as findings, of four cells each."""
    tokens = PARSER.parse(markdown(outcome, Language.EN))
    tables = sum(token.type == "table_open" for token in tokens)
    assert sum(token.type == "tr_open" for token in tokens) == len(outcome.printed) + tables
    assert sum(token.type == "td_open" for token in tokens) == 4 * len(outcome.printed)


@given(printables)
def test_text_comes_back_exactly(text: str) -> None:
    """A message reads as it was written, blanks at its ends left out."""
    shown = _cells(markdown(run(found(text, "")), Language.EN))[8]
    assert shown.strip() == text.replace("\u200b", "").strip()


def test_people_and_issues_are_not_called() -> None:
    """GitHub links these even behind a backslash, so a zero-width space parts them from what follows."""
    said = found("@everyone #1 gh-12 high-12 a @ b")
    printed = "".join(child.content for child in _inline(markdown(run(said), Language.EN)))
    assert "@\u200beveryone #\u200b1 gh-\u200b12 high-12 a @ b" in printed


def test_infos_are_folded_and_errors_come_first() -> None:
    """What must be mended stands on top; infos open on a click."""
    printed = markdown(
        run(found("i", severity=Severity.INFO), found("w", severity=Severity.WARNING), found("e")), Language.EN
    )
    assert printed.startswith("## promoplan: 1 plan checked: 1 error, 1 warning, 1 info\n")
    assert printed.index("| e<br>") < printed.index("| w<br>") < printed.index("<details>") < printed.index("| i<br>")


def test_a_comment_fits_and_counts_what_it_leaves_out() -> None:
    """GitHub refuses a longer comment; the findings that do not fit are counted."""
    printed = markdown(run(*(found("x" * 280, "y" * 280) for _ in range(200)), more=5), Language.EN)
    assert len(printed) <= MAX_COMMENT
    rows = printed.count("\n| error |")
    assert f"... and {205 - rows} more findings" in printed


def test_a_clean_run_says_so() -> None:
    """Without findings there is the verdict alone."""
    assert markdown(run(), Language.ZH_HANT) == "## promoplan: 已檢查 1 份計畫，沒有發現問題\n"
