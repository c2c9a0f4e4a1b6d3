"""Finished reports: golden files in three languages, the samples in every format, and what lies beside them."""

from datetime import date
from pathlib import Path

import pytest

from promoplan.errors import OutputError, UsageError
from promoplan.i18n.catalogue import Language
from promoplan.report.manuscript import Rendered
from promoplan.report.render import Report, plan_language, write_rendered
from promoplan.report.targets import Format, format_of
from tests.conftest import Golden
from tests.report.plans import BROKEN, DAY, MINIMAL, PLANS, ROOT, checked_file, checked_text, parsed

GOLDEN = ROOT / "tests" / "golden" / "reports"


def _markdown(path: Path, language: Language, today: date = DAY) -> str:
    report = Report(checked_file(path, today), language=language, today=today)
    return report.rendered(Format.MARKDOWN).main.decode()


@pytest.mark.parametrize("language", Language)
def test_the_minimal_plan_reads_as_it_did(language: Language, golden: Golden) -> None:
    """Read the difference before writing it anew."""
    golden(GOLDEN / f"minimal.{language}.md", _markdown(MINIMAL, language))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_samples_render_on_any_day(path: Path) -> None:
    """Before, in and after their period, in their own language; no word for nothing, nothing left to fill in."""
    language = plan_language(checked_file(path))
    for today in (DAY, date(2027, 10, 1), date(2028, 6, 1)):
        markdown = _markdown(path, language, today)
        assert "None" not in markdown
        assert "{" not in markdown
        assert sum(kind == "table_open" for kind, _ in parsed(markdown)) > 40
        assert sum(kind == "image" for kind, _ in parsed(markdown)) == 14


def test_all_formats_carry_the_same_figures() -> None:
    """Markdown and HTML hold every amount of the budget, drawn from one view model."""
    report = Report(checked_file(MINIMAL), language=Language.EN, today=DAY)
    made = {form: report.rendered(form).main for form in (Format.MARKDOWN, Format.HTML)}
    for figure in (b"$435,000", b"$187,345", b"44.4%", b"$72,000", b"5.44"):
        assert all(figure in text for text in made.values())


def test_pictures_lie_beside_the_markdown() -> None:
    """Each picture that the text shows, in a folder named for the report; a name with blanks is a legal address."""
    rendered = Report(checked_file(MINIMAL), language=Language.EN, today=DAY).rendered(
        Format.MARKDOWN, name="我的 plan"
    )
    text = rendered.main.decode()
    assert sorted(rendered.beside) == [f"我的 plan_charts/{name}.svg" for name in (
        "budget-category", "budget-channel", "budget-phase", "calendar", "channel-funnels", "competitors",
        "content-calendar", "funnel", "goals", "raci", "risk-matrix", "tornado",
    )]  # fmt: skip
    assert "](%E6%88%91%E7%9A%84%20plan_charts/funnel.svg)" in text
    assert all(svg.startswith(b"<svg") for svg in rendered.beside.values())


def test_a_report_and_its_pictures_are_written(tmp_path: Path) -> None:
    """The links of the text lead to the files; a second report replaces the first."""
    rendered = Report(checked_file(MINIMAL), language=Language.EN, today=DAY).rendered(Format.MARKDOWN, name="q2")
    for _ in range(2):
        write_rendered(rendered, tmp_path / "q2.md")
    assert (tmp_path / "q2.md").read_bytes() == rendered.main
    assert (tmp_path / "q2_charts" / "calendar.svg").read_bytes() == rendered.beside["q2_charts/calendar.svg"]


def test_a_folder_for_pictures_that_cannot_be_made(tmp_path: Path) -> None:
    """An error in one line, and no report that points at nothing."""
    (tmp_path / "q2_charts").write_text("in the way")
    with pytest.raises(OutputError):
        write_rendered(Rendered(b"# A", {"q2_charts/a.svg": b"<svg/>"}), tmp_path / "q2.md")
    assert not (tmp_path / "q2.md").exists()


def test_the_same_plan_gives_the_same_bytes() -> None:
    """A report of one plan and day can be compared."""
    first, second = (_markdown(PLANS[0], Language.ZH_HANS) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("name", "form"), [("a.md", "md"), ("a.MARKDOWN", "md"), ("b.htm", "html"), ("c.d.pdf", "pdf")]
)
def test_the_ending_names_the_format(name: str, form: str) -> None:
    """As people write it."""
    assert format_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a", "a.doc", ".md"])
def test_another_ending_is_refused(name: str) -> None:
    """With the endings that there are."""
    with pytest.raises(UsageError, match=r"\.md, \.html, \.pdf"):
        format_of(Path(name))


def test_the_report_speaks_the_plans_language() -> None:
    """English where the plan does not say."""
    assert {plan_language(checked_file(path)) for path in (*PLANS, *BROKEN)} == set(Language)
    for header in ("language: fr", "language: [en]", "name: x"):
        assert plan_language(checked_text(f"promoplan: 1\nplan: {{{header}}}")) is Language.EN
