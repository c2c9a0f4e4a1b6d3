"""`promoplan report` as a whole process: several files at once, standard output, drafts, and stale reports."""

import shutil
import time
from pathlib import Path

import pytest

from tests.cli.running import Ran, promoplan
from tests.report.plans import BROKEN, MINIMAL

TODAY = ("--today", "2027-03-01")
FORMS = ("md", "html", "pdf", "docx", "xlsx", "pptx", "ics")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a clean plan and one with errors."""
    shutil.copy(MINIMAL, tmp_path / "spring.yaml")
    shutil.copy(next(path for path in BROKEN if path.stem == "no-reserve"), tmp_path / "broken.yaml")
    return tmp_path


def report(folder: Path, *arguments: str, plan: str = "spring.yaml") -> Ran:
    """The command in that folder, in English."""
    return promoplan("report", plan, *arguments, cwd=folder)


def outputs(*names: str) -> list[str]:
    """The options that ask for these files."""
    return [part for name in names for part in ("-o", name)]


def test_all_formats_in_one_call(folder: Path) -> None:
    """Each file is written and told; the plan is checked once, so one warning tells of its errors."""
    names = [f"r.{form}" for form in FORMS]
    ran = report(folder, *outputs(*names), *TODAY, plan="broken.yaml")
    assert (ran.code, ran.err.count("written"), ran.err.count("broken.yaml: the plan holds")) == (0, 7, 1)
    assert all((folder / name).stat().st_size > 1000 for name in names)


def test_a_name_that_tells_no_format_needs_one(folder: Path) -> None:
    """By ending or by --format; a format for several files, an unknown one and a file twice are refused at once."""
    assert report(folder, "-o", "report", "-f", "html", *TODAY).code == 0
    assert (folder / "report").read_text("utf-8").startswith("<!DOCTYPE html>")
    for arguments in (("-o", "report2"), (*outputs("a.md", "b.md"), "-f", "md"), outputs("a.md", "a.md")):
        ran = report(folder, *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "needs --format" in report(folder, "-o", "report2").err
    assert "standard output has no ending; --format tells" in report(folder, "-o", "-").err


@pytest.mark.parametrize(
    ("plan", "names"),
    [
        ("spring.yaml", ["r.md", "r.html"]),
        ("broken.yaml", ["r.md"]),
        ("gone.yaml", ["r.md"]),
        ("", ["r.md"]),
        (".", ["r.md"]),
        ("spring.yaml", ["r"]),
        ("spring.yaml", ["r.md", "r.md"]),
        ("spring.yaml", ["gone/r.md"]),
        ("spring.yaml", ["."]),
    ],
)
def test_the_plain_command_is_as_any_other(folder: Path, plan: str, names: list[str]) -> None:
    """`report PLAN -o FILE` goes around the parser of options; options first do not, and the same is said."""
    ran = []
    for arguments in ([plan, *outputs(*names)], [*outputs(*names), plan]):
        done = promoplan("report", *arguments, cwd=folder)
        files = {path.name: path.read_bytes() for path in folder.glob("r.*")}
        ran.append((done.code, done.raw, done.err, files))
        for name in files:
            (folder / name).unlink()
    assert ran[0] == ran[1]
    assert bool(ran[0][3]) == (ran[0][0] == 0)


def test_standard_output_gets_what_a_file_gets(folder: Path) -> None:
    """Byte for byte, and nothing beside it: the pictures of Markdown stand in its text."""
    forms = ("md", "html", "pdf", "xlsx")
    names = [f"r.{form}" for form in forms]
    assert report(folder, *outputs(*names), "--inline", *TODAY).code == 0
    for form, name in zip(forms, names, strict=True):
        ran = report(folder, "-o", "-", "-f", form, *TODAY)
        assert (ran.code, ran.raw) == (0, (folder / name).read_bytes())
    there = {path.name for path in folder.iterdir() if path.name != ".cache"}
    assert there == {"broken.yaml", "spring.yaml", *names}


def test_pictures_in_the_text(folder: Path) -> None:
    """With --inline no folder is made, and each picture is an address that holds it."""
    report(folder, "-o", "r.md", "--inline", *TODAY)
    text = (folder / "r.md").read_text("utf-8")
    assert text.count("](data:image/svg+xml;base64,") >= 8
    assert not (folder / "r_charts").exists()


def test_a_report_is_compared_with_the_plan(folder: Path) -> None:
    """As it was made, on its own day, it is current; after a change of the plan it is stale, from a line on."""
    names = outputs(*(f"r.{form}" for form in FORMS))
    assert report(folder, *names, *TODAY).code == 0
    made = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    ran = report(folder, *names, "--check")
    assert (ran.code, ran.err.count("as the plan gives it")) == (0, 7), ran.err
    assert report(folder, "-o", "r.md", "--check", "--today", "2027-03-02").code == 1
    plan = folder / "spring.yaml"
    plan.write_text(plan.read_text("utf-8").replace("Spring promotion", "Summer promotion"), "utf-8")
    ran = report(folder, *outputs("r.md", "r.pdf", "r.ics"), "--check")
    assert (ran.code, ran.err.count("not what the plan gives")) == (1, 3), ran.err
    assert "r.md: not what the plan gives, from line 1 on; the same command without --check writes it anew" in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == made | {
        plan.name: plan.read_bytes()
    }


def test_a_picture_that_went_stale_or_is_gone(folder: Path) -> None:
    """The files beside a report belong to it; a report that is not there is told too."""
    report(folder, "-o", "r.md", *TODAY)
    picture = folder / "r_charts" / "calendar.svg"
    picture.write_text("<svg/>")
    assert "r_charts/calendar.svg: not what the plan gives" in report(folder, "-o", "r.md", "--check").err
    picture.unlink()
    assert "r_charts/calendar.svg: not there" in report(folder, "-o", "r.md", "--check").err
    ran = report(folder, "-o", "none.pdf", "--check")
    assert (ran.code, ran.err) == (1, "none.pdf: not there; the same command without --check writes it\n")
    assert report(folder, "-o", "-", "-f", "md", "--check").code == 2


def test_only_a_clean_plan_where_that_is_required(folder: Path) -> None:
    """Errors are told and nothing is written; warnings are no hindrance."""
    ran = report(folder, "-o", "r.md", "--require-clean", *TODAY, plan="broken.yaml")
    assert (ran.code, "error" in ran.out, (folder / "r.md").exists()) == (1, True, False)
    assert "--require-clean" in ran.err
    assert report(folder, "-o", "r.md", "--require-clean", *TODAY).code == 0


def test_a_draft_says_so(folder: Path) -> None:
    """In each text format; without the option nothing does."""
    report(folder, *outputs("a.md", "a.html"), *TODAY)
    report(folder, *outputs("b.md", "b.html"), "--draft", *TODAY)
    for form in ("md", "html"):
        assert "DRAFT" not in (folder / f"a.{form}").read_text("utf-8")
        assert "DRAFT" in (folder / f"b.{form}").read_text("utf-8")


def test_single_sections(folder: Path) -> None:
    """Only the parts that are asked for, under the report's title; unknown ones and formats without parts fail."""
    arguments = ("--section", "budget", "--section", "goals", *TODAY)
    assert report(folder, *outputs("r.md", "r.html", "r.pdf"), *arguments).code == 0
    text = (folder / "r.md").read_text("utf-8")
    headings = [line for line in text.splitlines() if line.startswith(("# ", "## "))]
    assert headings == ["# Spring promotion", "## Step 01: Set goals", "## Step 06: Allocate the budget"]
    for name, said in (("budgets", "did you mean budget?"), ("xyz", "promoplan templates lists them")):
        ran = report(folder, "-o", "r.md", "--section", name)
        assert (ran.code, said in ran.err) == (2, True)
    assert "always holds all" in report(folder, "-o", "r.xlsx", *arguments).err


def test_templates_that_are_never_used_are_told(folder: Path) -> None:
    """With the name that was meant, in the user's language; what a used one includes, or is no template, is not."""
    body = folder / "own" / "body"
    body.mkdir(parents=True)
    (body / "report.md.jinja").write_text(
        '{% extends "promoplan/body/report.md.jinja" %}{% block gaols %}x{% endblock %}'
        '{% block goals %}{% include "mine/goals.md.jinja" %}{% block inner %}{% endblock %}{% endblock %}'
    )
    for name in ("mine/goals.md.jinja", "body/taem.md.jinja", "README.md", ".git/a.jinja"):
        (folder / "own" / name).parent.mkdir(exist_ok=True)
        (folder / "own" / name).write_text("text")
    ran = report(folder, "-o", "r.html", "--template", "own", *TODAY)
    never = "the packaged template has no block gaols, so it is never printed"
    assert ran.err.splitlines() == [
        "warning: own/body/taem.md.jinja: no report uses a template of this name; body/team.md.jinja is near",
        f"warning: own/body/report.md.jinja: {never}; goals is near",
        "r.html: written",
    ]
    for locale, said in (("zh_TW", "報告用不到這個名稱的範本"), ("zh_CN", "报告用不到这个名称的模板")):
        arguments = ("report", "spring.yaml", "-o", "r.md", "--template", "own", *TODAY)
        assert said in promoplan(*arguments, cwd=folder, env={"LC_ALL": f"{locale}.UTF-8"}).err
    ran = report(folder, "-o", "r.xlsx", "--template", "own", *TODAY)
    assert (ran.code, ran.err) == (2, "error: --template: .xlsx is not made from templates\n")


def test_what_no_font_draws_is_told(folder: Path) -> None:
    """For the PDF, and for the pictures of the Word file, with the place in the plan."""
    plan = folder / "spring.yaml"
    plan.write_text(plan.read_text("utf-8").replace("name: Spring promotion", "name: Spring 🎉"), "utf-8")
    assert "🎉" not in report(folder, "-o", "r.docx", *TODAY).err
    plan.write_text(plan.read_text("utf-8").replace("name: Peak", "name: Peak 🎉"), "utf-8")
    ran = report(folder, *outputs("r.docx", "r.pdf"), *TODAY)
    assert "no font has 🎉; the pictures of the Word file show □\n" in ran.err
    assert "no font has 🎉; the PDF shows □\n" in ran.err


def test_the_first_report_is_opened(folder: Path) -> None:
    """By the system's own opener, once, after it is written."""
    opener = folder / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\necho "$@" >> opened\n')
    opener.chmod(0o755)
    env = {"PATH": f"{opener.parent}:/usr/bin:/bin"}
    arguments = ("report", "spring.yaml", *outputs("a.md", "b.html"), "--open", *TODAY)
    assert promoplan(*arguments, cwd=folder, env=env).code == 0
    for _ in range(100):
        if (folder / "opened").exists():
            break
        time.sleep(0.05)
    assert (folder / "opened").read_text() == "a.md\n"
