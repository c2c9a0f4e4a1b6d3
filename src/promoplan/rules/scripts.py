"""Simplified characters in a plan in Traditional Chinese, and the reverse."""

from collections.abc import Iterator
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader, PlanLanguage
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

_SIMPLIFIED = frozenset(
    "们这国说时对发经关问题间门见车长书语读话认让谁买卖钱银写学习开电视亲爱乐园区应该华专业东两产从众会传动务员销额标"
    "广场预测数质费选择线点营转载过还进远连达邮释钟铺锁错键闻陆阶际险随难页项顾领频颜风飞饮馆馈验鱼鲜龙"
)
_TRADITIONAL = frozenset(
    "們這國說時對發經關問題間門見車長書語讀話認讓誰買賣錢銀寫學習開電視親愛樂園區應該華專業東兩產從眾會傳動務員銷額標"
    "廣場預測數質費選擇線點營轉載過還進遠連達郵釋鐘鋪鎖錯鍵聞陸階際險隨難頁項顧領頻顏風飛飲館饋驗魚鮮龍"
)
_OTHER = {PlanLanguage.ZH_HANS: _TRADITIONAL, PlanLanguage.ZH_HANT: _SIMPLIFIED}
"""Common characters that only the other script has, by the plan's language: pairs, none of which has a second use."""


MOST_SHOWN = 5
"""Characters that the message names."""


class ScriptLimits(NamedTuple):
    """How many characters of the other script a text may hold: a name or two."""

    max_foreign: int = 2


@rule("PP051", Severity.INFO, limits=ScriptLimits)
def mixed_script(plan: PlanHeader, sections: Sections, *, limits: ScriptLimits) -> Iterator[Problem]:
    """Texts in the other script than the plan's language; one finding, at the first of them."""
    foreign = _OTHER.get(plan.language, frozenset())
    found: list[tuple[Path, tuple[str, ...]]] = []
    for path, value in sections.leaves if foreign else ():
        if type(value) is str and not value.isascii():
            strange = [character for character in value if character in foreign]
            if len(strange) > limits.max_foreign:
                found.append((path, tuple(dict.fromkeys(strange))[:MOST_SHOWN]))
    for path, characters in found[:1]:
        yield problem(path, variant=plan.language.value, characters=characters, count=len(found))
