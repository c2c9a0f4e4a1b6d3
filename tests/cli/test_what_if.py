"""`--set` as a whole process: the report says that it is a what-if, and the plan's file stays as it is."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import BEFORE, PLANS, Ran, promoplan

REPORTS = {
    "en": "What if – not the plan itself",
    "zh-Hant": "假設試算，非計畫本身",
    "zh-Hans": "假设试算，非计划本身",
}


def report(folder: Path, *arguments: str, output: str = "out.md") -> Ran:
    """Prints a copy of the spring plan."""
    if not (folder / "plan.yaml").exists():
        shutil.copy(PLANS / "qinghe-2027-q2.yaml", folder / "plan.yaml")
    return promoplan("report", "plan.yaml", "-o", output, "--today", BEFORE, *arguments, cwd=folder)


def test_the_file_stays_as_it_is(tmp_path: Path) -> None:
    """Byte for byte; the report has the new figures and tells each with the plan's own."""
    settings = (
        "channels.douyin.economics.cvr=3%",
        "channels.tmall.economics.aov=280..310",
        "goals.revenue.target=500万",
    )
    ran = report(tmp_path, *(part for each in settings for part in ("--set", each)))
    assert ran.code == 0
    assert (tmp_path / "plan.yaml").read_bytes() == (PLANS / "qinghe-2027-q2.yaml").read_bytes()
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    for path, _, value in (each.partition("=") for each in settings):
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {path}")]
        assert value in row
    assert "\\<--set\\>:3" in text


@pytest.mark.parametrize("language", REPORTS)
def test_a_what_if_is_never_mistaken_for_the_plan(tmp_path: Path, language: str) -> None:
    """Its cover says so in the report's language; the plan's own report does not."""
    for settings in (["--set", "budget.total=130万"], []):
        assert report(tmp_path, "-o", "out.html", "--lang", language, *settings).code == 0
        for output in ("out.md", "out.html"):
            assert (REPORTS[language] in (tmp_path / output).read_text(encoding="utf-8")) is bool(settings)


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("chanels.douyin.role=core", "near is channels"),
        ("budget.total=*x", "anchors and aliases"),
        ("budget.total", "wanted is PATH=VALUE"),
        ("budget.total=!!python/object:os.system x", "python"),
        ("plan.name=a\x1b[31m", "U+001B"),
        ("budget.\x1b[31m=5", "\\x1b[31m"),
        ("bud\nget.total=5\n::error::x", "nothing in"),
    ],
)
def test_wrong_settings_end_in_one_line(tmp_path: Path, setting: str, says: str) -> None:
    """Exit code 2, one printable line, and no report."""
    ran = report(tmp_path, "--set", setting)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.startswith("error: --set ")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err
    assert not (tmp_path / "out.md").exists()


def test_doubtful_values_stay_text(tmp_path: Path) -> None:
    """What another YAML reader would take for something else is taken as it is written."""
    assert report(tmp_path, "--set", "plan.name=NO").code == 0
    assert "# NO" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_a_refused_forecast_tells_only_what_hinders_it(tmp_path: Path) -> None:
    """A figure that can't be read is found at its place in the setting; the plan's other findings are left out."""
    setting = "channels.douyin.economics.aov=1e5"
    plan = str(PLANS / "qinghe-2027-q2.yaml")
    ran = promoplan("forecast", plan, "--set", setting, "--lang", "en", cwd=tmp_path)
    assert ran.code == 1
    assert ran.out.startswith("<--set>:1:31: PP012 error:")
    assert ran.out.count(" PP") == 1


def test_errors_speak_the_language(tmp_path: Path) -> None:
    """Also the reader's own complaint about a value."""
    for language, word in (("zh-Hant", "沒有"), ("zh-Hans", "没有")):
        assert word in report(tmp_path, "--lang", language, "--set", "budgett.x=1").err


def test_texts_of_settings_are_data(tmp_path: Path) -> None:
    """Nothing in a value is markup in the report."""
    assert report(tmp_path, "--set", "plan.theme='<script>alert(1)</script>'", output="out.html").code == 0
    assert "<script>alert" not in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_hundred_settings_are_quick(tmp_path: Path) -> None:
    """They are all told, in well under the time a reader notices."""
    settings = [f"channels.douyin.economics.x-{number}={number}" for number in range(100)]
    plain = report(tmp_path).seconds
    ran = report(tmp_path, *(part for each in settings for part in ("--set", each)))
    assert ran.code == 0
    assert (tmp_path / "out.md").read_text(encoding="utf-8").count("channels.douyin.economics.x-") == 100
    assert ran.seconds < plain + 2


def test_a_plan_that_cannot_be_read_is_told_as_ever(tmp_path: Path) -> None:
    """Settings need a plan to be laid over."""
    (tmp_path / "plan.yaml").write_text("promoplan: [", encoding="utf-8")
    ran = report(tmp_path, "--set", "budget.total=5")
    assert ran.code == 1
    assert "PP001" in ran.out
