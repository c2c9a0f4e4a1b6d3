"""`promoplan forecast` as a whole process."""

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from promoplan.report.columns import cells
from tests.cli.running import MINIMAL, PLANS, Ran, promoplan
from tests.conftest import Golden
from tests.forecast.plans import channel, goal, plan

GOLDEN = Path(__file__).parent.parent / "golden" / "forecast"
SAMPLES = {"aria-2027-1111": "en", "heju-2027-annual": "zh-Hant", "qinghe-2027-q2": "zh-Hans"}
RANGED = {"cpc": "1..2", "cvr": {"rate": "2%..4%", "of": "clicks"}, "aov": "80..120"}


def ran(folder: Path, *arguments: str, **env: str) -> Ran:
    """A forecast that must come out."""
    found = promoplan("forecast", *arguments, cwd=folder, env=env)
    assert (found.code, found.err) == (0, "")
    return found


def written(folder: Path, *holds: object, name: str = "a.yaml") -> str:
    """A plan's file with these channels and goals."""
    channels, goals, *more = holds
    made = plan(channels, goals, **(more[0] if more else {}))  # type: ignore[arg-type] # as the tests write them
    (folder / name).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return name


@pytest.mark.parametrize("form", ["text", "md"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_samples(sample: str, form: str, tmp_path: Path, golden: Golden) -> None:
    """What the sample plans are likely to reach, in their own language."""
    found = ran(tmp_path, str(PLANS / f"{sample}.yaml"), "-f", form, "--lang", SAMPLES[sample])
    golden(GOLDEN / f"{sample}.{'md' if form == 'md' else 'txt'}", found.out)


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("width", [20, 44, 80])
def test_nothing_is_wider_than_the_terminal(language: str, width: int, tmp_path: Path) -> None:
    """Whatever its width, and no figure is lost."""
    (sample,) = (name for name, spoken in SAMPLES.items() if spoken == language)
    narrow = ran(tmp_path, str(PLANS / f"{sample}.yaml"), "--lang", language, COLUMNS=str(width)).out
    assert max(map(cells, narrow.splitlines())) <= width
    wide = ran(tmp_path, str(PLANS / f"{sample}.yaml"), "--lang", language, COLUMNS="200").out
    figures = [set(re.findall(r"[0-9]{1,3}(?:,[0-9]{3})+", text)) for text in (narrow, wide)]
    assert figures[0] == figures[1]


def test_a_pipe_is_plain_and_a_terminal_may_be_coloured(tmp_path: Path) -> None:
    """No escape sequence in a pipe or under NO_COLOR; `--color always` marks verdicts."""
    sample = str(PLANS / "aria-2027-1111.yaml")
    plain = ran(tmp_path, sample).out
    assert "\x1b" not in plain
    assert ran(tmp_path, sample, NO_COLOR="1").out == plain
    coloured = ran(tmp_path, sample, "--color", "always").out
    assert "\x1b[1;32m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_json_is_strict_and_whole(tmp_path: Path) -> None:
    """A strict parser reads it; figures are numbers, and the language changes nothing."""
    sample = str(PLANS / "heju-2027-annual.yaml")
    found = ran(tmp_path, sample, "-f", "json")
    holds = json.loads(found.out, parse_constant=pytest.fail)
    assert found.raw.isascii()
    assert ran(tmp_path, sample, "-f", "json", "--lang", "zh-Hant").raw == found.raw
    (only,) = holds["plans"]
    assert (holds["version"], holds["runs"], holds["seed"], holds["comparison"]) == (1, 10_000, 1, None)
    assert [each["id"] for each in only["goals"]] == ["revenue", "cpc", "aov"]
    assert [(each["id"], each["reason"]) for each in only["not_forecast"]] == [("loyalty", "metric")]
    revenue = only["goals"][0]
    assert 0 < revenue["probability"] < 1
    assert revenue["p10"] < revenue["p50"] < revenue["p90"]
    assert sum(revenue["histogram"]["counts"]) == 10_000
    assert revenue["influences"][0]["figure"] == "cpc"
    assert only["media_spend"] == sum(each["spend"] for each in only["channels"])


def test_more_runs_and_another_seed_agree_within_their_errors(tmp_path: Path) -> None:
    """The standard error that is told is the one that is seen."""
    sample = str(PLANS / "aria-2027-1111.yaml")
    first, second = (
        json.loads(ran(tmp_path, sample, "-f", "json", "--runs", runs, "--seed", seed).out)["plans"][0]["goals"][0]
        for runs, seed in (("10000", "7"), ("200000", "8"))
    )
    assert abs(first["probability"] - second["probability"]) < 4 * first["standard_error"]


def test_another_budget_shows_no_returns_unless_the_plans_bind_them(tmp_path: Path) -> None:
    """Without a spend at which figures hold, each plan takes its own: the comparison says so."""
    for spend, told in ((None, True), (1_000, False)):
        saturation = {"elasticity": "0.5"} | ({"spend": spend} if spend else {})
        one = written(tmp_path, [channel("a", 1_000, RANGED, saturation=saturation)], [])
        other = written(tmp_path, [channel("a", 2_000, RANGED, saturation=saturation)], [], name="b.yaml")
        assert ("saturation.spend would settle it: A." in ran(tmp_path, one, other).out) is told


def test_two_plans_side_by_side(tmp_path: Path) -> None:
    """Goals by id, else by metric and scope; channels by id; the second less the first, in every format."""
    one = written(tmp_path, [channel("a", 1_000, RANGED)], [goal("revenue", 2_000), goal("orders", 20)])
    other = written(
        tmp_path,
        [channel("a", 2_000, RANGED), channel("b", 500, RANGED)],
        [goal("revenue", 2_000, id="income"), goal("clicks", 1_000)],
        name="b.yaml",
    )
    holds = json.loads(ran(tmp_path, one, other, "-f", "json").out)
    pairs = [(each["first"], each["second"]) for each in holds["comparison"]["goals"]]
    assert pairs == [("revenue", "income"), ("orders", None), (None, "clicks")]
    before, after = (each["goals"][0] for each in holds["plans"])
    assert holds["comparison"]["goals"][0]["planned"] == pytest.approx(after["planned"] - before["planned"])
    assert holds["comparison"]["channels"][0] == {"first": "a", "second": "a", "spend": 1000, "revenue": 2000}
    assert [each["second"] for each in holds["comparison"]["channels"]] == ["a", "b"]
    text, markdown = ran(tmp_path, one, other).out, ran(tmp_path, one, other, "-f", "md").out
    assert re.search(r"A {3,}\$1,000|a.*\$1,000 +\$2,000 +\+\$1,000", text)
    assert "| A | $1,000 | $2,000 | +$1,000 |" in markdown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--runs", "99"], "99 runs; wanted are 100 to 1,000,000"),
        (["--runs", "1000000000"], "1,000,000,000 runs"),
        (["--seed", "-1"], "seed -1"),
        (["b.yaml", "c.yaml"], "3 plans; at most 2"),
        (["dollars.yaml"], "plans in EUR, USD can't be compared"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, tmp_path: Path) -> None:
    """One line, exit 2, nothing printed."""
    written(tmp_path, [channel("a", 1_000, RANGED)], [])
    (tmp_path / "dollars.yaml").write_text((tmp_path / "a.yaml").read_text().replace("USD", "EUR"))
    found = promoplan("forecast", "a.yaml", *arguments, cwd=tmp_path)
    assert (found.code, found.out) == (2, "")
    assert message in found.err
    assert found.err.startswith("error: ")


def test_runs_must_be_a_whole_number(tmp_path: Path) -> None:
    """`1e9` is none."""
    assert promoplan("forecast", "a.yaml", "--runs", "1e9", cwd=tmp_path).code == 2


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_a_broken_plan_shows_what_is_wrong(form: str, tmp_path: Path) -> None:
    """Where goals, channels or the budget can't be read there is no forecast: the findings, and exit 1."""
    text = MINIMAL.read_text(encoding="utf-8").replace("total: 100000", "total: lots")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    found = promoplan("forecast", "a.yaml", "-f", form, cwd=tmp_path)
    assert found.code == 1
    assert "PP0" in found.out
    assert found.err.startswith("no forecast: ")
    (tmp_path / "b.yaml").write_text("[" * 30_000, encoding="utf-8")
    assert promoplan("forecast", "b.yaml", "-f", form, cwd=tmp_path).code == 1


def test_other_broken_sections_do_not_matter(tmp_path: Path) -> None:
    """A forecast stands on five sections."""
    text = MINIMAL.read_text(encoding="utf-8").replace("content:\n", "content:\n  nonsense: 3\n", 1)
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert "Video platform" in ran(tmp_path, "a.yaml").out


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_nothing_to_forecast_is_a_sentence(form: str, tmp_path: Path) -> None:
    """Neither channels nor goals, or goals alone, or channels alone."""
    for channels, goals in (
        ([], []),
        ([channel("a", 0, RANGED)], [goal("revenue", 1)]),
        ([channel("a", 9, RANGED)], []),
    ):
        found = ran(tmp_path, written(tmp_path, channels, goals), "-f", form)
        assert "nan" not in found.out.lower()
        assert "inf" not in found.out.lower().replace("info", "")


def test_ranges_without_a_goal_have_no_error_of_a_chance(tmp_path: Path) -> None:
    """The runs are told, and no chance that nobody asked for."""
    out = ran(tmp_path, written(tmp_path, [channel("a", 9, RANGED)], [])).out
    assert "10,000 runs, seed 1. One run in ten" in out
    assert "standard error" not in out


def test_a_plan_without_ranges_says_so(tmp_path: Path) -> None:
    """No probability is made up; each figure a tenth worse stands in for the tornado."""
    out = ran(tmp_path, str(MINIMAL)).out
    assert "no probability to tell" in out
    assert "each figure a tenth worse" in out
    only = json.loads(ran(tmp_path, str(MINIMAL), "-f", "json").out)["plans"][0]
    assert [each["probability"] for each in only["goals"]] == [None, None]


def test_figures_changed_for_this_run_are_told(tmp_path: Path) -> None:
    """`--set` changes the forecast and says so; the file stays as it is."""
    name = written(tmp_path, [channel("a", 1_000, RANGED)], [goal("revenue", 2_000)])
    before = (tmp_path / name).read_bytes()
    out = ran(tmp_path, name, "--set", "channels.a.economics.aov=200").out
    assert "What if" in out
    assert "channels.a.economics.aov: 80..120 → 200" in out
    assert (tmp_path / name).read_bytes() == before


def test_the_same_plan_twice_shows_before_and_after(tmp_path: Path) -> None:
    """Of two plans `--set` changes the second, and the output names what was changed."""
    name = written(tmp_path, [channel("a", 1_000, RANGED)], [goal("revenue", 2_000)])
    out = ran(tmp_path, name, name, "--set", "channels.a.economics.aov=200", "-f", "json").out
    before, after = json.loads(out)["plans"]
    assert (before["what_if"], [each["path"] for each in after["what_if"]]) == ([], ["channels.a.economics.aov"])
    assert after["channels"][0]["revenue"] != before["channels"][0]["revenue"]
    told = ran(tmp_path, name, name, "--set", "channels.a.economics.aov=200").out
    assert "B is a what-if" in told
    assert "channels.a.economics.aov: 80..120 → 200" in told


HUGE, TINY = "999999999999999", "0.000000000000001"


@pytest.mark.parametrize(
    "economics",
    [
        {"cpc": 0, "cvr": {"rate": "0%..100%", "of": "clicks"}, "aov": 0},
        {"cpc": "0..1", "aov": f"{TINY}..{HUGE}"},
        {"cpm": f"{TINY}..{HUGE}", "ctr": "0%..100%", "cvr": {"rate": "0%", "of": "clicks"}, "aov": HUGE},
        {"cpc": f"{HUGE}..{HUGE}", "cvr": {"rate": "0%..0%", "of": "clicks"}, "aov": "5..5"},
        {**RANGED, "refund_rate": "100%", "gross_margin": "0%..100%", "new_customer_share": "0%"},
    ],
)
@pytest.mark.parametrize("money", [TINY, HUGE])
def test_extreme_figures(economics: dict[str, object], money: str, tmp_path: Path) -> None:
    """Nothing, next to nothing and the most there is: figures or a reason, never NaN or a traceback."""
    goals = [goal(metric, HUGE if metric in {"revenue", "contribution"} else TINY) for metric in (
        "revenue", "net_revenue", "contribution", "orders", "new_customers", "cpc", "cac", "roas", "aov", "cost_ratio",
    )] + [goal("gross_margin", "50%"), goal("refund_rate", "50%")]  # fmt: skip
    name = written(tmp_path, [channel("a", money, economics, saturation={"elasticity": "0.5", "spend": 1})], goals)
    for form in ("text", "md", "json"):
        out = ran(tmp_path, name, "-f", form, "--runs", "200").out
        assert not re.search(r"\bnan\b|\binf\b|infinity", out, re.IGNORECASE)


HOSTILE = ["::error::x", "##[error]x", "<b>|x|</b> `a` [a](b)", "\\u202ex", "a  b", "*x*", "長" * 200, "$x$ | y"]


def test_names_are_text(tmp_path: Path) -> None:
    """No command of a CI runner in any format, and no markup in Markdown."""
    channels = [channel(f"c{place}", 1_000, RANGED) | {"name": name} for place, name in enumerate(HOSTILE)]
    goals = [goal("revenue", 2_000, id=f"g{place}", name=name) for place, name in enumerate(HOSTILE)]
    goals += [goal("awareness", "20%", id=f"a{place}", name=name) for place, name in enumerate(HOSTILE)]
    made = plan(channels, goals)
    made["plan"]["name"] = HOSTILE[0]
    (tmp_path / "a.yaml").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    for form, width in (("text", "20"), ("text", "200"), ("md", "100"), ("json", "100")):
        for plans in (["a.yaml"], ["a.yaml", "a.yaml"]):
            out = ran(tmp_path, *plans, "-f", form, "--runs", "100", COLUMNS=width).out
            assert not re.search(r"^\s*::|##\[", out, re.MULTILINE)
            assert "\u202e" not in out
    markdown = ran(tmp_path, "a.yaml", "-f", "md", "--runs", "100").out
    tags = set(re.findall(r"<(\w+)", MarkdownIt("commonmark").enable("table").render(markdown)))
    assert tags <= {"h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    tables = re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE)
    assert len(tables) == len(HOSTILE) + 2
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_standard_input(tmp_path: Path) -> None:
    """`-` is a plan like any other."""
    name = written(tmp_path, [channel("a", 1_000, RANGED)], [goal("revenue", 2_000)])
    found = promoplan("forecast", "-", cwd=tmp_path, stdin=(tmp_path / name).read_bytes())
    assert found.code == 0
    assert found.out == ran(tmp_path, name).out


def test_it_is_quick(tmp_path: Path) -> None:
    """A sample in well under a second of its own; this leaves room for a busy machine."""
    assert ran(tmp_path, str(PLANS / "aria-2027-1111.yaml")).seconds < 5
