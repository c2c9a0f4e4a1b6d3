"""The audience: there, described, distinct and spoken to."""

import pytest

from tests.rules.offers import marked, of

BUSY = "id: busy, name: Busy people"


@pytest.mark.parametrize(("audience", "mark"), [("null", "plan"), ("{segments: []}", "audience"), ("{}", None)])
def test_an_audience_there_is(audience: str, mark: str | None) -> None:
    """An absent section and an empty list are found; an empty overlay changes nothing."""
    assert [marked(finding) for finding in of("PP040", f"audience: {audience}")] == ([] if mark is None else [mark])


@pytest.mark.parametrize(
    ("traits", "variants"),
    [
        ("", ["none"]),
        ("age: 25-34", [""]),
        ("age: 25-34, gender: all", [""]),
        ("age: 25-34, gender: all, region: tier-1", []),
        ("age: 25-34, gender: all, needs: {}", [""]),
        ("age: 25-34, gender: all, needs: {service: fast}", []),
        ("stage: new, size: 5000, habits: [mobile], income: high", [""]),
    ],
)
def test_traits(traits: str, variants: list[str]) -> None:
    """Three of six; stage and size are no traits."""
    findings = of("PP042", f"audience: {{segments: [{{{BUSY}, {traits}}}]}}".replace(", }", "}"))
    assert [finding.variant for finding in findings] == variants


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("age: 25-34, habits: [A, b]", "age: 25-34, habits: [B, a]", 1),
        ("age: 25-34", "age: 25–34", 1),
        ("age: 25-34", "age: 25-35", 0),
        ("age: 25-34, stage: new", "age: 25-34, stage: dormant", 0),
        ("age: 25-34, needs: {product: [x]}", "age: 25-34, needs: {service: [x]}", 0),
        ("stage: new", "stage: new", 0),
    ],
)
def test_segments_that_nothing_tells_apart(first: str, second: str, count: int) -> None:
    """All traits and the stage are compared, whatever their order; without a trait there is nothing to compare."""
    segments = f"{{id: a, name: A, {first}}}, {{id: b, name: B, {second}}}"
    assert len(of("PP043", f"audience: {{segments: [{segments}]}}")) == count


CHANNEL = "channels: {items: [{id: video, segments: [young, busy]}]}"
PLACEMENT = "channels: {items: [{id: video, placements: [{format: feed, segments: busy}]}]}"
PIECE = "content: {pieces: [{id: demo, segments: [young, busy]}]}"


@pytest.mark.parametrize(
    ("sections", "variants"),
    [
        ((), ["both"]),
        ((CHANNEL,), ["content"]),
        ((PIECE,), ["channel"]),
        ((CHANNEL, PIECE), []),
        ((PLACEMENT, PIECE), []),
        (("content: {pieces: [{id: demo, segments: []}]}", CHANNEL), []),
        (("channels: {items: [{id: club, segments: []}]}", PIECE), []),
        (("channels: {items: []}",), ["content"]),
        (("content: {pieces: []}",), ["channel"]),
        (("channels: {items: [{id: search, segments: [young, busy]}]}", PIECE), ["apart"]),
        (("channels: {items: [{id: search, segments: [young, busy]}]}", f"{PIECE[:-3]}, channels: []}}]}}"), []),
    ],
)
def test_segments_spoken_to(sections: tuple[str, ...], variants: list[str]) -> None:
    """By a channel or its placement, and by content there; what names no segment may speak to each."""
    snippet = "\n".join((f"audience: {{segments: [{{{BUSY}}}]}}", *sections))
    assert [finding.variant for finding in of("PP044", snippet)] == variants


def test_evidence() -> None:
    """Any one source will do."""
    assert len(of("PP041", f"audience: {{segments: [{{{BUSY}}}]}}")) == 1
