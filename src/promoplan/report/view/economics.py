"""Channel economics in words: what a channel is taken to cost and bring, and what follows."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from promoplan.economics.customers import CustomerValue, blended_value, customer_value
from promoplan.economics.funnel import Outcome, as_far_as_known, break_even_roas, cost_per_click
from promoplan.economics.parts import figures_of
from promoplan.model.channels import Channel, Economics, Expected, Saturation
from promoplan.model.figure import Denominator
from promoplan.report.view.material import Material


class AssumptionsView(Struct, frozen=True):
    """What a channel is taken to cost and bring, per impression, click and order; as the plan gives it.

    `saturation` is its elasticity, with the spend at which the figures hold where the plan names one. `cvr_of` says
    what the conversion rate is a share of, where that is not clicks.
    """

    cpm: str = ""
    ctr: str = ""
    cpc: str = ""
    cvr: str = ""
    aov: str = ""
    gross_margin: str = ""
    refund_rate: str = ""
    new_customer_share: str = ""
    saturation: str = ""
    break_even_roas: str = ""
    cvr_of: str = ""
    orders_per_year: str = ""
    years_kept: str = ""


class StatedView(Struct, frozen=True):
    """Volumes that the plan states itself; the figures of its economics are held against them."""

    impressions: str = ""
    clicks: str = ""
    orders: str = ""
    revenue: str = ""


class OutcomeView(Struct, frozen=True):
    """What a spend is expected to bring; `values` holds the raw figures.

    Ratios of the total leave out what channels without money bring.
    """

    values: Outcome
    spend: str
    impressions: str
    clicks: str
    orders: str
    new_customers: str
    revenue: str
    net_revenue: str
    gross_profit: str
    contribution: str
    roas: str
    roi: str
    cac: str
    cost_per_order: str


class CustomerView(Struct, frozen=True):
    """What a channel's customer is worth against what a new one costs; `payback` in orders, and in months."""

    orders_per_year: str = ""
    years_kept: str = ""
    order_margin: str = ""
    cac: str = ""
    payback_orders: str = ""
    payback_months: str = ""
    cltv: str = ""
    ltv_cac: str = ""


def assumptions(material: Material, channel: Channel) -> AssumptionsView:
    """A channel's figures as the plan gives them; a missing CPC as its CPM and CTR make it."""
    economics, saturation = channel.economics, _saturation(material, channel.saturation)
    if economics is None:
        return AssumptionsView(saturation=saturation)
    cpc = economics.cpc if economics.cpc is not None else cost_per_click(figures_of(channel))
    return replace(given(material, economics), cpc=material.voice.money(cpc), saturation=saturation)


def given(material: Material, economics: Economics | None) -> AssumptionsView:
    """Figures as the plan gives them, of a channel or of a placement that has its own."""
    if economics is None:
        return AssumptionsView()
    voice, cvr = material.voice, economics.cvr
    return AssumptionsView(
        cpm=voice.money(economics.cpm),
        ctr=voice.percent(economics.ctr),
        cpc=voice.money(economics.cpc),
        cvr=voice.percent(cvr.rate) if cvr else "",
        aov=voice.money(economics.aov),
        gross_margin=voice.percent(economics.gross_margin),
        refund_rate=voice.percent(economics.refund_rate),
        new_customer_share=voice.percent(economics.new_customer_share),
        break_even_roas=voice.multiple(break_even_roas(economics)),
        cvr_of=voice.term(cvr.of) if cvr and cvr.of is not Denominator.CLICKS else "",
        orders_per_year=voice.number(economics.orders_per_year),
        years_kept=voice.number(economics.years_kept),
    )


def stated(material: Material, volumes: Expected | None) -> StatedView:
    """Volumes that the plan states."""
    voice = material.voice
    if volumes is None:
        return StatedView()
    return StatedView(
        voice.count(volumes.impressions),
        voice.count(volumes.clicks),
        voice.count(volumes.orders),
        voice.money(volumes.revenue),
    )


def _saturation(material: Material, saturation: Saturation | None) -> str:
    if saturation is None:
        return ""
    voice = material.voice
    elasticity = voice.number(saturation.elasticity)
    if saturation.spend is None:
        return elasticity
    return voice.label("saturation.at", elasticity=elasticity, spend=voice.money(saturation.spend))


def outcome_view(material: Material, outcome: Outcome, paid: Outcome | None = None) -> OutcomeView:
    """An outcome in words; `paid` is what of it comes from money, where that is not all."""
    voice, returns = material.voice, paid or outcome
    return OutcomeView(
        values=outcome,
        spend=voice.money(outcome.spend),
        impressions=voice.count(outcome.impressions),
        clicks=voice.count(outcome.clicks),
        orders=voice.count(outcome.orders),
        new_customers=voice.count(outcome.new_customers),
        revenue=voice.rough_money(outcome.revenue),
        net_revenue=voice.rough_money(outcome.net_revenue),
        gross_profit=voice.rough_money(outcome.gross_profit),
        contribution=voice.rough_money(outcome.contribution),
        roas=voice.multiple(returns.roas),
        roi=voice.multiple(returns.roi),
        cac=voice.rough_money(returns.cac),
        cost_per_order=voice.rough_money(returns.cost_per_order),
    )


def customer_view(material: Material, economics: Economics | None, outcome: Outcome) -> CustomerView:
    """What a channel's customer is worth."""
    return replace(
        _valued(material, customer_value(economics, outcome)),
        orders_per_year=material.voice.number(economics.orders_per_year) if economics else "",
        years_kept=material.voice.number(economics.years_kept) if economics else "",
    )


def blended_view(material: Material, found: Sequence[tuple[Channel, Outcome]]) -> CustomerView:
    """What the new customers are worth that several channels win together."""
    won = [(customer_value(channel.economics, outcome), outcome) for channel, outcome in found]
    return _valued(material, blended_value(won))


def _valued(material: Material, value: CustomerValue) -> CustomerView:
    voice = material.voice
    return CustomerView(
        order_margin=voice.rough_money(value.order_margin),
        cac=voice.rough_money(value.cac),
        payback_orders=_tenths(material, value.payback_orders),
        payback_months=_tenths(material, value.payback_months),
        cltv=voice.rough_money(value.cltv),
        ltv_cac=voice.multiple(value.ltv_cac),
    )


def is_worth_a_look(view: CustomerView) -> bool:
    """Whether anything is known of what a customer costs or is worth."""
    return bool(view.cac or view.cltv)


def _tenths(material: Material, number: Decimal | None) -> str:
    return "" if number is None else material.voice.number(number.quantize(Decimal("0.1")))


def total_view(material: Material, outcomes: Sequence[Outcome]) -> OutcomeView:
    """Several outcomes together, as far as they are known; impressions only where all that cost money tell them."""
    paid = [each for each in outcomes if each.spend]
    whole = as_far_as_known(outcomes)
    if any(each.impressions is None for each in paid):
        whole = replace(whole, impressions=None)
    return outcome_view(material, whole, as_far_as_known(paid))
