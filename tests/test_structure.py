"""Shape: every way in which a section can be malformed ends in the right code, at the right place, in our words."""

import re
from datetime import date

import pytest

from promoplan.checker import check
from promoplan.findings.finding import Finding
from promoplan.i18n.catalogue import LOCALES, Language
from promoplan.i18n.messages import help_text, message
from promoplan.source.document import parse
from promoplan.source.text import Source

SHAPE = {"PP010", "PP011", "PP012", "PP013", "PP014", "PP015", "PP019", "PP025", "PP706"}

BAD_VALUES = {
    "total: abc": ("PP012", "money", "abc", "expected an amount of money, found abc"),
    "total: [具体金额]": ("PP012", "money", "[具体金额]", "expected an amount of money, found [...]"),
    "total: 12 apples": ("PP012", "money", "12 apples", "expected an amount of money, found 12 apples"),
    "total: 1234567890123456": (
        "PP012",
        "money",
        "1234567890123456",
        "expected an amount of money, found 1234567890123456",
    ),
    "total: '１２０'": ("PP012", "money", "'１２０'", "expected an amount of money, found １２０"),
    "total: 1.200": ("PP014", "", "1.200", "1.200 can mean 1.2 or 1200"),
    "total: 1,2": ("PP014", "", "1,2", "1,2 can mean 1.2 or 12"),
    "total: -5": ("PP015", "least", "-5", "-5 is below 0"),
    "total: BTC 5": ("PP013", "currency", "BTC 5", "BTC is no currency that promoplan knows"),
    "total: RMB 5": ("PP013", "currency_near", "RMB 5", "RMB is no currency code; CNY is"),
    "total:": ("PP012", "empty", "total", '"total" has no value'),
    "total: ''": ("PP012", "empty", "total", '"total" has no value'),
    "total: null": ("PP012", "empty", "total", '"total" has no value'),
    "shift_limit: a fifth": ("PP012", "ratio", "a fifth", "expected a share, found a fifth"),
    "shift_limit: 1": ("PP014", "", "1", "1 can mean 1% or 100%"),
    "shift_limit: 20": ("PP014", "", "20", "20 can mean 20% or 2000%"),
    "shift_limit: 101%": ("PP015", "", "101%", "101% is outside 0% to 100%"),
    "shift_limit: -1%": ("PP015", "", "-1%", "-1% is outside 0% to 100%"),
    "shift_limit: true": ("PP012", "ratio", "true", "expected a share, found true"),
    "cost_review: often": ("PP012", "frequency", "often", "expected a frequency, found often"),
    "cost_review: biweekly": ("PP014", "", "biweekly", "biweekly can mean 2/week or every 2 weeks"),
    "cost_review: 0/week": ("PP012", "frequency", "0/week", "expected a frequency, found 0/week"),
    "due: 2027-02-30": ("PP012", "date", "2027-02-30", "expected a day, found 2027-02-30"),
    "due: 1.4.2027": ("PP012", "date", "1.4.2027", "expected a day, found 1.4.2027"),
    "due: 0001-01-01": ("PP012", "date", "0001-01-01", "expected a day, found 0001-01-01"),
    "status: finished": ("PP013", "", "finished", "unknown value finished"),
    "status: In_Progress": ("PP013", "near", "In_Progress", "unknown value In_Progress; the nearest is in-progress"),
    "status: {open: true}": ("PP013", "", "{open: true}", "unknown value {...}"),
    "owner: [ann]": ("PP012", "text", "[ann]", "expected a text, found [...]"),
    "owner: true": ("PP012", "text", "true", "expected a text, found true"),
    f"owner: {'a' * 201}": (
        "PP012",
        "reference",
        "a" * 201,
        f"expected the id of something in the plan, found {'a' * 201}",
    ),
    "acceptance: {a: b}": ("PP012", "text", "{a: b}", "expected a text, found {...}"),
    "lines: 40000": ("PP012", "list", "40000", "expected a list, found 40000"),
    "lines: {name: Ads}": ("PP012", "list", "{name: Ads}", "expected a list, found {...}"),
    "lines: [Ads]": ("PP012", "mapping", "Ads", "expected a mapping of keys to values, found Ads"),
    "lines: [null]": ("PP012", "empty", "null", '"lines" has no value'),
    "alerts: 80%": ("PP012", "mapping", "80%", "expected a mapping of keys to values, found 80%"),
    "reserve: 10": ("PP014", "", "10", "10 can mean 10% or {amount: 10}"),
    "reserve: ten": ("PP012", "money", "ten", "expected an amount of money, found ten"),
    "reserve: {ratio: 110%}": ("PP015", "", "110%", "110% is outside 0% to 100%"),
    "targets: {phase: 30%}": ("PP012", "mapping", "30%", "expected a mapping of keys to values, found 30%"),
    "targets: {phase: {peak: half}}": ("PP012", "ratio", "half", "expected a share, found half"),
    "targets: {category: {medai: 10%}}": ("PP013", "near", "medai", "unknown value medai; the nearest is media"),
    "targets: {channel: {'': 10%}}": ("PP012", "text", "''", "expected a text, found "),
    "targets: {high_roi: {metric: ROAS}}": ("PP012", "metric", "ROAS", "expected a metric, found ROAS"),
    "targets: {high_roi: {at_least: high}}": ("PP012", "number", "high", "expected a number, found high"),
    "adjustment: [{when: sales fall}]": ("PP706", "", "sales fall", ""),
    "adjustment: [{when: roas < 2 for ages}]": (
        "PP012",
        "duration",
        "roas < 2 for ages",
        "expected a length of time, found ages",
    ),
    "adjustment: [{when: roas < 2, move: 20%}]": ("PP012", "move", "20%", "expected a move of money, found 20%"),
    "totals: 5": ("PP010", "near", "totals", "unknown key totals; the nearest is total"),
    "quatsch: 5": ("PP010", "", "quatsch", "unknown key quatsch"),
    "alerts: {warn: 80%, 000: 5}": (
        "PP010",
        "digits",
        "000",
        "unknown key 000; it looks like part of an amount with commas",
    ),
    "alerts: {worn: 80%}": ("PP010", "near", "worn", "unknown key worn; the nearest is warn"),
    "approvals: [{limit: 5}]": ("PP011", "", "{limit: 5}", 'the key "by" is missing here'),
    "targets: {innovation: {base: total}}": ("PP011", "", "innovation", 'the key "share" is missing here'),
}
"""A line of the budget section, and what is found: code, variant, marked text, message."""

BAD_SECTIONS = {
    "plan: {id: con}": ("PP012", "id", "con", "expected an id, found con"),
    "plan: {id: Spring Sale}": ("PP012", "id", "Spring Sale", "expected an id, found Spring Sale"),
    "plan: {currency: usd}": ("PP013", "currency_near", "usd", "usd is no currency code; USD is"),
    "plan: {currency: dollars}": ("PP013", "currency", "dollars", "dollars is no currency that promoplan knows"),
    "plan: {currency: [USD]}": ("PP013", "currency", "[USD]", "[...] is no currency that promoplan knows"),
    "plan: {markets: [UK]}": ("PP013", "country_near", "UK", "UK is no country code; GB is"),
    "plan: {markets: [Atlantis]}": ("PP013", "country", "Atlantis", "Atlantis is no code of a country or the EU"),
    "plan: {language: zh-TW}": ("PP013", "near", "zh-TW", "unknown value zh-TW; the nearest is zh-Hant"),
    "plan: {events: [{name: A, start: 2027-05-01, peak: perhaps}]}": (
        "PP012",
        "flag",
        "perhaps",
        "expected true or false, found perhaps",
    ),
    "plan: {period: {start: 2027-04-01}}": ("PP011", "", "period", 'the key "end" is missing here'),
    "audience: {segments: [{id: a, name: A, age: young}]}": (
        "PP012",
        "ages",
        "young",
        "expected an age band, found young",
    ),
    "audience: {segments: [{id: a, name: A, age: 34-25}]}": (
        "PP012",
        "ages",
        "34-25",
        "expected an age band, found 34-25",
    ),
    "audience: {segments: [{id: a, name: A, age: 25-250}]}": ("PP015", "", "25-250", "25-250 is outside 0 to 120"),
    "audience: {segments: [{id: a, name: A, size: 1.5}]}": (
        "PP012",
        "count",
        "1.5",
        "expected a whole number, found 1.5",
    ),
    "audience: {segments: [{id: a, name: A, size: -1}]}": ("PP015", "least", "-1", "-1 is below 0"),
    "audience: {segments: [{id: a, name: A, region: [tier-1, tier-7]}]}": (
        "PP013",
        "near",
        "tier-7",
        "unknown value tier-7; the nearest is tier-3",
    ),
    "audience: {segments: [{id: a, name: A, region: moon}]}": ("PP013", "", "moon", "unknown value moon"),
    "audience: {segments: [{id: a, name: A, needs: {product: [[x]]}}]}": (
        "PP012",
        "text",
        "[x]",
        "expected a text, found [...]",
    ),
    "goals: {targets: [{id: a, metric: revenue, target: lots}]}": (
        "PP012",
        "figure",
        "lots",
        "expected the figure of a metric, found lots",
    ),
    "goals: {targets: [{id: a, metric: revenue, change: 20%}]}": (
        "PP012",
        "change",
        "20%",
        "expected a change with its sign, found 20%",
    ),
    "goals: {targets: [{id: a, metric: roi, target: 5:1}]}": (
        "PP014",
        "",
        "5:1",
        "5:1 can mean roas: 5 or roi: 5 (roas: 6)",
    ),
    "goals: {targets: [{id: a, metric: revenue, milestones: {2027-13: 5}}]}": (
        "PP012",
        "period",
        "2027-13",
        "expected a month, quarter, year or day, found 2027-13",
    ),
    "goals: {targets: [{id: a, metric: revenue, milestones: [5]}]}": (
        "PP012",
        "mapping",
        "[5]",
        "expected a mapping of keys to values, found [...]",
    ),
    "content: {pieces: [{id: a, theme: A, format: sms, hours: late}]}": (
        "PP012",
        "hours",
        "late",
        "expected hours of the day, found late",
    ),
    "content: {iteration: soon}": ("PP012", "duration", "soon", "expected a length of time, found soon"),
    "channels: {items: [{id: a, name: A, role: core, kind: social, economics: {ctr: 4%..2%}}]}": (
        "PP012",
        "range",
        "4%..2%",
        "expected a range from low to high, found 4%..2%",
    ),
    "channels: {items: [{id: a, name: A, role: core, kind: social, economics: {ctr: {low: 2%}}}]}": (
        "PP012",
        "range",
        "{low: 2%}",
        "expected a range from low to high, found {...}",
    ),
    "channels: {items: [{id: a, name: A, role: core, kind: social, economics: {cvr: {of: clicks}}}]}": (
        "PP011",
        "",
        "cvr",
        'the key "rate" is missing here',
    ),
    "competitors: {items: [{id: a, name: A, sources: [{name: B, link: 'javascript:x'}]}]}": (
        "PP025",
        "",
        "'javascript:x'",
        "javascript:x is no address that is safe to print",
    ),
    "risks: {items: [{id: a, name: A, kind: legal, likelihood: 6, impact: 1}]}": (
        "PP015",
        "",
        "6",
        "6 is outside 1 to 5",
    ),
    "phases: 5": ("PP012", "list", "5", "expected a list, found 5"),
    "phases: [{id: a, name: A, start: 2027-04-01}]": (
        "PP011",
        "",
        "{id: a, name: A, start: 2027-04-01}",
        'the key "end" is missing here',
    ),
    "team:": ("PP012", "empty", "team", '"team" has no value'),
    "market: words": ("PP012", "mapping", "words", "expected a mapping of keys to values, found words"),
    "budgett: {total: 5}": ("PP010", "near", "budgett", "unknown key budgett; the nearest is budget"),
    "zzz: 5": ("PP010", "", "zzz", "unknown key zzz"),
    "promoplan: 2": ("PP019", "", "2", "format version 2; this program reads 1"),
    "promoplan: {a: b}": ("PP019", "", "{a: b}", "format version {...}; this program reads 1"),
    "promoplan:": ("PP019", "absent", "promoplan", "no format version; this program reads 1"),
}
"""A whole section, and what is found in it."""

HEADER = (
    "plan: {id: a, name: A, kind: campaign, period: {start: 2027-04-01, end: 2027-04-30}, currency: USD, language: en}"
)


def shape_of(text: str) -> list[Finding]:
    """The findings of shape in a plan's text."""
    findings = check(parse(Source("plan.yaml", text)), today=date(2027, 1, 15)).findings
    return [finding for finding in findings if finding.code in SHAPE]


def one(text: str) -> tuple[str, str, str, str]:
    """Code, variant, marked text and message of the only finding of shape."""
    (finding,) = shape_of(text)
    marked = text[finding.span.start : finding.span.end]
    said = message(finding.code, finding.variant, finding.values, Language.EN) if finding.code != "PP706" else ""
    return finding.code, finding.variant, marked, said


@pytest.mark.parametrize("line", BAD_VALUES)
def test_bad_value(line: str) -> None:
    """One finding, with its code, the marked text and a message that names what was found and what is wanted."""
    total = "" if line.startswith("total:") else "  total: 5\n"
    assert one(f"promoplan: 1\n{HEADER}\nbudget:\n{total}  {line}\n") == BAD_VALUES[line]


@pytest.mark.parametrize("section", BAD_SECTIONS)
def test_bad_section(section: str) -> None:
    """The same in the other sections, whatever else they lack."""
    version = "" if section.startswith("promoplan") else "promoplan: 1\n"
    header = "" if section.startswith("plan:") else f"{HEADER}\n"
    text = f"{version}{header}{section}\n"
    expected = BAD_SECTIONS[section]
    found = [finding for finding in shape_of(text) if (finding.code, finding.variant) == expected[:2]]
    said = [
        (
            text[finding.span.start : finding.span.end],
            message(finding.code, finding.variant, finding.values, Language.EN),
        )
        for finding in found
    ]
    assert expected[2:] in said
    if section.startswith("plan:"):
        return
    assert len(shape_of(text)) == 1


def test_line_and_column() -> None:
    """The place is that of the text itself: a value by its first character, a missing key by the mapping's own key."""
    text = f"promoplan: 1\n{HEADER}\nbudget:\n  reserve:\n    ratio: ten\ngoals:\n  targets:\n    - id: a\n"
    places = [(finding.code, finding.source.position(finding.span.start)) for finding in shape_of(text)]
    assert places == [("PP011", (3, 1)), ("PP012", (5, 12)), ("PP011", (8, 7))]


def test_a_broken_section_hides_nothing_in_another() -> None:
    """Each section is read by itself, and all that is wrong in one is found at once."""
    text = f"promoplan: 1\n{HEADER}\nbudget: {{total: x, shift_limit: 5, quatsch: 1}}\ncontent: {{iteration: soon}}\n"
    assert [finding.code for finding in shape_of(text)] == ["PP012", "PP014", "PP010", "PP012"]


def test_a_plan_without_header() -> None:
    """The missing header is found at the top; nothing else is said of it."""
    assert one("promoplan: 1\nbudget: {total: 5}\n")[:2] == ("PP011", "")


def test_fields_of_a_team_s_own() -> None:
    """Keys that begin with x- are free at every level."""
    assert shape_of(f"promoplan: 1\nx-a: 1\n{HEADER}\nbudget: {{total: 5, x-b: {{c: d}}, alerts: {{x-c: 1}}}}\n") == []


def test_an_alias_is_one_finding() -> None:
    """A value that reading refused is not found once more as an empty one."""
    text = f"promoplan: 1\n{HEADER}\nbudget: {{total: *sum}}\n"
    assert shape_of(text) == []
    assert "PP009" in {finding.code for finding in check(parse(Source("p", text)), today=date(2027, 1, 15)).findings}


def test_thousands_of_mistakes_are_found_in_a_moment() -> None:
    """The search for the word that was meant ends after some, so that no plan can make it last."""
    keys = "".join(f"  totel{number}: 1\n" for number in range(5000))
    found = shape_of(f"promoplan: 1\n{HEADER}\nbudget:\n  total: 5\n{keys}")
    assert len(found) == 5000
    assert {finding.variant for finding in found[:20]} == {"near"}
    assert found[-1].variant == ""


def variants(language: Language) -> set[tuple[str, str, str]]:
    """Code, part and variant of the texts of PP010-PP019 in the catalogue's source."""
    text = (LOCALES / language.locale / "LC_MESSAGES" / "rules0.po").read_text(encoding="utf-8")
    return {
        (code, part, variant)
        for code, part, variant in re.findall(r'^msgid "(PP01[0-9])\.(message|help)\.?(\w*)"', text, re.MULTILINE)
        if code in SHAPE
    }


@pytest.mark.parametrize("language", Language)
def test_every_variant_of_the_catalogue_is_one_that_occurs(language: Language) -> None:
    """The tables above bring forth every wording there is, and each wording takes the values it is given."""
    cases = [*BAD_VALUES.values(), *BAD_SECTIONS.values()]
    occurring = {(code, variant) for code, variant, _, _ in cases} | {("PP012", "key")}
    assert {(code, variant) for code, part, variant in variants(language) if part == "message"} == {
        (code, variant) for code, variant in occurring if code.startswith("PP01")
    }
    budget = "".join(f"  {line}\n" for line in BAD_VALUES if not line.startswith("total"))
    for finding in shape_of(f"promoplan: 1\n{HEADER}\nbudget:\n{budget}"):
        if finding.code != "PP706":
            assert message(finding.code, finding.variant, finding.values, language)
            assert help_text(finding.code, finding.variant, finding.values, language)
