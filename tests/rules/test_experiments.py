"""A/B tests: complete, large enough, inside the period, one at a time on a channel."""

import pytest

from tests.rules.offers import marked, of

WHOLE = {
    "id": "checkout",
    "hypothesis": "Shorter is better",
    "metric": "cvr",
    "variants": "[three pages, one page]",
    "channel": "video",
    "start": "2027-04-05",
    "end": "2027-04-25",
}


def experiment(**fields: str) -> str:
    """A complete test with some fields changed; an empty text leaves one out."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in (WHOLE | fields).items() if value) + "}"


def plan(*experiments: str) -> str:
    """A plan with these tests."""
    return "optimization:\n  experiments:" + "".join(f"\n    - {each}" for each in experiments)


@pytest.mark.parametrize("field", ["hypothesis", "metric", "variants", "start", "end"])
def test_what_a_test_needs(field: str) -> None:
    """Each of them; the channel may be left open."""
    (finding,) = of("PP710", plan(experiment(**{field: ""})))
    assert (finding.values["missing"], marked(finding)) == ((field,), "checkout")


@pytest.mark.parametrize(
    ("variants", "found"), [("one page", True), ("[]", True), ("[a, b]", False), ("[a, b, c]", False)]
)
def test_a_test_compares(variants: str, found: bool) -> None:
    """At least two variants."""
    assert bool(of("PP710", plan(experiment(variants=variants)))) is found


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("baseline: 2%, effect: +0.5pp, sample: 13808", 13809),
        ("baseline: 2%, effect: +0.5pp, sample: 13809", None),
        ("baseline: 2%, effect: +25%, sample: 5000", 13809),
        ("baseline: 2.5%, effect: -0.5pp, sample: 0", 13809),
        ("baseline: 0%, effect: +50pp, sample: 10", 11),
        ("baseline: 2%, effect: +0pp, sample: 10", None),
        ("baseline: 0%, effect: +20%, sample: 10", None),
        ("baseline: 60%, effect: +50pp, sample: 10", None),
        ("baseline: 2%, effect: -5pp, sample: 10", None),
        ("baseline: 2%, sample: 10", None),
        ("effect: +0.5pp, sample: 10", None),
        ("baseline: 2%, effect: +0.5pp", None),
    ],
)
def test_size(fields: str, wanted: int | None) -> None:
    """Judged where rate, effect and size are given and the effect is possible; relative or in points."""
    found = of("PP711", plan(experiment()[:-1] + f", {fields}}}"))
    assert [each.values["wanted"] for each in found] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("fields", "collide"),
    [
        ({"start": "2027-04-25", "end": "2027-05-10"}, True),
        ({"start": "2027-04-26", "end": "2027-05-10"}, False),
        ({"start": "2027-04-01", "end": "2027-06-30"}, True),
        ({"channel": "search"}, False),
        ({"channel": ""}, False),
        ({"end": ""}, False),
    ],
)
def test_one_at_a_time_on_a_channel(fields: dict[str, str], collide: bool) -> None:
    """The last day of one and the first of the other are one day too many."""
    found = of("PP712", plan(experiment(), experiment(id="offer", **fields)))
    assert [marked(each) for each in found] == (["offer"] if collide else [])


@pytest.mark.parametrize(
    ("fields", "variants"),
    [
        ({"start": "2027-04-01", "end": "2027-06-30"}, []),
        ({"start": "2027-03-31"}, ["start"]),
        ({"end": "2027-07-01"}, ["end"]),
        ({"start": "2026-04-01", "end": "2026-04-30"}, ["start", "end"]),
        ({"start": "", "end": ""}, []),
    ],
)
def test_tests_run_inside_the_period(fields: dict[str, str], variants: list[str]) -> None:
    """The first and the last day of the plan belong to it."""
    assert [each.variant for each in of("PP713", plan(experiment(**fields)))] == variants
