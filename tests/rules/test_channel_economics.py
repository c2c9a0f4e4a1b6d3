"""The channels' figures: which a paid channel needs, what contradicts, and what nobody believes."""

import pytest

from tests.rules.offers import marked, of
from tests.rules.test_budget import ledger

ALL_FIGURES = "cpc: null, cpm: null, ctr: null, cvr: null, aov: null"


def search(fields: str = "", economics: str = "", placement: str = "", also: str = "") -> str:
    """The minimal plan's shop search (cpc 2, cvr 4 %, aov 300) with changes."""
    changes = [fields, f"economics: {{{economics}}}" if economics else ""]
    changes += [f"placements: [{{format: search, spend: 30000, {placement}}}]"] if placement else []
    return f"channels: {{items: [{{id: search, {', '.join(filter(None, changes))}}}]}}\n{also}"


def missing(snippet: str) -> list[object]:
    """What the paid channels lack."""
    return [finding.values["missing"] for finding in of("PP310", snippet)]


@pytest.mark.parametrize(
    ("economics", "lacks"),
    [
        ("cpc: 2", None),
        ("cpc: null", ("cpc",)),
        ("cpc: 1..3, cvr: 2%..4%", None),
        ("cpc: null, cpm: 40", ("ctr",)),
        ("cpc: null, cpm: 40, ctr: 2%", None),
        ("cpc: null, ctr: 2%", ("cpc",)),
        ("cvr: null", ("cvr",)),
        ("aov: null", ("aov",)),
        (ALL_FIGURES, ("cpc", "cvr", "aov")),
    ],
)
def test_price_rate_and_value(economics: str, lacks: tuple[str, ...] | None) -> None:
    """A price per click, or CPM with CTR; a conversion rate; an order value."""
    assert missing(search(economics=economics)) == ([lacks] if lacks else [])


@pytest.mark.parametrize(
    ("fields", "placement", "lacks"),
    [
        ("", "bid: 2", ("cvr", "aov")),
        ("", "economics: {cpc: 2, cvr: 4%}", ("aov",)),
        ("", "expected: {clicks: 100, orders: 4}", ("aov",)),
        ("", "expected: {impressions: 100, revenue: 4}", ("ctr",)),
        ("expected: {clicks: 100, revenue: 4}", "", None),
        ("objective: awareness", "", ("cpc",)),
        ("objective: awareness", "bid: 2", None),
        ("objective: traffic", "", ("cpc", "cvr", "aov")),
        ("domain: private", "", None),
        ("kind: affiliate", "", None),
        ("kind: offline", "", None),
    ],
)
def test_what_stands_for_a_figure(fields: str, placement: str, lacks: tuple[str, ...] | None) -> None:
    """Bids, figures and planned volumes of placements count; so does what the channel is for, and how it is paid."""
    assert missing(search(fields, ALL_FIGURES, placement)) == ([lacks] if lacks else [])


def test_without_economics_the_channel_is_marked() -> None:
    """Its id; and the plan's purpose stands for an objective that is not said."""
    nothing = search("economics: null")
    assert [(marked(each), each.values["missing"]) for each in of("PP310", nothing)] == [
        ("search", ("cpc", "cvr", "aov"))
    ]
    assert missing("plan: {purpose: awareness}\n" + nothing) == [("cpc",)]
    assert missing("plan: {purpose: null}\n" + nothing) == [("cpc", "cvr", "aov")]


@pytest.mark.parametrize(
    ("budget", "spend", "money"),
    [
        (ledger("name: Search, amount: 100, category: media, channel: search"), "30000", 100),
        (ledger("name: Pages, amount: 100, category: content, channel: search"), "30000", 30000),
        (ledger("name: Pages, amount: 100, category: content, channel: search"), "0", None),
        ("budget: null", "30000", 30000),
        ("budget: null", "0", None),
    ],
)
def test_a_channel_is_paid_by_media_lines_or_else_by_placements(budget: str, spend: str, money: int | None) -> None:
    """Money for content alone does not make it one."""
    booked = f"placements: [{{format: search, spend: {spend}}}]"
    findings = of("PP310", search(booked, "cvr: null", also=budget))
    assert [finding.values["money"] for finding in findings] == ([] if money is None else [money])


@pytest.mark.parametrize(
    ("cpc", "cpm", "ctr", "wanted"),
    [
        ("1.60", "40", "2.5%", None),
        ("1.6320", "40", "2.5%", None),
        ("1.6321", "40", "2.5%", "1.6"),
        ("1.5680", "40", "2.5%", None),
        ("1.5679", "40", "2.5%", "1.6"),
        ("160", "40", "2.5%", "1.6"),
        ("0", "40", "2.5%", "1.6"),
        ("0", "0", "2.5%", None),
        ("2", "40", "0%", None),
        ("2", "null", "2.5%", None),
        ("1.40..1.60", "35..45", "2.5%..3%", None),
        ("1.80..2.50", "35..45", "2.5%", None),
        ("1.90..2.50", "35..45", "2.5%", "1.8"),
        ("0.50..1.30", "35..45", "2.5%", "1.4"),
    ],
)
def test_prices_fit(cpc: str, cpm: str, ctr: str, wanted: str | None) -> None:
    """Within 2 %; of ranges, anything that both allow."""
    findings = of("PP311", search(economics=f"cpc: {cpc}, cpm: {cpm}, ctr: {ctr}"))
    assert [str(finding.values["wanted"]) for finding in findings] == ([f"{wanted}0"] if wanted else [])


def test_only_a_placements_own_figures_contradict() -> None:
    """One that replaces a figure of the channel's is no contradiction."""
    channel = "cpc: null, cpm: 40, ctr: 2.5%"
    assert of("PP311", search(economics=channel, placement="economics: {cpc: 3}")) == []
    assert of("PP311", search(economics=channel, placement="economics: {cpc: 3, cpm: 40, ctr: 2.5%}"))


@pytest.mark.parametrize(
    ("economics", "variant", "mark"),
    [
        ("ctr: 30%", None, ""),
        ("ctr: 30.1%", "ctr", "30.1%"),
        ("cvr: {rate: 30%, of: clicks}", None, ""),
        ("cvr: {rate: 30.1%, of: clicks}", "cvr", "30.1%"),
        ("cvr: 31%", "cvr", "31%"),
        ("gross_margin: 95%", None, ""),
        ("gross_margin: 95.1%", "gross_margin", "95.1%"),
        ("refund_rate: 60%", None, ""),
        ("refund_rate: 60.1%", "refund_rate", "60.1%"),
        ("ctr: 20%..40%", None, ""),
        ("ctr: 25%..40%", "ctr", "25%..40%"),
    ],
)
def test_believable_figures(economics: str, variant: str | None, mark: str) -> None:
    """At the limit is believed, above it is not; of a range the middle counts. Placements are looked at too."""
    for snippet in (search(economics=economics), search(placement=f"economics: {{{economics}}}")):
        findings = of("PP312", snippet)
        assert [(each.variant, marked(each)) for each in findings] == ([(variant, mark)] if variant else [])


def test_each_figure_is_found() -> None:
    """All of them at once."""
    figures = "ctr: 50%, cvr: {rate: 50%, of: clicks}, gross_margin: 99%, refund_rate: 90%"
    variants = [finding.variant for finding in of("PP312", search(economics=figures))]
    assert sorted(variants) == ["ctr", "cvr", "gross_margin", "refund_rate"]
