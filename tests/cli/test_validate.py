"""`promoplan validate` as people and CI use it."""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

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


def test_the_language_may_stand_before_the_command(plans: Path) -> None:
    """For help, findings and troubles; one that the command is given itself goes before it."""
    assert "檢查計畫" in promoplan("--lang", "zh-Hant", "--help", cwd=plans).out
    asked = ("validate", "reserve.yaml", "--today", BEFORE)
    assert "預備金為 5%" in promoplan("--lang", "zh-Hant", *asked, cwd=plans).out
    assert "应急资金为 5%" in promoplan("--lang=zh-Hant", *asked, "--lang", "zh-Hans", cwd=plans).out
    assert "沒有規則" in promoplan("--lang", "zh-Hant", "rules", "PP9", cwd=plans).err
    assert promoplan("--lang", "de", *asked, cwd=plans).code == 2


COMMANDS = ("init", "validate", "report", "serve", "templates", "forecast", "diff", "rules", "schema", "lsp")


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans"])
def test_help_in_chinese_is_chinese_and_fits(command: str, language: str, tmp_path: Path) -> None:
    """No word of the argument parser's own is left in English; no line is wider than the terminal or begins badly."""
    asked = ("--lang", language, *command.split(), "--help")
    ran = promoplan(*asked, cwd=tmp_path, env={"COLUMNS": "80"})
    assert ran.code == 0
    for word in ("Usage", "Arguments", "Options:", "Commands", "Show this message", "default", "required"):
        assert word not in ran.out
    lines = ran.out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert not any(line.strip().startswith(("，", "。", "；", "、", "）", "」", "”")) for line in lines)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--nope",), 'no option --nope; "promoplan --help" lists them'),
        (("validate", "--statistic"), "no option --statistic; --statistics is near"),
        (("diff",), 'PLAN is missing; "promoplan diff --help" tells more'),
        (("report", "a.yaml"), '--output is missing; "promoplan report --help" tells more'),
        (("frobnicate",), 'no command frobnicate; "promoplan --help" lists them'),
        (("validat",), "no command validat; validate is near"),
        (("--lang", "en"), 'a command is missing; "promoplan --help" lists them'),
        (("rules", "PP601", "PP602"), 'nothing is known of PP602; "promoplan rules --help" tells more'),
        (("validate", "--lang"), "--lang: no value"),
        (("validate", "--fix=yes"), "--fix takes no value"),
        (("validate", "--fail-on", "eror"), "--fail-on: eror is none of error, warning, info; error is near"),
        (("validate", "--lang", "klingon"), "--lang: klingon is none of en, zh-Hant, zh-Hans"),
        (("report", "", "-o", "a.md"), "an empty path; name a plan or a folder of plans"),
        (("diff", "", "b.yaml"), "an empty path; name a plan or a folder of plans"),
        (("forecast", ""), "an empty path; name a plan or a folder of plans"),
        (("serve", ""), "an empty path; name a plan or a folder of plans"),
        (("init", ""), "an empty path; leave it out, or name a file or folder"),
        (("validate", ""), "an empty path; leave it out, or name a file or folder"),
        (("validate", "clean.yaml", ""), "an empty path; leave it out, or name a file or folder"),
        (("validate", "-f", "json", ""), "an empty path; leave it out, or name a file or folder"),
        (("validate", "--fix", "--update-baseline"), "--update-baseline and --fix: only one of the two at a time"),
        (("validate", "--unsafe-fixes", "--show-settings"), "--show-settings and --unsafe-fixes: only one"),
        (("validate", "--show-settings", "--update-baseline"), "--show-settings and --update-baseline: only one"),
        (("validate", "--diff", "--watch"), "--diff and --watch: only one of the two at a time"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_in_a_line(wrong: tuple[str, ...], said: str, plans: Path) -> None:
    """What is wrong and what is next, on stderr, with exit code 2; nothing is checked or written."""
    before = {file: file.read_bytes() for file in plans.iterdir()}
    ran = promoplan(*wrong, cwd=plans)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"error: {said}")
    assert {file: file.read_bytes() for file in plans.iterdir()} == before


def test_wrong_use_is_told_in_chinese(tmp_path: Path) -> None:
    """Whatever the argument parser would say, our own words go round it."""
    for wrong in (("--nope",), ("validate", "--statistic"), ("diff",), ("frobnicate",), ("validate", "-j", "x")):
        for language in ("zh-Hant", "zh-Hans"):
            ran = promoplan("--lang", language, *wrong, cwd=tmp_path)
            assert (ran.code, ran.out) == (2, "")
            assert re.fullmatch("error: .*[\u4e00-\u9fff].*\n", ran.err)


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


@pytest.mark.parametrize(
    ("forms", "message"),
    [
        (
            ("sraif",),
            "junit, markdown; sarif is near",
        ),
        (("zzz=a",), "--format: zzz is none of text,"),
        (("sarif=",), "--format: a file's name is missing after sarif="),
        (("json=a", "sarif=a"), "--format: two forms can't go to one file, a"),
        (("json", "sarif"), "--format: only one form can go to standard output"),
    ],
)
def test_forms_that_can_t_be_meant_are_refused(plans: Path, forms: tuple[str, ...], message: str) -> None:
    """An empty name, as an unset variable gives it, is no standard output; nothing is written."""
    ran = promoplan("validate", "clean.yaml", *(word for form in forms for word in ("-f", form)), cwd=plans)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert not (plans / "a").exists()


def test_several_forms_in_one_run(plans: Path) -> None:
    """One check fills standard output, files and the job's summary; each says what it would say alone."""
    (plans / "summary.md").write_text("before\n")
    files = {"sarif": "a.sarif", "json": "a.json", "gitlab": "b.json", "junit": "a.xml", "markdown": "a.md"}
    asked = [word for form, file in files.items() for word in ("-f", f"{form}={file}")]
    env = {"GITHUB_STEP_SUMMARY": str(plans / "summary.md")}
    ran = promoplan("validate", ".", "-f", "github", *asked, "--today", BEFORE, cwd=plans, env=env)
    assert ran.code == 1
    assert ran.out.startswith("::error title=")
    for form, file in files.items():
        alone = promoplan("validate", ".", "-f", form, "--today", BEFORE, cwd=plans)
        assert (plans / file).read_bytes() == alone.raw
    assert (plans / "summary.md").read_text() == "before\n" + (plans / "a.md").read_text()
