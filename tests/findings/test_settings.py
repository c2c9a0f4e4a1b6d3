"""Settings of a project: what they change, where mistakes in them stand, and what holds."""

import tomllib
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, Ran, promoplan

TODAY = ("--today", "2027-01-15")
PLAN = MINIMAL.read_text(encoding="utf-8").replace("iteration: 2 weeks", "iteration: 3 weeks")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a plan in which PP404, a warning, is found."""
    (tmp_path / "old").mkdir()
    for name in ("plan-a.yaml", "old/plan-b.yaml"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    return tmp_path


def validate(project: Path, settings: str, *arguments: str) -> Ran:
    """A check of the project under settings."""
    (project / "promoplan.toml").write_text(settings, encoding="utf-8")
    return promoplan("validate", ".", "-f", "concise", *arguments, *TODAY, cwd=project)


@pytest.mark.parametrize(
    ("settings", "arguments", "code", "found"),
    [
        ("", ("--strict",), 1, 2),
        ("", (), 0, 2),
        ('ignore = ["PP404"]', ("--strict",), 0, 0),
        ('ignore = ["slow-iteration"]', ("--strict",), 0, 0),
        ('ignore = ["PP4"]', ("--strict",), 0, 0),
        ('select = ["PP6"]', ("--strict",), 0, 0),
        ('select = ["PP6"]', ("--strict", "--select", "PP4"), 1, 2),
        ("", ("--strict", "--ignore", "PP404,PP601"), 0, 0),
        ("", ("--strict", "--select", "slow-iteration"), 1, 2),
        ('[severity]\nPP404 = "error"', (), 1, 2),
        ('[severity]\nslow-iteration = "info"', ("--strict",), 0, 2),
        ('[severity]\nPP404 = "info"', ("--fail-on", "info"), 1, 2),
        ("", ("--fail-on", "error"), 0, 2),
        ("", ("--strict", "--exit-zero"), 0, 2),
        ('[per-file]\n"old/*" = ["PP404"]', ("--strict",), 1, 1),
        ("[limits.PP404]\nmax_days = 21", ("--strict",), 0, 0),
    ],
)
def test_settings_and_options_decide_what_counts(
    project: Path, settings: str, arguments: tuple[str, ...], code: int, found: int
) -> None:
    """Selection, severity, files, parameters; the command line goes before the file."""
    ran = validate(project, settings, *arguments)
    assert (ran.err, ran.code, ran.out.count("PP404")) == ("", code, found)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('exclude = []\nselct = ["PP6"]\n', "promoplan.toml:2:1: unknown setting selct; select is near"),
        ("zzz = 1", "promoplan.toml:1:1: unknown setting zzz; known are baseline, exclude"),
        ('ignore = [\n  "PP404",\n  "PP4044",\n]', "promoplan.toml:3:4: no rule PP4044; PP404 is near"),
        ('select = ["slow-iterations"]', "promoplan.toml:1:12: no rule slow-iterations; slow-iteration is near"),
        ('[severity]\nPP404 = "fatal"', "promoplan.toml:2:1: a severity is one of error, warning, info"),
        ('[severity]\nPP4 = "error"', "promoplan.toml:2:1: no rule PP4"),
        ('[per-file]\n"a.yaml" = "PP404"', "promoplan.toml:2:1: per-file.a.yaml is a list of codes"),
        ("[limits.PP999]\na = 1", "promoplan.toml:1:9: no rule PP999\n"),
        ("[limits.PP6]\na = 1", "promoplan.toml:1:9: no rule PP6; PP601 is near"),
        ('ignore = ["PP69"]', "promoplan.toml:1:12: no rule PP69; PP6 is near"),
        ("[limits.PP404]\nmax_day = 3", "promoplan.toml:2:1: unknown setting max_day; max_days is near"),
        (
            'ignore = ["PP4"]\n[limits.PP404]\nmax_day = 3',
            "promoplan.toml:3:1: unknown setting max_day; max_days is near",
        ),
        ('[limits.PP404]\nmax_days = "many"', "promoplan.toml:2:1: max_days is a whole number, not many"),
        ("[limits.PP601]\nmin_ratio = -1", "promoplan.toml:2:1: min_ratio is a number or a ratio such as 12%, not -1"),
        ("limits = 3", "promoplan.toml:1:1: limits is a table"),
        ('baseline = "/etc/passwd"', "promoplan.toml:1:1: baseline is a path inside the project"),
        ('baseline = "../b.json"', "promoplan.toml:1:1: baseline is a path inside the project"),
    ],
)
def test_mistakes_in_settings_are_told_with_their_place(project: Path, settings: str, message: str) -> None:
    """Line, column, and what was probably meant; nothing is checked."""
    ran = validate(project, settings)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert promoplan("validate", "--show-settings", cwd=project).err == ran.err


def test_all_mistakes_are_told_at_once_in_their_order(project: Path) -> None:
    """Nobody has to run it again for the next one."""
    settings = (
        'language = "de"\nselct = ["PP6"]\nignore = ["PP4044", "PP601", "slow-iteratoin"]\nexclude = 3\n'
        '[severity]\nPP404 = "fatal"\n[per-file]\n"a.yaml" = ["PPX"]\n[limits.PP999]\na = 1\n'
    )
    said = validate(project, settings).err.splitlines()
    assert [line.partition("promoplan.toml:")[2].partition(": ")[0] for line in said] == [
        "1:1", "2:1", "3:12", "3:31", "4:1", "6:1", "8:14", "9:9",
    ]  # fmt: skip
    assert all(line.startswith("error: ") for line in said)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_rules_on_the_command_line_are_refused(project: Path, option: str) -> None:
    """With what was probably meant."""
    ran = validate(project, "", option, "PP4044")
    assert (ran.code, ran.err) == (2, "error: --select, --ignore: no rule PP4044; PP404 is near\n")


def test_settings_are_shown_with_their_places(project: Path) -> None:
    """What holds, a line each, and where it was settled."""
    (project / "pyproject.toml").write_text(
        '[tool.promoplan]\nignore = ["PP404"]\n\n[tool.promoplan.limits.PP601]\nmin_ratio = "12%"\n'
    )
    ran = promoplan("validate", "--show-settings", "--select", "PP6", cwd=project)
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert 'ignore = ["PP404"] # pyproject.toml:2' in lines
    assert 'limits.PP601.min_ratio = "12%" # pyproject.toml:5' in lines
    assert "exclude = [] # default" in lines
    assert 'select = ["PP6"] # command line' in lines


def test_shown_settings_are_toml_that_settles_the_same(project: Path) -> None:
    """Whatever the keys are; what the command line adds stands in it, too."""
    settled = (
        'exclude = ["drafts"]\nselect = ["PP"]\nignore = ["PP404"]\nunsuppressible = []\nbaseline = "known.json"\n'
        'language = "zh-Hant"\nseverity.slow-iteration = "info"\nlimits.PP601.min_ratio = "12%"\n'
        '[per-file]\n"old/*.yaml" = ["PP4"]\n"預算 \\" \\u007f \\n.yaml" = ["PP6"]\n'
    )
    (project / "promoplan.toml").write_text(settled, encoding="utf-8")
    shown = promoplan("validate", "--show-settings", cwd=project).out
    assert "\x7f" not in shown
    assert tomllib.loads(shown) == tomllib.loads(settled)
    asked = ("--select", "PP6,PP4", "--ignore", "PP601", "--baseline", "b.json", "--lang", "en")
    shown = promoplan("validate", "--show-settings", *asked, cwd=project).out
    given = {"select": ["PP6", "PP4"], "ignore": ["PP404", "PP601"], "baseline": "b.json", "language": "en"}
    assert tomllib.loads(shown) == tomllib.loads(settled) | given
    assert "# promoplan.toml:3, command line" in shown


def test_each_plan_goes_by_the_settings_of_its_own_project(project: Path) -> None:
    """Two projects in one run."""
    (project / "old" / "promoplan.toml").write_text('ignore = ["PP404"]\n')
    ran = promoplan("validate", "plan-a.yaml", "old/plan-b.yaml", "--strict", "-f", "concise", *TODAY, cwd=project)
    assert (ran.code, ran.out.count("PP404")) == (1, 1)


def test_a_plan_may_be_checked_without_naming_it(project: Path) -> None:
    """Without a path all plans below the folder one stands in are checked."""
    assert "2 plans checked" in promoplan("validate", *TODAY, cwd=project).out
