"""Templates of one's own: they override parts, run in a sandbox, and are told of by file and line when wrong."""

import sys
from pathlib import Path

import pytest

from promoplan.errors import TemplateError
from promoplan.report.unused import unused
from tests.report.plans import MINIMAL, checked_file, markdown_of

CHECKED = checked_file(MINIMAL)
BOUNDED = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what memory a process holds")


def _own(folder: Path, name: str, text: str) -> Path:
    file = folder / "body" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_a_part_of_ones_own_replaces_the_packaged_one(tmp_path: Path) -> None:
    """The rest stays as it is."""
    made = markdown_of(CHECKED, templates=_own(tmp_path, "team.md.jinja", "## Us\n\n{{ cover.name }}"))
    assert "## Us\n\nSpring promotion\n" in made
    assert "## Team" not in made
    assert made.replace("## Us", "").startswith(markdown_of(CHECKED)[:3000])


def test_a_block_may_be_given_anew_and_use_the_old_one(tmp_path: Path) -> None:
    """`extends` reaches the packaged template, `super()` the packaged block, unescaped."""
    folder = _own(
        tmp_path,
        "report.md.jinja",
        '{% extends "promoplan/body/report.md.jinja" %}\n'
        "{% block team %}{{ super() }}\n\nAsk **{{ cover.owner }}**.\n{% endblock %}\n"
        "{% block glossary %}{% endblock %}",
    )
    made = markdown_of(CHECKED, templates=folder)
    assert "| Eve    | User operations |" in made
    assert "Ask **Ann**." in made
    assert "Glossary" not in made


def test_values_are_escaped_in_templates_of_ones_own_too(tmp_path: Path) -> None:
    """Nobody has to remember it: expressions, concatenations, filters and macros print text."""
    text = (
        "{% macro shout(word) %}**{{ word }}**!{% endmacro %}"
        '{{ shout("a*b") }}\n\n{{ "<b>" ~ "#" }}\n\n{{ "*x*"|safe }}\n\n{{ ("*x*"|e)|upper }}\n\n'
        '{{ t("colon") ~ "[l](u)" }}'
    )
    made = markdown_of(CHECKED, templates=_own(tmp_path, "report.md.jinja", text))
    assert made == "**a\\*b**!\n\n\\<b\\>\\#\n\n\\*x\\*\n\n\\*X\\*\n\n\\: \\[l\\](u)\n"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n{{ cover.titel }}", 2, "titel"),
        ("a\n\n{% if %}", 3, "Expected an expression"),
        ("{{ nobody }}", 1, "nobody"),
        ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ("{{ t('no-such-label') }}", 1, "no-such-label"),
        ("\n\n\n{{ table(goals, ['nmae=goal']) }}", 4, "nmae"),
        ("{{ table(goals, ['__class__']) }}", 1, "__class__"),
        ("{{ cover.__class__ }}", 1, "__class__"),
        ("{{ cover.name.__class__.__mro__ }}", 1, "__class__"),
        ("{{ chart('funnel').format(cover.name) }}", 1, "format"),
        ("{% include 'body/none.md.jinja' %}", 1, "no template body/none.md.jinja; promoplan templates lists them"),
        ("{% include '../../secret' %}", 1, "secret"),
        ("{% for n in range(10000000) %}{% endfor %}", 1, "OverflowError"),
        ('{{ "a" * 10000000000 }}', 1, "* makes too much here"),
        ("{{ 9 ** 9 }}", 1, "** makes too much here"),
        (f"\n{'{% for n in range(9999) %}' * 8}{'{% endfor %}' * 8}", 2, "more than 1,000,000 steps"),
        (
            "{% for n in range(3) if n < 3 recursive %}\n\n{{ loop(range(3)) if loop.depth < 60 }}{% endfor %}",
            3,
            "loops and calls take more than",
        ),
        (
            "{% macro a(n) %}\n{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(40) }}",
            2,
            "more than 1,000,000 steps",
        ),
        pytest.param(
            "{% set ns = namespace(x='abcd') %}\n{% for n in range(35) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
            2,
            "takes more than 512 MB of memory",
            marks=BOUNDED,
        ),
        pytest.param("\n{{ 'a'|center(999999999) }}", 2, "takes more than 512 MB of memory", marks=BOUNDED),
        pytest.param("\n{{ '%999999999d' % 1 }}", 2, "takes more than 512 MB of memory", marks=BOUNDED),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    """Typos, syntax, and what the sandbox refuses."""
    folder = _own(tmp_path, "report.md.jinja", text)
    with pytest.raises(TemplateError) as caught:
        markdown_of(CHECKED, templates=folder)
    assert str(caught.value).startswith(f"{folder / 'body' / 'report.md.jinja'}:{line}: ")
    assert reason in str(caught.value)


def test_a_report_without_end(tmp_path: Path) -> None:
    """What would keep every later step busy for hours is refused, by the folder that makes it."""
    text = "{% set long = 'x' * 10000 %}{% for n in range(2001) %}{{ long }}{% endfor %}"
    with pytest.raises(TemplateError, match=r"more than 20,000,000 characters") as caught:
        markdown_of(CHECKED, templates=_own(tmp_path, "report.md.jinja", text))
    assert str(caught.value).startswith(str(tmp_path))


def test_a_mistake_in_a_part_is_told_there(tmp_path: Path) -> None:
    """The file that is named is the one to mend, also when a packaged template includes it."""
    folder = _own(tmp_path, "team.md.jinja", "\n\n{{ team.membres }}")
    with pytest.raises(TemplateError, match=r"team\.md\.jinja:3: "):
        markdown_of(CHECKED, templates=folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A wrong --template is an error, not silently the packaged report."""
    with pytest.raises(TemplateError, match="no such folder of templates"):
        markdown_of(CHECKED, templates=tmp_path / "none")


def test_what_is_never_used(tmp_path: Path) -> None:
    """A broken file is told as unused where nothing asks for it; names that are worked out keep all from being told."""
    _own(tmp_path, "mine.md.jinja", "{% if %}")
    (found,) = unused(tmp_path)
    assert (found.path, found.block) == (tmp_path / "body" / "mine.md.jinja", "")
    _own(tmp_path, "team.md.jinja", "{% include cover.name %}")
    assert unused(tmp_path) == ()
    _own(tmp_path, "team.md.jinja", "{% if %}")
    assert [each.path.name for each in unused(tmp_path)] == ["mine.md.jinja"]


def test_a_template_that_is_not_utf8(tmp_path: Path) -> None:
    """Told with the file's folder at least."""
    folder = tmp_path / "body"
    folder.mkdir()
    (folder / "team.md.jinja").write_bytes("團隊".encode("big5"))
    with pytest.raises(TemplateError, match="UTF-8"):
        markdown_of(CHECKED, templates=tmp_path)
