"""Content: formats, frequency, review, renewal, channels, owners, creators, approval, and formats that fit."""

import pytest

from promoplan.model.channels import ChannelKind
from promoplan.model.content import ContentFormat
from promoplan.rules.pieces import UNFIT
from tests.rules.offers import marked, of
from tests.rules.snippets import codes


def formats(*three: str) -> str:
    """The minimal plan's three pieces in these formats."""
    pieces = [
        f"{{id: {id_}, format: {format_}}}" for id_, format_ in zip(("demo", "guide", "evening"), three, strict=True)
    ]
    return f"content:\n  pieces: [{', '.join(pieces)}]"


def piece(fields: str) -> str:
    """The minimal plan with one more piece of this kind."""
    return f"content:\n  pieces: [{{id: extra, theme: More of it, owner: cho, {fields}}}]"


@pytest.mark.parametrize(
    ("three", "severities"),
    [
        (("article", "article", "article"), ["warning"]),
        (("article", "article", "email"), ["info"]),
        (("article", "poster", "email"), []),
    ],
)
def test_formats_are_counted(three: tuple[str, str, str], severities: list[str]) -> None:
    """One format is a warning, two are an info, three are enough."""
    assert [finding.severity for finding in of("PP401", formats(*three))] == severities


def test_content_without_pieces_is_told_once_a_core_channel() -> None:
    """Formats, phases and stages say nothing where there is no piece; each core channel does."""
    assert codes("content: {pieces: null}") >= {"PP405"}
    assert not codes("content: {pieces: null}") & {"PP401", "PP402", "PP407", "PP409", "PP414", "PP415", "PP417"}
    assert len(of("PP405", "content: {pieces: null}")) == 2


@pytest.mark.parametrize("code", range(401, 420))
def test_absent_content_is_another_rules_business(code: int) -> None:
    """Without the section, no rule on content speaks."""
    assert of(f"PP{code}", "content: null") == []


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("format: article", 1),
        ("format: article, start: 2027-05-01, end: 2027-05-31", 1),
        ("format: article, frequency: monthly", 0),
        ("format: live, publish_on: 2027-05-20", 0),
        ("format: product-page", 0),
        ("format: poster, start: 2027-05-01", 0),
    ],
)
def test_what_needs_a_frequency(fields: str, count: int) -> None:
    """A piece is repeated, or has its day, or stands where it is put."""
    assert len(of("PP402", piece(fields))) == count


@pytest.mark.parametrize(
    ("review", "variants"),
    [
        ("null", [""]),
        ("{steps: [facts]}", ["nobody"]),
        ("{by: null}", ["nobody"]),
        ("{steps: null, lead: null, by: [ann, ben]}", []),
    ],
)
def test_a_review_has_a_reviewer(review: str, variants: list[str]) -> None:
    """None at all, or one that nobody makes."""
    overlaid = review.replace("{steps: [facts]}", "{steps: [facts], by: null}")
    assert [finding.variant for finding in of("PP403", f"content: {{review: {overlaid}}}")] == variants


@pytest.mark.parametrize(
    ("iteration", "variants"),
    [("null", ["none"]), ("15 days", [""]), ("1 month", [""]), ("14 days", []), ("2周", []), ("1 week", [])],
)
def test_content_is_renewed_every_two_weeks(iteration: str, variants: list[str]) -> None:
    """Fourteen days are within the limit, fifteen are not."""
    assert [finding.variant for finding in of("PP404", f"content: {{iteration: {iteration}}}")] == variants


@pytest.mark.parametrize(
    "filler",
    [
        "pieces: [{id: guide, channels: [search, club]}]",
        "creators: [{name: Mia, kind: koc, channel: search}]",
        "ad_copy: [{id: first, channel: search, headline: Light as spring}]",
    ],
)
def test_what_fills_a_core_channel(filler: str) -> None:
    """A piece, a creator or the text of an advertisement; without them, the channel's id is underlined."""
    (finding,) = of("PP405", "content: {pieces: [{id: guide, channels: [club]}]}")
    assert marked(finding) == "search"
    moved = "" if "pieces" in filler else "\n  pieces: [{id: guide, channels: [club]}]"
    assert of("PP405", f"content:\n  {filler}{moved}") == []


def test_support_channels_may_be_without_content() -> None:
    """Only core channels are asked for content."""
    assert of("PP405", "content: {pieces: [{id: evening, channels: [video]}]}") == []


@pytest.mark.parametrize(
    ("channels", "count"),
    [
        (("[video, search]", "[search, video]", "[video, search]"), 1),
        (("[video, search, club]", "[video, search, club]", "[video, search, club]"), 1),
        (("[video, search]", "[search, video]", "[video]"), 0),
        (("[video]", "[video]", "[video]"), 0),
        (("[video, nowhere]", "[video, nowhere]", "[video, nowhere]"), 0),
    ],
)
def test_the_same_on_every_channel(channels: tuple[str, str, str], count: int) -> None:
    """Told where two channels or more hold the very same; a channel that nobody defines is no channel."""
    ids = ("demo", "guide", "evening")
    pieces = ", ".join(f"{{id: {id_}, channels: {names}}}" for id_, names in zip(ids, channels, strict=True))
    assert len(of("PP407", f"content: {{pieces: [{pieces}]}}")) == count


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("", ("fee", "deliverables", "metric")),
        ("fee: 0, deliverables: 2 videos", ("metric",)),
        ("fee: 0, deliverables: 2 videos, metric: clicks", None),
    ],
)
def test_what_a_creator_lacks(fields: str, missing: tuple[str, ...] | None) -> None:
    """All that is missing is named in one finding; a fee of 0 is a fee."""
    creator = f"content: {{creators: [{{name: Mia, kind: koc{', ' if fields else ''}{fields}}}]}}"
    assert [finding.values["missing"] for finding in of("PP410", creator)] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("pieces", "stages"),
    [
        ("{id: evening, stage: new}", ["active"]),
        ("{id: evening, stage: [new, active]}", []),
        ("{id: evening, stage: null}", []),
        ("{id: evening, stage: null, segments: null}", []),
        ("{id: evening, stage: null, segments: null, channels: [nowhere]}", ["active"]),
    ],
)
def test_whom_a_piece_speaks_to(pieces: str, stages: list[str]) -> None:
    """Its own stages, else those of its segments, else those of its channels' segments."""
    found = of("PP415", f"content: {{pieces: [{pieces}]}}")
    assert [finding.values["stage"] for finding in found] == stages
    assert [marked(finding) for finding in found] == stages


@pytest.mark.parametrize(
    ("fields", "severities"),
    [
        ("publish_on: 2027-05-20, approve_by: 2027-05-21", ["error"]),
        ("publish_on: 2027-05-20, approve_by: 2027-05-20", ["warning"]),
        ("publish_on: 2027-05-20, approve_by: 2027-05-19", ["warning"]),
        ("publish_on: 2027-05-20, approve_by: 2027-05-18", []),
        ("publish_on: 2027-05-20", []),
        ("frequency: weekly, approve_by: 2027-04-01", ["warning"]),
        ("frequency: weekly, approve_by: 2027-03-30", []),
        ("frequency: weekly, start: 2027-05-03, approve_by: 2027-05-01", []),
        ("frequency: weekly, phases: [peak], approve_by: 2027-05-14", []),
        ("frequency: weekly, phases: [closing, peak], approve_by: 2027-05-17", ["error"]),
        ("frequency: weekly, start: 2027-06-25, end: 2027-06-28, phases: [warm-up], approve_by: 2027-06-28", []),
    ],
)
def test_approval_comes_two_days_before_publication(fields: str, severities: list[str]) -> None:
    """Two days before the first publication are enough; after it is an error; a piece without any day is not judged."""
    found = of("PP416", piece(f"format: article, {fields}"))
    assert [finding.severity for finding in found] == severities


@pytest.mark.parametrize(
    ("kind", "format_", "count"),
    [
        ("sms", "live", 1),
        ("sms", "sms", 0),
        ("sms", "email", 0),
        ("email", "sms", 0),
        ("email", "h5", 0),
        ("email", "product-page", 1),
        ("search", "search-ad", 0),
        ("seo", "search-ad", 1),
        ("short-video", "image-text", 0),
        ("marketplace", "live", 0),
    ],
)
def test_formats_that_a_channel_carries(kind: str, format_: str, count: int) -> None:
    """Told only where a kind plainly can't carry a format; a channel may send e-mail and SMS together."""
    snippet = (
        f"channels: {{items: [{{id: club, kind: {kind}}}]}}\n{piece(f'format: {format_}, channels: [club, nowhere]')}"
    )
    own = [finding for finding in of("PP418", snippet) if finding.path[:3] == ("content", "pieces", 3)]
    assert len(own) == count


def test_every_kind_of_channel_carries_most_formats() -> None:
    """The table of what can't be carried stays short, and knows kinds and formats by their enums."""
    assert set(UNFIT) <= set(ChannelKind)
    assert all(len(formats_) * 2 < len(ContentFormat) for formats_ in UNFIT.values())
