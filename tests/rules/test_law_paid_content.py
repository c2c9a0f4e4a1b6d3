"""Labels of paid content, by market."""

import pytest

from tests.rules.law_structure import law, sold, told

CREATOR = "content:\n  creators: [{{name: Mia, kind: koc, channel: video, fee: 0, deliverables: x, metric: ctr{}}}]"


@pytest.mark.parametrize(
    ("market", "label", "known"),
    [
        ("CN", "广告", True),
        ("CN", "廣告", True),
        ("CN", "品牌合作广告", True),
        ("CN", "合作", False),
        ("CN", "'#ad'", False),
        ("TW", "合作", True),
        ("TW", "業配", True),
        ("TW", "'#ad'", True),
        ("TW", "好物分享", False),
        ("US", "'#ad'", True),
        ("US", "Paid partnership", True),
        ("US", "Sponsored", True),
        ("US", "'#sp'", False),
        ("US", "thanks to Brand", False),
        ("US", "made", False),
        ("DE", "thanks", True),
    ],
)
def test_each_market_knows_its_labels(market: str, label: str, known: bool) -> None:
    """A creator's own label, in either script; markets without a rule are not judged."""
    assert [each.variant for each in law("PP860", sold(market, CREATOR.format(f", label: {label}")))] == (
        [] if known else ["other"]
    )


@pytest.mark.parametrize(("labels", "found"), [("[广告]", []), ("[合作]", [""]), ("[]", [""])])
def test_the_plans_labels_stand_for_creators_without_one(labels: str, found: list[str]) -> None:
    """What `compliance.labels` says holds for all who say nothing themselves."""
    snippet = sold("CN", CREATOR.format(""), f"compliance: {{labels: {labels}}}")
    assert [each.variant for each in law("PP860", snippet)] == found


def test_a_label_of_one_market_is_enough() -> None:
    """A plan that sells in two may have creators in each."""
    both = CREATOR.format(", label: '#ad'")
    assert law("PP860", f"plan: {{markets: [CN, US]}}\n{both}") == []


def test_creator_placements_need_a_label_too() -> None:
    """Unless the plan names the channel's creators, who are judged themselves."""
    place = "channels:\n  items:\n    - {id: video, placements: [{format: creator, spend: 40000}]}"
    assert told("PP860", sold("CN", place)) == [("placement", "creator")]
    assert told("PP860", sold("CN", place, "compliance: {labels: 广告}")) == []
    assert told("PP860", sold("CN", place, CREATOR.format(", label: 广告"))) == []
