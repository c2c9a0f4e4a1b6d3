"""Fixes: what is mended, to the byte; nothing else changes, nothing gets worse, and twice is once."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promoplan.checker import Checked, check
from promoplan.cli.fix import write_all
from promoplan.errors import OutputError
from promoplan.findings.finding import Severity
from promoplan.findings.policy import EVERY, EVERYTHING, Policy
from promoplan.fixing import MOST_CHECKS, Change, Fixed, fixed
from promoplan.rules import RULES
from promoplan.rules.page import DAY, FOLDER, page_of
from promoplan.source.includes import load_document
from promoplan.source.root import real
from tests.cli.running import MINIMAL, PLANS, promoplan

TODAY = ("--today", "2027-01-15")
CLEAN = MINIMAL.read_text(encoding="utf-8")
UNSAFE = True


def judged(path: Path, texts: Mapping[Path, str], policy: Policy = EVERYTHING) -> Checked:
    """The check of a plan with some texts in place of those of its files."""
    return check(load_document(path, texts=texts), today=DAY, policy=policy)


def mended(path: Path, *, unsafe: bool = False, policy: Policy = EVERYTHING) -> Fixed:
    """The fixes of a plan."""
    return fixed(partial(judged, path, policy=policy), unsafe=unsafe)


def result_of(tmp_path: Path, text: str, *, unsafe: bool = False, policy: Policy = EVERYTHING) -> Fixed:
    """The fixes of a plan with this text."""
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return mended(path, unsafe=unsafe, policy=policy)


def after(tmp_path: Path, text: str, *, unsafe: bool = False, policy: Policy = EVERYTHING) -> str:
    """A plan's text after its fixes."""
    changes = result_of(tmp_path, text, unsafe=unsafe, policy=policy).changes
    return changes[0].after if changes else text


def judged_text(tmp_path: Path, text: str) -> Checked:
    """The check of a plan with this text."""
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return judged(path, {})


def errors(checked: Checked) -> list[str]:
    """The codes of the errors."""
    return [finding.code for finding in checked.findings if finding.severity is Severity.ERROR]


class Mistake(NamedTuple):
    """Something right in the minimal plan, what stands there instead, and what it is mended to ("" for the same)."""

    code: str
    clean: str
    wrong: str
    right: str = ""


MISTAKES = {
    "an unknown key": Mistake(
        "PP010", "  iteration: 2 weeks", "  iteratoin: 2 weeks   # often", "  iteration: 2 weeks   # often"
    ),
    "an unknown key between brackets": Mistake("PP010", "platform, calibration: ", "platform, calbration: "),
    "an unknown key in quotes": Mistake("PP010", "  brand: Example", "  'brnad': Example", "  'brand': Example"),
    "an unknown section": Mistake("PP010", "compliance:\n", "complience:  # law\n", "compliance:  # law\n"),
    "a key in a misspelt mapping": Mistake("PP010", "economics: {cpc: 2, cvr", "economcs: {cpcc: 2, cvr"),
    "a figure that brackets cut in two": Mistake("PP010", "amount: 40000,", "amount: 40,000,"),
    "an amount that brackets cut in two": Mistake("PP010", "amount: 40000,", "amount: $40,000,", "amount: $40000,"),
    "an amount that brackets cut from its currency": Mistake(
        "PP010", "spend: 40000,", "spend: 40,000 USD,", "spend: 40000 USD,"
    ),
    "an unknown key with an odd value": Mistake(
        "PP010", "  total: 100000\n", "  totl: 100 000  # all\n", "  total: 100000  # all\n"
    ),
    "a key in a plain list": Mistake("PP010", "kind: peak, start:", "kind: peak, strat:"),
    "a value in a plain list": Mistake("PP013", "kind: warm-up", "kind: warmup"),
    "a day in a plain list": Mistake("PP012", "start: 2027-05-16", "start: 2027年5月16日"),
    "an id in a plain list": Mistake("PP012", "id: peak,", "id: Peak,"),
    "an unknown value": Mistake("PP013", "role: core", "role: corre"),
    "an unknown value in quotes": Mistake("PP013", "role: core", "role: 'corre'", "role: 'core'"),
    "capitals": Mistake("PP013", "status: draft", "status: Draft"),
    "a currency": Mistake("PP013", "currency: USD", "currency: usd"),
    "a currency beside an amount": Mistake(
        "PP012", "total: 100000", "total: 100,000usd # all", 'total: "USD 100,000" # all'
    ),
    "a country": Mistake("PP013", "markets: [US]", "markets: [USA]"),
    "a language": Mistake("PP013", "language: en", "language: English"),
    "a reference": Mistake("PP016", "owner: ben", "owner: bem"),
    "a reference between brackets": Mistake("PP016", "hands_to: [club]", "hands_to: [culb]"),
    "a reference as a key": Mistake("PP016", "phases: {warm-up: 30%", "phases: {wamr-up: 30%"),
    "a reference in a condition": Mistake("PP016", "for 2 weeks on video", "for 2 weeks on vidoe"),
    "a reference beside a key of another kind": Mistake("PP016", "{base: working, warm-up:", "{base: working, warmup:"),
    "a figure of a range in parts": Mistake(
        "PP012", "refund_rate: 4%", "refund_rate: {low: 3 percent, high: 5％}", "refund_rate: {low: 3%, high: 5%}"
    ),
    "a metric": Mistake("PP105", "metric: repurchase_rate, baseline", "metric: repurchse_rate, baseline"),
    "a word that other tools read as false": Mistake("PP006", "theme: Fresh for spring", "theme: no", 'theme: "no"'),
    "a number in base sixty": Mistake("PP006", "theme: Fresh for spring", "theme: 12:30", 'theme: "12:30"'),
    "a number in base eight": Mistake("PP006", "theme: Fresh for spring", "theme: 010 # ten", 'theme: "010" # ten'),
    "a day": Mistake("PP012", "end: 2027-06-30", "end: 2027/6/30"),
    "a day in Chinese": Mistake("PP012", "end: 2027-06-30", "end: 2027年6月30日"),
    "a day in words": Mistake("PP012", "due: 2027-02-01", 'due: "1 February 2027"', 'due: "2027-02-01"'),
    "a month as a key": Mistake("PP012", "{2027-04: 100000", "{2027/04: 100000"),
    "full-width digits": Mistake("PP012", "total: 100000", "total: １０００００"),
    "full-width marks": Mistake("PP012", "total: 100000", "total: １００，０００", 'total: "100,000"'),
    "a share in words": Mistake("PP012", "reserve: 10%", "reserve: 10 percent"),
    "a range with another dash": Mistake(
        "PP012", "gross_margin: 65%, refund", "gross_margin: 64%～66%, refund", "gross_margin: 64%..66%, refund"
    ),
    "a range with a word in it": Mistake(
        "PP012", "gross_margin: 65%, refund", "gross_margin: 64 pct..66%, refund", "gross_margin: 64%..66%, refund"
    ),
    "a frequency": Mistake("PP012", "capacity: 12/week", "capacity: 12 per week"),
    "a length of time": Mistake("PP012", "response_time: 24h", "response_time: 24 Hours"),
    "ages": Mistake("PP012", "age: 25-34", "age: 25至34岁"),
    "a change": Mistake("PP012", "change: +20%", "change: ＋20％"),
    "a move": Mistake("PP012", "move: up to 20%", "move: at most 20%"),
    "a condition": Mistake("PP706", "when: roas < 2 for 2 weeks on", "when: ROAS below 2 for two weeks on"),
    "an id": Mistake("PP012", "id: guide", "id: Guide"),
    "the version of the format": Mistake("PP019", "promoplan: 1\n", "promoplan: v1.0\n"),
    "a schedule that is rounded": Mistake("PP624", "peak: 50%, closing: 20%}}", "peak: 49.9%, closing: 20%}}"),
    "wanted shares that are rounded": Mistake(
        "PP624", "base: working, warm-up: 30%, peak: 50%,", "base: working, warm-up: 30%, peak: 50.1%,"
    ),
    "a comment that silences nothing": Mistake(
        "PP021", "  reserve: 10%\n", "  reserve: 10%  # promoplan: ignore[PP601] agreed\n"
    ),
    "a code that silences nothing": Mistake(
        "PP021",
        "  theme: Fresh for spring\n",
        "  theme: on # promoplan: ignore[PP601, PP006] our name\n",
        "  theme: on # promoplan: ignore[PP006] our name\n",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_mended_to_the_byte(name: str, tmp_path: Path) -> None:
    """What has one meaning becomes what was meant; every other byte stays, and nothing is left to find."""
    mistake = MISTAKES[name]
    assert mistake.clean in CLEAN
    bad = CLEAN.replace(mistake.clean, mistake.wrong, 1)
    found = [finding for finding in judged_text(tmp_path, bad).findings if finding.code == mistake.code]
    assert any(finding.fix is not None and finding.fix.safe for finding in found)
    result = result_of(tmp_path, bad)
    (change,) = result.changes
    assert change.after == CLEAN.replace(mistake.clean, mistake.right or mistake.clean, 1)
    assert result.count >= 1
    assert [finding.code for finding in result.checked.findings] == []


LEFT = {
    "two keys as near": ("economics: {cpm: 40,", "economics: {cp: 40,"),
    "a key whose near one is there": ("  theme: Fresh for spring", "  theme: Fresh for spring\n  themes: Fresh"),
    "two ids as near": ("owner: ben", "owner: an"),
    "an id with another number": ("hands_to: [club]", "hands_to: [club2]"),
    "a person who may be another": ("owner: ben", "owner: bernard"),
    "a day with two readings": ("due: 2027-02-01", "due: 1/2/2027"),
    "a day that is none": ("due: 2027-02-01", "due: 2027/2/31"),
    "a figure with two readings": ("total: 100000", "total: 100.000"),
    "about so much": ("total: 100000", "total: about 100000"),
    "a range where one figure is wanted": ("reserve: 10%", "reserve: 10%～12%"),
    "a key that would have the wrong value": (
        "  theme: Fresh for spring",
        "  theme: Fresh for spring\n  updatd: [soon]",
    ),
    "an id that would be another's": ("{id: ann, name: Ann,", "{id: Ben, name: Bea}\n    - {id: ann, name: Ann,"),
    "ids that would be one": ("{id: ann,", "{id: be_a, name: B}\n    - {id: be a, name: C}\n    - {id: ann,"),
    "a figure of a range in parts that end before they begin": ("ctr: 2.5%", "ctr: {low: 4 percent, high: 3％}"),
    "a country that is none": ("markets: [US]", "markets: [Atlantis]"),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_has_no_single_meaning_is_left_alone(name: str, tmp_path: Path) -> None:
    """No fix is offered, not even an unsafe one."""
    clean, wrong = LEFT[name]
    assert clean in CLEAN
    bad = CLEAN.replace(clean, wrong, 1)
    assert errors(judged_text(tmp_path, bad))
    assert result_of(tmp_path, bad, unsafe=UNSAFE).changes == ()


def test_what_would_bring_an_error_is_left_out_and_the_rest_is_made(tmp_path: Path) -> None:
    """Of two keys that are near to the same one, the first is mended; other fixes are not held up."""
    bad = CLEAN.replace("  owner: ann\n  due: 2027-02-01", "  onwer: ann\n  ownr: ann\n  due: 2027/2/1", 1)
    result = result_of(tmp_path, bad.replace("role: core", "role: corre", 1))
    wanted = CLEAN.replace("  owner: ann\n  due: 2027-02-01", "  owner: ann\n  ownr: ann\n  due: 2027-02-01", 1)
    assert [change.after for change in result.changes] == [wanted]
    assert errors(result.checked) == ["PP010"]


def test_an_id_and_what_names_it_are_mended_together(tmp_path: Path) -> None:
    """References follow an id to its usual spelling."""
    bad = CLEAN.replace("id: young\n", "id: Young\n", 1).replace("segments: [young]", "segments: [Young]")
    assert after(tmp_path, bad) == CLEAN


def test_errors_that_a_broken_section_hid_do_not_stop_its_mending(tmp_path: Path) -> None:
    """They were there before; a fix only lets them be seen."""
    bad = CLEAN.replace("  shift_limit:", "  shiftlimit:", 1).replace("total: 100000", "total: 120000", 1)
    assert errors(judged_text(tmp_path, bad)) == ["PP010"]
    result = result_of(tmp_path, bad)
    assert [change.after for change in result.changes] == [CLEAN.replace("total: 100000", "total: 120000", 1)]
    assert errors(result.checked) == ["PP602"]


def test_a_foreign_currency_is_named_but_not_changed_into_the_plans(tmp_path: Path) -> None:
    """RMB is CNY; that the plan counts in another currency is for its writer to settle."""
    result = result_of(tmp_path, CLEAN.replace("total: 100000", "total: RMB 100000", 1))
    assert [change.after for change in result.changes] == [CLEAN.replace("total: 100000", "total: CNY 100000", 1)]
    assert errors(result.checked) == ["PP619"]


def small_reserve(reserve: str, video: str, search: str) -> str:
    """The minimal plan with 5 % kept back and the money in its lines written in other ways."""
    text = CLEAN.replace("total: 100000", "total: 94737", 1).replace("reserve: 10%", f"reserve: {reserve}", 1)
    text = text.replace("amount: 40000", f"amount: {video}", 1).replace("amount: 30000", f"amount: {search}", 1)
    return text.replace("currency: USD", "currency: CNY", 1)


@pytest.mark.parametrize("reserve", ["5%", "{ratio: 5%}", "{amount: 4737}", "{ratio: 5%, amount: 4736.85} # few"])
def test_the_reserve_is_raised_only_when_asked(reserve: str, tmp_path: Path) -> None:
    """It takes from all lines and placements alike, to the cent; the ledger closes, and nothing else is found."""
    text = small_reserve(reserve, "4万", "¥30000")
    assert after(tmp_path, text) == text
    result = result_of(tmp_path, text, unsafe=UNSAFE)
    assert result.checked.plan is not None
    budget = result.checked.plan.budget
    assert budget is not None
    assert sum(line.amount.amount for line in budget.lines) == Decimal("85263.3")
    assert [finding.code for finding in result.checked.findings] == []
    lines = result.changes[0].after.split("\n")
    assert [line for line in text.split("\n") if line not in lines and "reserve" not in line] == [
        line for line in text.split("\n") if ("amount: " in line and "{name" in line) or "spend: " in line
    ]


def test_amounts_keep_the_way_they_are_written(tmp_path: Path) -> None:
    """Sign, power of ten and thousands marks stay where they hold the new amount."""
    text = CLEAN.replace("currency: USD", "currency: CNY", 1).replace("reserve: 10%", "reserve: {amount: 0.5万}", 1)
    text = text.replace("amount: 40000", "amount: 4.5万", 1).replace("amount: 30000", "amount: '¥30,000'", 1)
    mended_text = after(tmp_path, text, unsafe=UNSAFE)
    assert "reserve: {amount: 1万}" in mended_text
    assert "amount: 42631.59," in mended_text
    assert "amount: '¥28,421.05'," in mended_text


def test_a_missing_reserve_is_added(tmp_path: Path) -> None:
    """As a key in line with the others, behind the last one."""
    text = CLEAN.replace("  reserve: 10%\n", "", 1)
    lines = after(tmp_path, text, unsafe=UNSAFE).split("\n")
    added = lines.index("  reserve: 10%")
    assert lines[added - 1] == "  cost_review: monthly"
    assert lines[:added] + lines[added + 1 :] == text.split("\n")


def test_planned_volumes_follow_when_asked(tmp_path: Path) -> None:
    """Unsafe: what does not follow from the spend becomes what does."""
    text = CLEAN.replace(
        "      placements:\n        - {format: search",
        "      expected: {clicks: 15000, orders: 700, revenue: 21万}\n      placements:\n        - {format: search",
        1,
    )
    assert after(tmp_path, text) == text
    wanted = text.replace("orders: 700, revenue: 21万", "orders: 600, revenue: 18万", 1)
    assert after(tmp_path, text, unsafe=UNSAFE) == wanted


def test_an_owner_is_taken_from_the_responsibilities_when_asked(tmp_path: Path) -> None:
    """Unsafe: who is accountable for a step becomes its owner."""
    text = CLEAN.replace("competitors:\n  owner: dan\n", "competitors:\n", 1)
    assert after(tmp_path, text) == text
    mended_text = after(tmp_path, text, unsafe=UNSAFE)
    assert mended_text.count("  owner: ann\n") == CLEAN.count("  owner: ann\n") + 1
    assert "    - {id: rival-b" in mended_text.split("\n  owner: ann\nchannels:")[0]


def test_the_methods_texts_are_written_where_asked_for(tmp_path: Path) -> None:
    """In the plan's language, with the counter-measure; texts of the plan's own stay."""
    policy = Policy(select=(*EVERY, "PP037"))
    text = CLEAN.replace("goals:\n  owner: ann\n", "goals:\n  owner: ann\n  risk: ours\n", 1).replace(
        "language: en", "language: zh-Hant"
    )
    assert after(tmp_path, text) == text
    result = result_of(tmp_path, text, policy=policy)
    lines = result.changes[0].after.split("\n")
    assert [line for line in lines if line not in text.split("\n")][:4] == [
        "  acceptance: 目標具體且可量化，例如品牌知名度進入業界前五，或單季營業額成長 20%。",
        "  acceptance: 梳理主要競品的推廣策略、通路選擇與內容特色，形成比較報告。",
        "  risk:",
        "    note: 分析不全面可能導致決策偏差。",
    ]
    assert "PP037" not in {finding.code for finding in result.checked.findings}


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_byte_order_mark_and_mode_stay(eol: str, bom: str, end: str, tmp_path: Path) -> None:
    """On the disk nothing changes but the mended characters, also behind an emoji."""
    text = (bom + "# 🎉 plan\n" + CLEAN.rstrip() + end).replace("\n", eol)
    bad, path = text.replace("role: core", "role: cor", 1), tmp_path / "p.yaml"
    path.write_text(bad, encoding="utf-8", newline="")
    path.chmod(0o640)
    ran = promoplan("validate", "--fix", "p.yaml", *TODAY, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "mended: 1 finding in 1 file\n")
    assert path.read_bytes() == text.encode("utf-8")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    """`--diff` prints what would change as a unified difference; its exit code tells whether there is anything."""
    bad = CLEAN.replace("role: core", "role: cor", 1)
    (tmp_path / "p.yaml").write_text(bad, encoding="utf-8")
    (tmp_path / "clean.yaml").write_text(CLEAN, encoding="utf-8")
    ran = promoplan("validate", "--diff", "p.yaml", *TODAY, cwd=tmp_path)
    assert ran.code == 1
    assert ran.out.startswith("--- a/p.yaml\n+++ b/p.yaml\n@@")
    assert "cor" in ran.out
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == bad
    codes = {
        arguments: promoplan("validate", "--diff", *arguments, *TODAY, cwd=tmp_path).code
        for arguments in (("clean.yaml",), ("p.yaml", "--exit-zero"), ("none.yaml",), ("none.yaml", "p.yaml"))
    }
    assert list(codes.values()) == [0, 0, 2, 2]


@pytest.mark.parametrize("name", ["p.yaml", "my plan.yaml", "計畫.yaml"])
@pytest.mark.parametrize(("bom", "eol", "end"), [("", "\n", "\n"), ("\ufeff", "\r\n", ""), ("\ufeff", "\n", "")])
def test_a_difference_is_a_patch(name: str, bom: str, eol: str, end: str, tmp_path: Path) -> None:
    """`git apply` makes of the file what `--fix` makes of it, also at its first and its last line."""
    bad = CLEAN.split("\n", 1)[1].replace("promoplan: 1", "promoplan: v1", 1).replace("messaging:", "messagin:", 1)
    bad = (bom + bad.replace("role: core", "role: cor  #\t 👩\u200d👧\u3000all", 1).rstrip() + end).replace("\n", eol)
    path = tmp_path / name
    path.write_text(bad, encoding="utf-8", newline="")
    (tmp_path / "d.patch").write_bytes(promoplan("validate", "--diff", name, *TODAY, cwd=tmp_path).raw)
    applied = subprocess.run(["git", "apply", "--verbose", "d.patch"], cwd=tmp_path, check=False, capture_output=True)
    assert applied.returncode == 0, applied.stderr
    by_git = path.read_bytes()
    path.write_text(bad, encoding="utf-8", newline="")
    assert promoplan("validate", "--fix", name, *TODAY, cwd=tmp_path).code == 0
    assert path.read_bytes() == by_git != bad.encode("utf-8")


def test_a_difference_obeys_nobody(tmp_path: Path) -> None:
    """A plan's lines around a change can't speak to a terminal or to a CI runner, which looks behind blanks too."""
    hostile = "  summary: |\n    ::error file=x::forged\n    ##[error]forged \u202e\n  them: Fresh for spring"
    bad = CLEAN.replace("  theme: Fresh for spring", hostile, 1)
    bad = bad.replace("  summary: Grow spring sales with two core channels.\n", "", 1)
    (tmp_path / "p.yaml").write_text(bad, encoding="utf-8")
    ran = promoplan("validate", "--diff", "p.yaml", *TODAY, cwd=tmp_path)
    assert ran.code == 1
    assert "forged" in ran.out
    assert not any(line.lstrip().startswith("::") or "##[" in line or "\u202e" in line for line in ran.out.splitlines())


def test_a_file_of_two_plans_is_mended_once(tmp_path: Path) -> None:
    """A mistake in a base that two plans share is shown and counted once, as it is mended once."""
    team, rest = CLEAN.split("audience:\n", 1)[0].split("team:\n", 1)[1], CLEAN.split("audience:\n", 1)[1]
    head = CLEAN.split("team:\n", 1)[0]
    (tmp_path / "base.yaml").write_text("team:\n" + team.replace("group: channel", "grop: channel", 1))
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            f"extends: base.yaml\n{head.replace('id: minimal', f'id: {name}')}audience:\n{rest}"
        )
    shown = promoplan("validate", "--diff", "a.yaml", "b.yaml", *TODAY, cwd=tmp_path)
    assert (shown.out.count("+++ "), shown.err) == (1, "to be mended: 1 finding in 1 file; nothing is written\n")
    done = promoplan("validate", "--fix", "a.yaml", "b.yaml", *TODAY, cwd=tmp_path)
    assert (done.code, done.err) == (0, "mended: 1 finding in 1 file\n")
    assert (tmp_path / "base.yaml").read_text() == f"team:\n{team}"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "mended: 1 finding in 1 file\n1 fix is left out, as it would bring an error or take too long\n"),
        ("zh-Hant", "已修正 1 個檔案中的 1 個問題\n1 項修法未套用，因為會帶來錯誤或費時過久\n"),
        ("zh-Hans", "已修正 1 个文件中的 1 个问题\n1 项改法未应用，因为会带来错误或耗时过长\n"),
    ],
)
def test_what_is_left_out_is_told(language: str, told: str, tmp_path: Path) -> None:
    """A goal by a metric that nothing measures would be an error; a second run changes nothing and says the same."""
    goal = "- {id: bounces, metric: bounce_rat, target: 40%, by: 2027-06-30}"
    bad = CLEAN.replace("role: core", "role: corre", 1).replace("    - {id: roas,", f"    {goal}\n    - {{id: roas,", 1)
    (tmp_path / "p.yaml").write_text(bad, encoding="utf-8")
    ran = promoplan("validate", "--fix", "p.yaml", "--lang", language, *TODAY, cwd=tmp_path)
    assert (ran.code, ran.err) == (1, told)
    again = promoplan("validate", "--diff", "p.yaml", "--lang", language, *TODAY, cwd=tmp_path)
    assert (again.code, again.out, again.err.splitlines()[1:]) == (0, "", told.splitlines()[1:])


def test_standard_input_is_not_mended(tmp_path: Path) -> None:
    """There is no file to write; it is wrong use rather than nothing mended."""
    ran = promoplan("validate", "--fix", "-", *TODAY, cwd=tmp_path, stdin=CLEAN.encode())
    assert (ran.code, ran.out, ran.err) == (2, "", "error: -: standard input is not mended; name a file\n")


def test_fixes_go_into_the_file_that_holds_the_text(tmp_path: Path) -> None:
    """A base's mistake is mended in the base, however it is named, a section's in its section."""
    plan = tmp_path / "plan"
    plan.mkdir()
    (tmp_path / "promoplan.toml").touch()
    sections = CLEAN.split("goals:\n")[1].split("competitors:\n")
    goals = "".join(line[2:] for line in sections[0].splitlines(keepends=True))
    rest = CLEAN.replace(f"goals:\n{sections[0]}", "", 1)
    (plan / "plan.yaml").write_text(f"extends: ../linked/../base.yaml\n{rest}", encoding="utf-8")
    (plan / "goals.yaml").write_text(goals.replace("metric: roas", "metric: roass", 1), encoding="utf-8")
    elsewhere = tmp_path / "far" / "away"
    elsewhere.mkdir(parents=True)
    (tmp_path / "linked").symlink_to(elsewhere)
    (tmp_path / "far" / "base.yaml").write_text("plan:\n  versoin: 1.2  # of the house\n")
    (tmp_path / "base.yaml").write_text("# another one\n")
    assert promoplan("validate", "--fix", "plan", *TODAY, cwd=tmp_path).code == 0
    assert (tmp_path / "far" / "base.yaml").read_text() == "plan:\n  version: 1.2  # of the house\n"
    assert (tmp_path / "base.yaml").read_text() == "# another one\n"
    assert (plan / "goals.yaml").read_text(encoding="utf-8") == goals


def test_a_file_outside_the_project_is_left_alone(tmp_path: Path) -> None:
    """Whatever a fix would be for; nothing of it is said to be mendable."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "promoplan.toml").touch()
    outside = tmp_path / "outside.yaml"
    bad = CLEAN.replace("role: core", "role: corre", 1).replace("theme: Fresh for spring", "theme: no", 1)
    outside.write_text(f"# promoplan: ignore[PP404] idle\n{bad}", encoding="utf-8")
    (project / "link.yaml").symlink_to(outside)
    before = outside.read_bytes()
    found = judged(project / "link.yaml", {}).findings
    assert {finding.code for finding in found} >= {"PP006", "PP013"}
    assert [finding.code for finding in found if finding.fix is not None] == []
    assert promoplan("validate", "--fix", "link.yaml", *TODAY, cwd=project).code == 1
    assert outside.read_bytes() == before


def test_a_link_inside_the_project_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is mended."""
    (tmp_path / "real.txt").write_text(CLEAN.replace("role: core", "role: corre", 1), encoding="utf-8")
    (tmp_path / "p.yaml").symlink_to("real.txt")
    assert promoplan("validate", "--fix", "p.yaml", *TODAY, cwd=tmp_path).code == 0
    assert (tmp_path / "p.yaml").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == CLEAN


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    """Nor is any other file of the plan; the editor's bytes survive."""
    first, other = tmp_path / "p.yaml", tmp_path / "base.yaml"
    changes = []
    for file in (first, other):
        file.write_text("old\n")
        changes.append(Change(file.name, file, "old\n", "mended\n", bom=False))
    other.write_text("typed meanwhile\n")
    with pytest.raises(OutputError, match="changed meanwhile"):
        write_all(changes)
    assert [file.read_text() for file in (first, other)] == ["old\n", "typed meanwhile\n"]
    write_all(changes[:1])
    assert first.read_text() == "mended\n"


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    """It is trouble, told in one line; no other file of its plan is mended, but the other plans are."""
    plan, other = tmp_path / "plan", tmp_path / "other.yaml"
    plan.mkdir()
    head, rest = CLEAN.split("\nbudget:\n", 1)
    budget, rest = rest.split("\noptimization:\n", 1)
    bad = ("role: core", "role: corre", 1)
    (plan / "plan.yaml").write_text(f"{head}\noptimization:\n{rest}".replace(*bad), encoding="utf-8")
    lines = "".join(f"{line[2:]}\n" for line in budget.splitlines()).replace("total:", "totl:", 1)
    (plan / "budget.yaml").write_text(lines, encoding="utf-8")
    other.write_text(CLEAN.replace(*bad), encoding="utf-8")
    (plan / "plan.yaml").chmod(0o444)
    ran = promoplan("validate", "--fix", "plan", "other.yaml", *TODAY, cwd=tmp_path)
    assert ran.code == 2
    assert "plan.yaml: read-only\nmended: 1 finding in 1 file" in ran.err
    assert "corre" in (plan / "plan.yaml").read_text(encoding="utf-8")
    assert (plan / "budget.yaml").read_text(encoding="utf-8") == lines
    assert other.read_text(encoding="utf-8") == CLEAN


def test_texts_stand_for_files_that_are_not_there(tmp_path: Path) -> None:
    """A plan may be judged by what an editor holds, saved or not; a base's text too."""
    plan, base = tmp_path / "p.yaml", tmp_path / "base.yaml"
    base.write_text("plan: {version: 1}\n")
    texts = {real(plan): f"extends: base.yaml\n{CLEAN}", real(base): "plan: {versoin: 2}\n"}
    found = judged(plan, texts).findings
    assert [(finding.code, finding.source.path) for finding in found] == [("PP010", str(base))]
    assert [finding.source.file for finding in found] == [base]


def test_a_plan_that_can_not_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    """Text that is no YAML has no fixes but those of its words; nothing raises."""
    assert after(tmp_path, "a: [\n") == "a: [\n"
    assert after(tmp_path, "") == ""
    assert after(tmp_path, "a: no\nb: [\n") == 'a: "no"\nb: [\n'


def test_the_number_of_checks_is_bounded(tmp_path: Path) -> None:
    """However many fixes would each bring an error, the plan is not checked for ever."""
    pairs = "".join(f"    - {{name: {number}, ownr: ann, onwer: ann}}\n" for number in range(400))
    path = tmp_path / "p.yaml"
    path.write_text(CLEAN.replace("  lines:\n", f"  lines:\n{pairs}", 1), encoding="utf-8")
    checks = []

    def judge(texts: Mapping[Path, str]) -> Checked:
        checks.append(texts)
        return judged(path, texts)

    fixed(judge)
    assert len(checks) <= MOST_CHECKS


FIXABLE = {
    **dict.fromkeys(("PP006", "PP010", "PP012", "PP013", "PP016", "PP021", "PP037", "PP105", "PP520", "PP706"), "safe"),
    **dict.fromkeys(("PP321", "PP601", "PP624"), "unsafe"),
}


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_fix_takes_the_finding_out_of_its_rules_own_snippet(code: str, tmp_path: Path) -> None:
    """Where a rule's page shows a mistake that has a fix, the fix ends it; pages with one are these."""
    page = page_of(code)
    policy = replace(page.policy, baseline=page.known)
    found = [each for each in check(page.bad_document, today=page.today, policy=policy).findings if each.code == code]
    kinds = {"safe" if each.fix.safe else "unsafe" for each in found if each.fix is not None}
    assert kinds == ({FIXABLE[code]} if code in FIXABLE else set())
    if kinds:
        (tmp_path / "minimal.yaml").write_text((FOLDER / "minimal.yaml").read_text(encoding="utf-8"), encoding="utf-8")
        result = result_of(tmp_path, f"extends: minimal.yaml\n{page.bad}", unsafe=UNSAFE, policy=policy)
        assert result.changes
        assert code not in {finding.code for finding in result.checked.findings}


SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PLANS.glob("*.yaml"))}
SWAPS = (
    ("role: core", "role: Core"),
    ("owner:", "ownr:"),
    ("amount:", "amuont:"),
    ("metric: revenue", "metric: revenu"),
    ("status: done", "status: don"),
    ("currency:", "curency:"),
    ("economics:", "economcs:"),
    ("kind: short-video", "kind: shortvideo"),
    ("cadence: weekly", "cadence: weekly  # 每週"),
    ("cadence: weekly", "cadence: once a week"),
    ("positioning:", "posittioning:"),
    ("10%", "5%"),
    ("10%", "１０％"),
    ("20%", "20.05%"),
    ("due: 2027-0", "due: 2027/0"),
    ("name: ", "name: no # "),
    ("- id: ", "- id: X "),
    ("[", "[ "),
    ("000", ",000"),
    ("channel: ", "channel: x"),
    ("\n  owner", "\n  # promoplan: ignore[PP031, PP404] idle\n  owner"),
)


def spoilt(text: str, mistakes: list[tuple[tuple[str, str], int]]) -> str:
    """A plan with mistakes in it, each at one of the places where it can be made."""
    for (right, wrong), skip in mistakes:
        parts = text.split(right)
        if len(parts) > 1:
            at = skip % (len(parts) - 1) + 1
            text = right.join(parts[:at]) + wrong + right.join(parts[at:])
    return text


def comments(text: str) -> list[str]:
    """The comments of a plan, but for those that silence."""
    return [line.split("# ", 1)[1] for line in text.split("\n") if "# " in line and "promoplan:" not in line]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.sampled_from(SWAPS), st.integers(0, 60)), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(("\n", "\r\n")),
)
def test_fixing_twice_changes_nothing_and_nothing_gets_worse(
    tmp_path: Path, name: str, mistakes: list[tuple[tuple[str, str], int]], unsafe: bool, eol: str
) -> None:
    """Whatever mistakes a plan has: no error is gained, comments stay, and a second time there is nothing to do."""
    text = spoilt(SAMPLES[name], mistakes).replace("\n", eol)
    before = judged_text(tmp_path, text)
    first = result_of(tmp_path, text, unsafe=unsafe)
    shape = [code for code in errors(before) if code.startswith("PP0")]
    assert len([code for code in errors(first.checked) if code.startswith("PP0")]) <= len(shape) or before.broken
    if before.plan is not None:
        assert not set(errors(first.checked)) - set(errors(before))
        assert len(errors(first.checked)) <= len(errors(before))
    for change in first.changes:
        assert comments(change.after) == comments(text)
        assert change.after.count("\n") == change.after.count(eol)
        assert result_of(tmp_path, change.after, unsafe=unsafe).changes == ()
    assert bool(first.changes) == bool(first.count)
