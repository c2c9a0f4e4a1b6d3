"""Long texts that stand twice."""

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import message
from promoplan.rules.repetition import MOST_COMPARED
from tests.rules.offers import marked, of

LONG = (
    "Each figure was read twice and stands in the ledger, line by line, with the name of the person who spends it and"
    " of the person who approved it; what is left at the end of a month goes back to the reserve and is told at the"
    " next review by the data team."
)
OTHER = (
    "Rivals, channels, formats and prices stand side by side in one table, each with its source and date, and what we"
    " draw from them is written below it in one sentence for every rival that we looked at in the last quarter of the"
    " year, with the open questions."
)
HAN = "五个渠道逐一写明定位、人群、投放位与转化假设，花费合计与台账一致；任何一处改动都要在周会上说明原因。" * 5


def steps(one: str, other: str) -> str:
    """A plan whose goals and budget are accepted by these texts."""
    return f"goals: {{acceptance: '{one}'}}\nbudget: {{acceptance: '{other}'}}\nplan: {{language: zh-Hans}}"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (LONG, LONG, 100),
        (LONG, LONG.upper().replace(",", " -"), 100),
        (LONG, LONG.replace("data team", "finance team"), 96),
        (HAN, HAN.replace("周会", "月会"), 93),
    ],
    ids=["equal", "case and signs", "a word", "Chinese"],
)
def test_copies(one: str, other: str, likeness: int) -> None:
    """Copies are found whatever their case and punctuation, near copies by the share that they have in common."""
    (finding,) = of("PP050", steps(one, other))
    assert marked(finding).strip("'") == other
    assert message("PP050", "", finding.values, Language.EN).startswith(f"{likeness}")


@pytest.mark.parametrize(
    ("one", "other"),
    [(LONG, LONG[:120] + OTHER[120:]), (LONG, OTHER), (LONG[:200], LONG[:200]), ("-" * 300, "." * 300)],
    ids=["half", "other", "not long", "nothing to read"],
)
def test_texts_of_their_own(one: str, other: str) -> None:
    """Half a copy is none, and what is short may well be the same."""
    assert of("PP050", steps(one, other)) == []


@pytest.mark.parametrize(
    "snippet",
    [
        f"compliance: {{texts: [{{id: a, kind: landing, text: '{LONG}'}}, {{id: b, kind: landing, text: '{LONG}'}}]}}",
        f"content: {{ad_copy: [{{id: a, body: '{LONG}'}}, {{id: b, body: '{LONG}'}}]}}",
    ],
)
def test_what_consumers_read_may_stand_twice(snippet: str) -> None:
    """Terms and copy are the same wherever they are read."""
    assert of("PP050", snippet) == []


def test_of_many_texts_copies_are_found() -> None:
    """Copies to the letter are found however many texts stand before them."""
    texts = [f"{number}: {LONG[number:]} {OTHER[: number * 5]}" for number in range(MOST_COMPARED)]
    risks = ", ".join(
        f"{{id: r{number}, name: R, kind: legal, likelihood: 1, impact: 1, mitigation: '{text}'}}"
        for number, text in enumerate([*texts, LONG, LONG])
    )
    *_, last = of("PP050", f"risks: {{items: [{risks}]}}")
    assert marked(last).strip("'") == LONG
    assert last.values["likeness"] == 1
