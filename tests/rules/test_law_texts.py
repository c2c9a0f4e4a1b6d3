"""Rules of law on texts: where they look, for which markets and goods, and what answers them."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.law_texts import in_text, law_findings

CLAIM = "  claims: [{{text: 轻盈乳液销量第一, evidence: {{{}}}}}]\n"
OFFER = (
    "plan: {{markets: [{market}]}}\n"
    "promotions:\n  items:\n    - {{id: save, name: 满减, mechanic: {mechanic}, goal: revenue, threshold: 300, "
    "amount: 50, rate: 10%, start: 2027-05-16, end: 2027-06-20{more}}}\n"
)


def codes(text: str, **given: str) -> list[str]:
    """The codes found in a text."""
    return [each.code for each in in_text(text, **given)]


@pytest.mark.parametrize("market", ["US", "TW", "EU", "GB", "JP"])
def test_chinese_law_is_asked_only_of_plans_sold_in_china(market: str) -> None:
    """Superlatives, medical words, effects, figures, price words and clauses are the law of China alone."""
    text = "最佳，销量第一，消炎，抗皱，95%的用户回购，清仓价，最终解释权归本店"
    assert in_text(text, markets=market) == []
    assert {each.code for each in in_text(text, markets=f"{market}, CN")} == {
        "PP850",
        "PP851",
        "PP853",
        "PP854",
        "PP855",
        "PP857",
        "PP869",
    }


def test_a_plan_without_markets_is_told_once_and_asked_nothing() -> None:
    """Rules for every market need one, too."""
    assert in_text("好评返现，比 Rival A 更好", markets="") == []


NOT_READ = """
plan: {markets: [CN], summary: 销量第一, theme: 行业第一}
goals: {targets: [{id: revenue, name: 成为行业第一}]}
competitors: {summary: 对手是全网第一, items: [{id: rival-a, strategy: 清仓价, strengths: [最佳口碑]}]}
content: {pieces: [{id: demo, theme: 最佳面霜怎么选}]}
channels: {items: [{id: video, positioning: 最佳入口}]}
risks: {items: [{id: law, name: 刷单与好评返现, mitigation: 不用最佳一词}]}
"""


def test_only_what_consumers_read_is_looked_at() -> None:
    """Goals, competitors, themes, positioning and risks may say what they like."""
    assert law_findings(NOT_READ) == []


READ = """
plan: {markets: [CN]}
content: {ad_copy: [{id: one, channel: video, headline: 最佳, body: 最佳}]}
compliance: {texts: [{id: two, kind: script, text: 最佳}]}
promotions:
  items:
    - {id: save, name: 满减, mechanic: gift, goal: revenue, gift: {name: 最佳, cost: 1},
       start: 2027-05-16, end: 2027-06-20, terms: 最佳, brief: {theme: 最佳, form: 最佳, reward: 最佳, flow: 最佳}}
"""


def test_every_text_that_consumers_read_is_looked_at() -> None:
    """Headlines, bodies, texts, terms and what buyers see of a promotion, each at its own place."""
    assert {each.path[-3:] for each in law_findings(READ) if each.code == "PP850"} == {
        ("ad_copy", 0, "headline"),
        ("ad_copy", 0, "body"),
        ("texts", 0, "text"),
        ("items", 0, "terms"),
        (0, "brief", "theme"),
        (0, "brief", "form"),
        (0, "brief", "reward"),
        (0, "brief", "flow"),
    }


def test_a_broken_section_silences_only_what_needs_it() -> None:
    """Advertisements are judged while another section can't be read."""
    plan = "plan: {markets: [CN]}\ncontent: {ad_copy: [{id: one, headline: 最佳}]}\npromotions: {stacking: 3}\n"
    assert [each.code for each in law_findings(plan, sound=False)] == ["PP850"]


def test_a_word_is_told_once_per_text_and_five_words_at_most() -> None:
    """A text full of superlatives gives a short list."""
    assert codes("最佳，最佳，真的最佳") == ["PP850"]
    text = "顶级，极致，终极，至尊，万能，永久，零风险，世界级"
    assert codes(text) == ["PP851"] * 5


def test_names_of_brand_and_products_claim_nothing() -> None:
    """A superlative inside a name is the name's."""
    assert codes("轻盈唯一乳液到货") == ["PP851"]
    named = "products: [{id: lotion, name: 轻盈唯一乳液, price: 168, unit_cost: 58, fee_rate: 5%, shipping: 6}]\n"
    plan = f"plan: {{markets: [CN]}}\n{named}compliance: {{texts: [{{id: one, text: 轻盈唯一乳液到货，唯一}}]}}\n"
    assert [each.values["word"] for each in law_findings(plan)] == ["唯一"]
    assert law_findings(plan.replace("，唯一", "")) == []


WHOLE = "source: 类目榜单 2026, scope: 平台乳液类目, period: 2026 年"


def test_evidence_answers_a_superlative() -> None:
    """Source, scope and period of a claim in the text's own words, in either script and spacing."""
    assert codes("轻盈乳液销量第一", more=CLAIM.format(WHOLE)) == []
    assert codes("輕盈 乳液 銷量第一", more=CLAIM.format(WHOLE)) == []


def test_evidence_for_other_words_answers_nothing() -> None:
    """A claim covers what it says and no more."""
    assert codes("清润面霜销量第一", more=CLAIM.format(WHOLE)) == ["PP851"]


def test_evidence_in_part_is_told_with_what_is_missing() -> None:
    """The finding names the parts and points at the claim."""
    (found,) = in_text("轻盈乳液销量第一", more=CLAIM.format("source: 类目榜单 2026"))
    assert (found.variant, found.values["missing"]) == ("partly", ("scope", "period"))
    assert len(found.related) == 1


def test_no_evidence_answers_a_word_that_the_law_names() -> None:
    """List A has no proof."""
    more = f"  claims: [{{text: 最佳面霜, evidence: {{{WHOLE}}}}}]\n"
    assert codes("最佳面霜", more=more) == ["PP850"]


@pytest.mark.parametrize("category", ["保健食品", "理财产品", "health supplements", "医疗器械"])
def test_superlatives_of_health_and_money_are_errors(category: str) -> None:
    """The field decides the severity."""
    (found,) = in_text("销量第一", category=category)
    assert found.severity is Severity.ERROR
    (plain,) = in_text("销量第一", category="文具")
    assert plain.severity is Severity.WARNING


MEDICAL = {
    "护肤": ["PP853", "PP853"],
    "美妆": ["PP853", "PP853"],
    "食品": ["PP853", "PP853"],
    "skin care": ["PP853", "PP853"],
    "家电": ["PP853"],
    "食品级收纳盒": ["PP853"],
    "医疗器械": [],
    "OTC 药品": [],
}


@pytest.mark.parametrize("category", MEDICAL)
def test_medical_words_go_by_the_sort_of_goods(category: str) -> None:
    """Treatment is medicine's alone; words of care such as 除菌 are barred for cosmetics and food only."""
    assert codes("除菌，消炎", category=category) == MEDICAL[category]


def test_medical_words_for_goods_of_unknown_sort_are_a_warning() -> None:
    """The finding asks for the category first."""
    plan = "plan: {markets: [CN]}\ncompliance: {texts: [{id: one, text: 消炎}]}\n"
    (found,) = law_findings(plan)
    assert (found.variant, found.severity) == ("unknown", Severity.WARNING)


TWO_PRODUCTS = """
plan: {{markets: [CN]}}
products:
  - {{id: lotion, name: 轻盈乳液, category: 护肤, price: 168, unit_cost: 58, fee_rate: 5%, shipping: 6}}
  - {{id: plaster, name: 透气胶贴, category: 医疗器械, price: 18, unit_cost: 5, fee_rate: 5%, shipping: 6}}
compliance: {{texts: [{{id: one, text: 消炎, products: [{}]}}]}}
"""


def test_a_text_is_judged_by_the_products_it_names() -> None:
    """A text that names none may speak of the medicine."""
    assert [each.code for each in law_findings(TWO_PRODUCTS.format("lotion"))] == ["PP853"]
    assert law_findings(TWO_PRODUCTS.format("plaster")) == []
    assert law_findings(TWO_PRODUCTS.format("")) == []


def test_special_cosmetics_need_a_registration() -> None:
    """An error without the number, nothing with it; not for goods that are no cosmetics."""
    (found,) = in_text("轻盈美白")
    assert (found.variant, found.severity) == ("special", Severity.ERROR)
    assert in_text("轻盈美白", category="护肤, registration: 国妆特字 20260001") == []
    assert in_text("轻盈美白", category="牙膏") == []


def test_an_effect_needs_a_source_alone() -> None:
    """Scope and period are for figures and superlatives."""
    (found,) = in_text("抗皱")
    assert found.severity is Severity.WARNING
    assert in_text("抗皱", more="  claims: [{text: 抗皱, evidence: {source: 评价报告}}]\n") == []
    assert codes("抗皱", more="  claims: [{text: 抗皱}]\n") == ["PP854"]


def test_a_figure_is_answered_by_a_source_in_the_text_or_a_claim() -> None:
    """Also one in the body under the headline; terms hold conditions, not figures."""
    assert codes("95%的用户愿意回购。数据来源：会员调查") == []
    assert codes("据会员调查，95%的用户愿意回购") == []
    assert codes("95%的用户愿意回购", kind="terms") == []
    more = f"  claims: [{{text: 95%的用户愿意回购, evidence: {{{WHOLE}}}}}]\n"
    assert codes("95% 的用户愿意回购", more=more) == []
    advertisement = "content: {ad_copy: [{id: one, headline: 95%的用户愿意回购, body: 来源：会员调查}]}\n"
    assert law_findings(f"plan: {{markets: [CN]}}\n{advertisement}") == []


def test_a_competitor_is_found_in_the_sentence_that_compares() -> None:
    """Not in the next one, not inside a longer word, not where the comparison is part of its name."""
    assert codes("澄叶今天也来了。我们比昨天更轻。", markets="US") == []
    assert codes("Lighter than Rival Avenue", markets="US") == []
    (found,) = in_text("We come after. Lighter than RIVAL A by 3.5 g.", markets="US")
    assert (found.code, found.values["name"], found.variant) == ("PP852", "Rival A", "")
    (chinese,) = in_text("别再买澄叶")
    assert (chinese.values["name"], chinese.variant) == ("澄叶", "cn")


SENDS = {
    "a piece": "content: {pieces: [{id: mail, theme: News, format: email, channels: [club], frequency: weekly}]}",
    "a placement": "channels: {items: [{id: club, placements: [{format: sms, spend: 10000}]}]}",
    "a text": "compliance: {texts: [{id: one, kind: message, text: Reply STOP to unsubscribe}]}",
}


@pytest.mark.parametrize("way", SENDS)
def test_messages_need_consent_and_sender(way: str) -> None:
    """Whatever shows that messages are sent; nothing is asked of a plan that sends none."""
    parts = [SENDS[way], "compliance: {messaging: null}"]
    plan = "\n".join(parts) if way != "a text" else SENDS[way].replace("{texts", "{messaging: null, texts")
    (found,) = [each for each in law_findings(plan) if each.code == "PP856"]
    assert found.path == ("compliance",)
    assert found.values["missing"] == (("consent", "sender") if way == "a text" else ("consent", "sender", "opt_out"))
    assert law_findings("compliance: {messaging: null}") == []


WAYS_OUT = (
    "回复“退订”即可",
    "不想再收到通知，回覆「退訂」即可停止",
    "拒收请回复R",
    "回T退订",
    "Reply STOP to opt out",
    "Text STOP to 12345",
    "Unsubscribe at any time",
    "Zum Abmelden hier klicken, Newsletter abmelden",
    "Se désabonner",
    "配信停止はこちら",
)


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_message_says_how_to_stop_it(way: str) -> None:
    """In the words of its market."""
    assert codes(f"Example: {way}", markets="US", kind="message") == []
    assert codes("Example: we are open", markets="US", kind="message") == ["PP856"]


@pytest.mark.parametrize("mechanic", ["limited-discount", "threshold-off", "coupon"])
def test_an_offer_needs_terms_with_an_end(mechanic: str) -> None:
    """Missing terms are an error, terms without an end a warning, in China."""
    (none,) = law_findings(OFFER.format(market="CN", mechanic=mechanic, more=""))
    assert (none.code, none.severity) == ("PP857", Severity.ERROR)
    (open_end,) = law_findings(OFFER.format(market="CN", mechanic=mechanic, more=", terms: 全店满 300 元减 50 元"))
    assert (open_end.variant, open_end.severity) == ("end", Severity.WARNING)
    assert (
        law_findings(OFFER.format(market="CN", mechanic=mechanic, more=", terms: 6 月 20 日止，满 300 元减 50 元"))
        == []
    )
    assert law_findings(OFFER.format(market="US", mechanic=mechanic, more="")) == []


def test_a_reference_price_is_answered_by_its_basis() -> None:
    """In the text, by a claim, or by the product's own prices, which another rule judges."""
    assert codes("原价 299") == ["PP857"]
    assert codes("原价 299，原价指近 7 日成交价") == []
    assert codes("原价 299", more="  claims: [{text: 原价 299, evidence: {source: 价格记录}}]\n") == []
    assert codes("原价 299", category="护肤, price_history: [{start: 2026-05-01, price: 299}]") == []


def test_only_words_that_the_measures_name_are_errors() -> None:
    """清仓价 stands in them, 限时 does not."""
    (named,) = in_text("清仓价")
    (practice,) = in_text("限时抢购")
    assert (named.severity, practice.severity) == (Severity.ERROR, Severity.WARNING)


def test_rewards_for_praise_are_found_in_every_market_and_in_what_users_are_asked_to_do() -> None:
    """`user_content` is where they are planned."""
    plan = (
        "plan: {markets: [US]}\ncontent: {user_content: [Post a five-star review and get a voucher, photo contest]}\n"
    )
    (found,) = law_findings(plan)
    assert (found.code, found.variant, found.path) == ("PP868", "bought_praise", ("content", "user_content", 0))
    assert codes("好评返现", markets="TW") == ["PP868"]
