"""The playbook's language: when METRIC OP NUMBER [for DURATION] [on CHANNEL], then move +20% | -20% | up to | pause."""

from decimal import Decimal

import pytest

from promoplan.model.condition import Condition, Move, MoveKind, Sign

from .reading import Refusal, ambiguous, outside, reader, refusal, wrong

condition = reader(Condition)
move = reader(Move)


@pytest.mark.parametrize(
    ("text", "metric", "sign", "limit", "days", "channel"),
    [
        ("roas < 2 for 2 weeks on douyin", "roas", Sign.BELOW, "2", 14, "douyin"),
        ("roas < 2 for 2周 on douyin", "roas", Sign.BELOW, "2", 14, "douyin"),
        ("roas  <  2  for  2 weeks  on  douyin", "roas", Sign.BELOW, "2", 14, "douyin"),
        (" roas<2 ", "roas", Sign.BELOW, "2", None, None),
        ("roas <= 1.5", "roas", Sign.AT_MOST, "1.5", None, None),
        ("orders > 1,200", "orders", Sign.ABOVE, "1200", None, None),
        ("revenue >= 10万 for 1 month", "revenue", Sign.AT_LEAST, "100000", 30, None),
        ("revenue < 1.2M on shop-2", "revenue", Sign.BELOW, "1200000", None, "shop-2"),
        ("awareness_rank = 5", "awareness_rank", Sign.EQUAL, "5", None, None),
        ("ctr < 1.5% for 3 days", "ctr", Sign.BELOW, "0.015", 3, None),
        ("ctr < 1.5 ％ on search", "ctr", Sign.BELOW, "0.015", None, "search"),
        ("roi < -20% for 1 week", "roi", Sign.BELOW, "-0.2", 7, None),
        ("nps < −5", "nps", Sign.BELOW, "-5", None, None),
        ("my_own < 3 for 3d", "my_own", Sign.BELOW, "3", 3, None),
    ],
)
def test_conditions(text: str, metric: str, sign: Sign, limit: str, days: int | None, channel: str | None) -> None:
    """Every part of the grammar, exactly; the text itself is kept."""
    read = condition(text)
    assert (read.text, read.metric, read.sign, read.limit) == (text.strip(), metric, sign, Decimal(limit))
    assert (read.duration and read.duration.days, read.channel) == (days, channel)


@pytest.mark.parametrize(
    ("text", "falling"), [("roas < 2", True), ("roas <= 2", True), ("roas > 2", False), ("roas = 2", False)]
)
def test_signs_that_speak_of_too_little(text: str, *, falling: bool) -> None:
    """Below and at most do."""
    assert condition(text).falling is falling


@pytest.mark.parametrize(
    "text",
    [
        "", "sales fall", "roas", "roas <", "< 2", "roas 2", "ROAS < 2", "roas << 2", "roas == 2", "roas != 2",
        "roas ≤ 2", "2 < roas", "roas < two", "roas < 1e3", "roas < 2 or ctr < 1%", "roas < 2 for", "roas < 2 on",
        "roas < 2 on Douyin", "roas < 2 for 2 weeks on 抖音", "roas < 2 for 2 weeks on Douyin",
        "roas < 2 on a for 2 weeks", "roas < 2 on a on b", "roas < ２", "roas < 2\nfor 2 weeks", "roas < 5:1",
        "roas < ¥2", "roas < __import__('os')", "roas < " + "1" * 100_000 + "x", "roas" + " " * 100_000 + "!",
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_what_is_no_condition(text: str) -> None:
    """Another grammar, another order or another script; whatever its length, the answer comes at once."""
    assert refusal(condition, text) == ("promoplan.playbook", {"written": text})


@pytest.mark.parametrize("value", [None, True, 2, [], {"metric": "roas"}], ids=repr)
def test_only_text_is_a_condition(value: object) -> None:
    """The refusal carries nothing of what else was there."""
    assert refusal(condition, value) == ("promoplan.playbook", {})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("roas < 1.200", ambiguous("1.200", "1.2", "1200")),
        ("roas < 1,5 for 2 weeks", ambiguous("1,5", "1.5", "15")),
        ("roas < 1__0", wrong("number", "1__0")),
        ("roas < 1.2.3", wrong("number", "1.2.3")),
        ("roas < " + "1" * 16, wrong("number", "1" * 16)),
        ("roas < 2 for ages", wrong("duration", "ages")),
        ("roas < 2 for on a", wrong("duration", "on a")),
        ("roas < 2 for 0 days on a", wrong("duration", "0 days")),
        ("roas < 2 for 1.200 days", ambiguous("1.200 days", "1.2 days", "1200 days")),
    ],
)
def test_parts_that_can_t_be_read(text: str, reason: Refusal) -> None:
    """A number or a duration that is wrong is named by itself."""
    assert refusal(condition, text) == reason


@pytest.mark.parametrize(
    ("text", "kind", "share"),
    [
        ("+20%", MoveKind.RAISE, "0.2"),
        ("+250%", MoveKind.RAISE, "2.5"),
        ("-20%", MoveKind.LOWER, "0.2"),
        ("−20 ％", MoveKind.LOWER, "0.2"),
        ("-12.5%", MoveKind.LOWER, "0.125"),
        ("-100%", MoveKind.LOWER, "1"),
        ("up to 20%", MoveKind.UP_TO, "0.2"),
        (" pause ", MoveKind.PAUSE, None),
    ],
)
def test_moves(text: str, kind: MoveKind, share: str | None) -> None:
    """How a channel's money changes, as a share of what it has."""
    read = move(text)
    assert (read.text, read.kind, read.share) == (text.strip(), kind, Decimal(share) if share else None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (text, wrong("move", text))
        for text in (
            "", "20%", "+ 20%", "+20", "Pause", "stop", "up to", "up to +20%", "upto 20%", "+20% on a", "+1万%",
            "+２０%", "+%",
        )
    ]
    + [
        ("-150%", outside("-150%", "0%", "100%")),
        ("up to 101%", outside("up to 101%", "0%", "100%")),
        ("+1.200%", ambiguous("+1.200%", "+1.2%", "+1200%")),
        ("up to 12,5%", ambiguous("up to 12,5%", "up to 12.5%", "up to 125%")),
    ],
)  # fmt: skip
def test_what_is_no_move(text: str, reason: Refusal) -> None:
    """Without sign or share, or more than all is taken away."""
    assert refusal(move, text) == reason


@pytest.mark.parametrize("value", [None, False, -20, []], ids=repr)
def test_only_text_is_a_move(value: object) -> None:
    """As with the rest."""
    assert refusal(move, value) == ("promoplan.wrong_type", {"expected": "move"})
