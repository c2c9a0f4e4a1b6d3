"""Escaping: whatever a text holds, a Markdown reader shows it and obeys nothing of it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from promoplan.emit.escaping import Markdown, escaped, paragraphs
from tests.report.plans import PARSER, parsed

NASTY = (
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~~~",
        "~~",
        "#",
        "# ",
        "###### ",
        "> ",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "1) ",
        "987654321. ",
    ),
    *(
        "---",
        "===",
        "***",
        "| ",
        "|",
        "\\",
        "\\\\",
        "<b>",
        "<script>",
        "</",
        "<!--",
        "<https://a.example>",
        "&amp;",
        "&#42;",
    ),
    *(
        "[a](b)",
        "[a]: b",
        "![a](b)",
        "[",
        "]",
        "(",
        ")",
        "!",
        "[ ] ",
        "[x] ",
        ":---",
        ":-:",
        ": ",
        "$x$",
        "$$",
        "@all",
        "#12",
    ),
    *(
        "https://a.example",
        "www.a.example",
        "javascript:alert(1)",
        "\t",
        "    ",
        "  \n",
        "\n",
        " ",
        "a",
        "文",
        "“”",
        "：",
        "&",
    ),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "}}",
        "%}",
        "{#",
        "¹",
        "·",
        "\u00a0",
        "\u3000",
        "é",
        "😀",
        "=",
        "+",
        "-",
        ".",
        "9",
        "^",
        "{",
        "}",
    ),
    *("'", '"'),
)

hostile = st.one_of(
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=8).map("".join),
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" \n"), max_size=30),
)
"""Texts made of what means something to a Markdown reader, and any others."""

POSITIONS = {
    "paragraph": "{}",
    "continued": "before\n{}",
    "within": "before {} after",
    "item": "- {}",
    "quote": "> {}",
    "heading": "## {}",
    "bold": "**{}** after",
    "emphasis": "*{}*",
    "after-label": "- **label**: {}",
    "cell": "| a | b |\n| - | - |\n| {} | x |",
    "lone-cell": "| a |\n| - |\n| {} |",
    "alternative": "![{}](x.svg)",
}


@pytest.mark.parametrize("position", POSITIONS)
@settings(max_examples=350, deadline=None)
@given(hostile)
@example("1.")
@example("a | b")
@example("-")
@example("\\")
def test_a_text_comes_back_as_it_was(position: str, text: str) -> None:
    """Parsed at any place, the tokens are those of a harmless word, and the text is the one put in."""
    plain = " ".join(part for line in text.split("\n") if (part := line.strip()))
    if not plain:
        return
    place = POSITIONS[position]
    found = list(parsed(place.format(escaped(text))))
    wanted = [(kind, shown.replace("Qx", plain)) for kind, shown in parsed(place.format("Qx"))]
    assert found == wanted


@given(hostile)
def test_escaping_twice_changes_nothing_more(text: str) -> None:
    """What is Markdown already is printed as it is."""
    once = escaped(text)
    assert escaped(once) is once


def test_what_is_done_to_markdown_gives_plain_text() -> None:
    """Joined or changed Markdown is text again, and would be escaped anew."""
    made = Markdown("**a**")
    assert type(made + "b") is str
    assert type(made.replace("a", "b")) is str
    assert escaped(made + "") == "\\*\\*a\\*\\*"


def test_ordinary_text_stays_readable() -> None:
    """Figures, dates and names carry no backslash."""
    for text in (
        "$1,200,000",
        "2027-04-01",
        "+20%",
        "−15%",
        "1.5%",
        "25-34",
        "Spend 120 & save".replace("&", "and"),
        "满 300 减 40",
    ):
        assert escaped(text) == text


def test_paragraphs_stay_apart() -> None:
    """Blank lines of a plan's text part paragraphs, single line ends do not."""
    found = PARSER.render(paragraphs("One\nline.\n\n# Two\n   \n1. Three"))
    assert found == "<p>One line.</p>\n<p># Two</p>\n<p>1. Three</p>\n"
