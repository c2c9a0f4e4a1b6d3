"""Texts that were left to fill in later."""

import re
from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.rules.rule import Problem, Sections, problem, rule

_ALONE = r"(?<![A-Za-z0-9_])(?:{})(?![A-Za-z0-9_])"
_LEFT_OPEN = re.compile(
    _ALONE.format("TODO|FIXME|[Tt][Bb][Dd]|x{3,}|X{3,}")
    + r"|\btodo:|\b(?i:lorem ipsum)\b|_{3,}"
    # not 等待定金 (waits for the deposit), 期待定期 (looks forward to regular ...), 待定位, 待補貨 (to be restocked)
    + "|(?<![等期接招看對对優优善])待定(?![金期位時时價价點点制製做作居])"
    + "|(?<![等期接招看對对優优善])待(?:補|补|填)(?![貨货貼贴償偿差位单單])"
    + r"|[\[［【〔<＜]\s*具[體体][^\]］】〕>＞\n]{0,30}[\]］】〕>＞]"
    # in 【】 only that: Chinese headlines stand in them
    + r"|[\[［<]\s*(?:填寫|填写|插入|(?i:insert |fill in ))[^\]］>\n]{0,30}[\]］>]"
    + r"|[\[［]\s*(?:金額|金额|數字|数字|數值|数值|日期|比例|(?i:amount|number|figure|date))\s*[\]］]"
)
_LINK = re.compile("https?://|mailto:", re.IGNORECASE)


@rule("PP024", Severity.WARNING)
def placeholder(sections: Sections) -> Iterator[Problem]:
    """TODO, TBD, xxx, 待定, 待補, [具体金额] and the like in a text."""
    for path, value in sections.leaves:
        if type(value) is not str or path[-1] == "id" or _LINK.match(value):
            continue
        if found := _LEFT_OPEN.search(value):
            yield problem(path, found=found[0])
