"""Content that somebody is paid for: each market wants its own word on it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.channels import Channels, PlacementFormat
from promoplan.model.compliance import Compliance
from promoplan.model.content import Content
from promoplan.model.header import PlanHeader
from promoplan.rules.law.folding import fold
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, problem, rule


class _Label(NamedTuple):
    """What marks paid content in a market: a pattern on folded text, and the words to tell."""

    market: str
    pattern: re.Pattern[str]
    words: tuple[str, ...]


_LABELS = (
    _Label("CN", re.compile("广告"), ("广告",)),
    _Label(
        "TW",
        re.compile(r"广告|合作|赞助|业配|推广|公关品|\bads?\b|sponsored|advertisement|paid partnership"),
        ("廣告", "合作", "贊助"),
    ),
    _Label("US", re.compile(r"\bads?\b|advertisement|advertising|sponsored|paid partnership"), ("#ad", "sponsored")),
)
"""By market: 互聯網廣告管理辦法 art. 9; 公平會 on endorsements; the FTC's guides, 16 CFR 255."""


@rule("PP860", Severity.ERROR)
def paid_content_unlabelled(
    plan: PlanHeader,
    content: Content | None = None,
    channels: Channels | None = None,
    compliance: Compliance | None = None,
) -> Iterator[Problem]:
    """Creators whom the plan pays or supplies, without a label that one of its markets knows.

    A creator's own label goes before those of `compliance.labels`. Creator placements are judged by the latter where
    the channel has no creator of its own in the plan.
    """
    wanted = tuple(label for label in _LABELS if sold_in(plan, label.market))
    if not wanted:
        return
    common = compliance.labels if compliance else ()
    words = tuple(dict.fromkeys(word for label in wanted for word in label.words))
    for creator in content.creators if content else ():
        if creator.label is not None and not _marked([creator.label], wanted):
            yield problem(creator.at("label"), variant="other", name=creator.name, label=creator.label, wanted=words)
        elif creator.label is None and not _marked(common, wanted):
            yield problem(creator.path, on_key=True, name=creator.name, wanted=words)
    if not _marked(common, wanted):
        yield from _placements(content, channels, words)


def _marked(labels: Iterable[str], wanted: tuple[_Label, ...]) -> bool:
    """Whether one of the labels is one that a market of the plan knows."""
    texts = [fold(label).text for label in labels]
    return any(label.pattern.search(text) for label in wanted for text in texts)


def _placements(content: Content | None, channels: Channels | None, words: tuple[str, ...]) -> Iterator[Problem]:
    """Creator placements on channels for which no creator stands in the plan."""
    named = {creator.channel for creator in content.creators} if content else set()
    for channel in channels.items if channels and None not in named else ():
        for placement in channel.placements if channel.id not in named else ():
            if placement.format is PlacementFormat.CREATOR:
                yield problem(placement.at("format"), variant="placement", channel=channel.name, wanted=words)
