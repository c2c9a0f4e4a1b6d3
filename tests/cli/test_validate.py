"""`promoplan validate` as people and CI use it."""

import json
from pathlib import Path

import pytest

from tests.cli.running import BEFORE, MINIMAL, promoplan

SMALL_RESERVE = MINIMAL.read_text(encoding="utf-8").replace("reserve: 10%", "reserve: 5%", 1)
LATE_WARNING = MINIMAL.read_text(encoding="utf-8").replace("alerts: {warn: 80%, stop: 95%}", "x-alerts: later")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a clean plan, one with errors and one with a warning."""
    (tmp_path / "clean.yaml").write_text(MINIMAL.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "reserve.yaml").write_text(SMALL_RESERVE, encoding="utf-8")
    (tmp_path / "alerts.yaml").write_text(LATE_WARNING, encoding="utf-8")
    return tmp_path


def test_a_clean_plan_says_so(plans: Path) -> None:
    """Exit 0 and a line that sums up."""
    ran = promoplan("validate", "clean.yaml", "--today", BEFORE, cwd=plans)
    assert (ran.code, ran.out, ran.err) == (0, "1 plan checked, nothing found\n", "")


def test_a_finding_shows_the_line_and_marks_the_spot(plans: Path) -> None:
    """Place, code, figures found and wanted, excerpt, caret, help."""
    ran = promoplan("validate", "reserve.yaml", "--today", BEFORE, cwd=plans)
    line = next(number for number, text in enumerate(SMALL_RESERVE.splitlines(), 1) if "reserve: 5%" in text)
    assert ran.code == 1
    assert (
        f"reserve.yaml:{line}:12: PP601 error: reserve is 5% ($5,000 of $100,000);"
        f" at least 10% is asked for: $10,000\n"
        f"    |\n"
        f"{line} |   reserve: 5%\n"
        f"    |            ^^\n"
        f"    = help: raise the reserve to $10,000, from what no line uses or by cutting lines\n"
    ) in ran.out
    assert "\n1 plan checked: " in ran.out


def test_warnings_fail_only_when_asked(plans: Path) -> None:
    """Exit 0 with a warning, 1 under --strict."""
    assert promoplan("validate", "alerts.yaml", "--today", BEFORE, cwd=plans).code == 0
    assert promoplan("validate", "alerts.yaml", "--today", BEFORE, "--strict", cwd=plans).code == 1


def test_a_folder_is_searched_in_order(plans: Path) -> None:
    """Every plan below a folder is checked, by path."""
    ran = promoplan("validate", ".", "--today", BEFORE, cwd=plans)
    assert ran.code == 1
    assert ran.out.index("alerts.yaml:") < ran.out.index("reserve.yaml:")
    assert "3 plans checked" in ran.out


def test_excluded_files_are_passed_over(plans: Path) -> None:
    """`exclude` of the settings holds for searches, not for files named outright."""
    (plans / "promoplan.toml").write_text('exclude = ["reserve.yaml"]\n')
    assert promoplan("validate", ".", "--today", BEFORE, cwd=plans).code == 0
    assert promoplan("validate", "reserve.yaml", "--today", BEFORE, cwd=plans).code == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("exlude = []\n", "promoplan.toml:1:1: unknown setting exlude; exclude is near"),
        ("exclude = 3\n", "promoplan.toml:1:1: exclude is a list of patterns"),
        ("language = 'de'\n", "promoplan.toml:1:1: language is one of"),
        ("= 3\n", "promoplan.toml: not TOML"),
    ],
)
def test_bad_settings_are_exit_2(plans: Path, settings: str, message: str) -> None:
    """A mistake in the settings is told with its file, and nothing is checked."""
    (plans / "promoplan.toml").write_text(settings)
    ran = promoplan("validate", "clean.yaml", cwd=plans)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_standard_input_is_a_plan(plans: Path) -> None:
    """`-` reads a plan from stdin, with positions."""
    ran = promoplan("validate", "-", "--today", BEFORE, cwd=plans, stdin=SMALL_RESERVE.encode())
    assert ran.code == 1
    assert "stdin:" in ran.out
    assert "PP601" in ran.out


def test_a_base_is_not_checked_alone(plans: Path) -> None:
    """A file without `plan:` is only there to be extended."""
    (plans / "base.yaml").write_text("promoplan: 1\nteam: {members: [{id: a, name: A}]}\n")
    ran = promoplan("validate", "base.yaml", cwd=plans)
    assert (ran.code, ran.out) == (0, "0 plans checked, nothing found\n")


def test_json_is_strict_versioned_and_complete(plans: Path) -> None:
    """A strict parser reads it, and a finding has its place, code, message and key."""
    ran = promoplan("validate", ".", "--today", BEFORE, "-f", "json", cwd=plans)
    holds = json.loads(ran.out, parse_constant=pytest.fail)
    assert ran.raw.isascii()
    assert holds["version"] == 1
    assert holds["summary"]["plans"] == 3
    assert holds["summary"]["error"] == sum(finding["severity"] == "error" for finding in holds["findings"])
    found = next(finding for finding in holds["findings"] if finding["code"] == "PP601")
    assert (found["path"], found["name"], found["column"]) == ("reserve.yaml", "reserve-too-small", 12)
    assert found["key"] == ["budget", "reserve"]
    assert found["message"].startswith("reserve is 5%")


def test_github_commands_rank_errors_first(plans: Path) -> None:
    """Each line is one command; errors come before warnings whatever the file."""
    ran = promoplan("validate", "alerts.yaml", "reserve.yaml", "--today", BEFORE, "-f", "github", cwd=plans)
    kinds = [line.split()[0] for line in ran.out.splitlines()]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)
    assert "::error title=PP601 reserve-too-small,file=reserve.yaml,line=" in ran.out


@pytest.mark.parametrize(("language", "word"), [("zh-Hant", "預備金為 5%"), ("zh-Hans", "应急资金为 5%")])
def test_messages_in_chinese(plans: Path, language: str, word: str) -> None:
    """`--lang` and the locale choose the language of messages."""
    assert word in promoplan("validate", "reserve.yaml", "--today", BEFORE, "--lang", language, cwd=plans).out
    locale = {"zh-Hant": "zh_TW.UTF-8", "zh-Hans": "zh_CN.UTF-8"}[language]
    assert word in promoplan("validate", "reserve.yaml", "--today", BEFORE, cwd=plans, env={"LC_ALL": locale}).out


def test_help_speaks_the_language_asked_for(tmp_path: Path) -> None:
    """Help texts follow the locale."""
    assert "檢查計畫" in promoplan("validate", "--help", cwd=tmp_path, env={"LC_ALL": "zh_TW.UTF-8"}).out
    assert "检查计划" in promoplan("validate", "--help", cwd=tmp_path, env={"LC_ALL": "zh_CN.UTF-8"}).out


def test_a_plan_folder_points_into_its_files(tmp_path: Path) -> None:
    """Findings of a plan in several files stand at the file that holds the text."""
    folder = tmp_path / "spring"
    folder.mkdir()
    head, _, budget = MINIMAL.read_text(encoding="utf-8").partition("budget:\n")
    lines, _, rest = budget.partition("optimization:\n")
    (folder / "plan.yaml").write_text(f"{head}optimization:\n{rest}", encoding="utf-8")
    dedented = "".join(line.removeprefix("  ") for line in lines.splitlines(keepends=True))
    (folder / "budget.yaml").write_text(dedented.replace("reserve: 10%", "reserve: 5%"), encoding="utf-8")
    ran = promoplan("validate", "spring", "--today", BEFORE, cwd=tmp_path)
    assert ran.code == 1
    assert "spring/budget.yaml:5:10: PP601 error" in ran.out


@pytest.mark.parametrize("wrong", [[], ["--nope"], ["validate"], ["validate", "a.yaml", "-f", "xml"], ["frobnicate"]])
def test_wrong_use_is_exit_2(tmp_path: Path, wrong: list[str]) -> None:
    """Wrong arguments are told on stderr with exit 2."""
    ran = promoplan(*wrong, cwd=tmp_path)
    assert ran.code == 2
    assert "Traceback" not in ran.err
