"""The ledger: whether it closes, its reserve, its tags, its currency, and the money behind what is planned."""

from decimal import Decimal

import pytest

from promoplan.findings.finding import Finding, Severity
from tests.rules.offers import marked, of, offer, plan
from tests.rules.snippets import codes


def ledger(*lines: str, total: str = "100000", reserve: str = "10%", also: str = "") -> str:
    """A budget of these lines, without a wanted split over phases."""
    head = f"budget:\n  total: {total}\n  reserve: {reserve}\n  targets: {{phase: null, high_roi: null}}\n  lines:\n"
    return head + "".join(f"    - {{{line}}}\n" for line in lines) + also


def one(code: str, snippet: str) -> Finding:
    """The only finding of a code."""
    (finding,) = of(code, snippet)
    return finding


@pytest.mark.parametrize(
    ("total", "code", "variant"),
    [
        ("100000", None, ""),
        ("100_100", "PP624", "left"),
        ("100_112", "PP602", "left"),
        ("99_900", "PP624", "exceeded"),
        ("99_880", "PP602", "exceeded"),
        ("120000", "PP602", "left"),
    ],
)
def test_total_reserve_and_lines_add_up(total: str, code: str | None, variant: str) -> None:
    """A rest of up to 0.1 % of the total is rounding, more than that does not close; never both."""
    snippet = f"budget: {{total: {total}}}"
    found = [*of("PP602", snippet), *of("PP624", snippet)]
    assert [(each.code, each.variant) for each in found] == ([(code, variant)] if code else [])


def test_rounding_names_the_figure_that_closes() -> None:
    """The largest line, from what to what."""
    finding = one("PP624", "budget: {total: 100050}")
    assert (marked(finding), finding.values["wanted"]) == ("40000", 40045)


@pytest.mark.parametrize(("total", "codes_found"), [("100000", {"PP601"}), ("95000", {"PP601", "PP602"})])
def test_a_reserve_that_was_only_not_written_is_one_finding(total: str, codes_found: set[str]) -> None:
    """Where just the asked reserve is left over, it is missing, and that is all; another rest is a second fault."""
    assert codes(f"budget: {{total: {total}, reserve: null}}") & {"PP601", "PP602"} == codes_found


@pytest.mark.parametrize(
    ("schedule", "code"),
    [
        ("{warm-up: 30%, peak: 50%, closing: 20%}", None),
        ("{warm-up: 33.3%, peak: 33.3%, closing: 33.3%}", "PP624"),
        ("{warm-up: 33.4%, peak: 33.3%, closing: 33.3%}", None),
        ("{warm-up: 30%, peak: 50%, closing: 20.2%}", "PP602"),
        ("{peak: 50%}", "PP602"),
        ("{peak: 0%}", "PP602"),
    ],
)
def test_a_schedule_spends_the_whole_line(schedule: str, code: str | None) -> None:
    """Shares of a line add up to 100 %, with the same room for rounding."""
    media = "category: media, channel"
    snippet = ledger(
        f"name: Video, amount: 50000, {media}: video, phases: {schedule}",
        f"name: Search, amount: 30000, {media}: search",
        f"name: Club, amount: 10000, {media}: club, purpose: innovation",
    )
    found = [*of("PP602", snippet), *of("PP624", snippet)]
    assert [(each.code, each.variant, marked(each)) for each in found] == (
        [(code, "schedule", schedule)] if code else []
    )


@pytest.mark.parametrize(
    ("budget", "variant", "text"),
    [
        ("{total: 0}", "total", "0"),
        ("{total: 0, reserve: 5000}", "total", "0"),
        ("{total: 0, lines: null}", "total", "0"),
        ("{lines: []}", "lines", "budget"),
        ("{lines: null, reserve: 100%}", "lines", "budget"),
    ],
)
def test_an_empty_budget_is_one_fault(budget: str, variant: str, text: str) -> None:
    """Without money or lines there is nothing to add up."""
    finding = one("PP620", f"budget: {budget}")
    assert (finding.variant, marked(finding)) == (variant, text)
    assert not codes(f"budget: {budget}") & {"PP602", "PP603", "PP605", "PP606", "PP607", "PP624"}


@pytest.mark.parametrize(
    ("reserve", "found"),
    [
        ("{ratio: 10%, amount: 10000}", False),
        ("{ratio: 10.05%, amount: 10000}", False),
        ("{ratio: 10.2%, amount: 10000}", True),
        ("{ratio: 0%, amount: 10000}", True),
        ("{amount: 10000}", False),
        ("{ratio: 10%}", False),
        ("{release: when told}", False),
    ],
)
def test_a_reserve_has_one_size(reserve: str, found: bool) -> None:
    """Amount and ratio may differ by what rounding to a percent leaves."""
    assert bool(of("PP613", f"budget: {{reserve: {reserve}}}")) is found


@pytest.mark.parametrize(
    ("reserve", "codes_found"),
    [
        ("{ratio: 10%, amount: 14000}", {"PP613"}),
        ("{ratio: 10%, amount: 4000}", {"PP613"}),
        ("{ratio: 12%, amount: 10000}", {"PP613"}),
        ("{ratio: 5%, amount: 4000}", {"PP601", "PP602", "PP613"}),
    ],
)
def test_a_reserve_of_two_sizes_is_told_once(reserve: str, codes_found: set[str]) -> None:
    """It is not too small, and the budget does not stay open, where one of the two figures is fine."""
    assert codes(f"budget: {{reserve: {reserve}}}") & {"PP601", "PP602", "PP613"} == codes_found


@pytest.mark.parametrize(
    ("line", "variant"),
    [
        ("name: Video, amount: 40000, channel: video", "category"),
        ("name: Video, amount: 40000, category: media", "channel"),
        ("name: Video, amount: 40000", "category"),
        ("name: Video, amount: 40000, category: content", ""),
        ("name: Video, amount: 40000, category: media, channel: video", ""),
    ],
)
def test_every_line_is_in_a_view(line: str, variant: str) -> None:
    """A category always, a channel for media; one finding a line."""
    found = of("PP608", ledger(line))
    assert [(each.variant, marked(each)) for each in found] == ([(variant, "Video")] if variant else [])


@pytest.mark.parametrize(
    ("snippet", "text"),
    [
        ('budget: {reserve: "€10,000"}', '"€10,000"'),
        ("budget: {total: EUR 100000}", "EUR 100000"),
        ("goals:\n  targets: [{id: revenue, target: 360000元}]", "360000元"),
        ('goals:\n  targets: [{id: revenue, milestones: {2027-04: "¥100,000"}}]', '"¥100,000"'),
        ("channels:\n  items: [{id: search, economics: {cpc: £1..£3}}]", "£1..£3"),
        (
            "channels:\n  items: [{id: search, economics: {cpc: {low: 1, mode: £2, high: 3}}}]",
            "{low: 1, mode: £2, high: 3}",
        ),
        ("content:\n  creators: [{name: A, kind: koc, fee: JPY 500}]", "JPY 500"),
    ],
)
def test_a_foreign_sign_is_found_anywhere(snippet: str, text: str) -> None:
    """In every section: money, figures of metrics and ranges, each once."""
    assert marked(one("PP619", snippet)) == text


@pytest.mark.parametrize("total", ['"$100,000"', "US$100000", "USD 100000", "100000", "100000 USD"])
def test_the_plans_own_signs_are_fine(total: str) -> None:
    """A sign that may mean the plan's currency is no mistake."""
    assert not of("PP619", f"budget: {{total: {total}}}")


PAID = (
    "name: Video, amount: 60000, category: media, channel: video",
    "name: Search, amount: 30000, category: media, channel: search",
)


@pytest.mark.parametrize(
    ("line", "codes_found"),
    [
        ("name: Club, amount: 10000, category: media", {"PP608"}),
        ("name: Club, amount: 10000, category: media, channel: clubb", {"PP016"}),
        ("name: Club, amount: 9000, category: media", {"PP607", "PP608"}),
        ("name: Club, amount: 10000, category: content", {"PP607"}),
    ],
)
def test_money_that_names_no_channel_may_be_the_channels(line: str, codes_found: set[str]) -> None:
    """As far as it goes, and other rules tell that the line names none that there is."""
    assert codes(ledger(*PAID, line)) & {"PP016", "PP607", "PP608"} == codes_found


@pytest.mark.parametrize(
    ("club", "variant"),
    [
        ("{id: club}", "spend"),
        ("{id: club, placements: []}", ""),
        ("{id: club, placements: [], domain: public, kind: social}", "price"),
        ("{id: club, placements: [], domain: public, kind: seo}", ""),
        ("{id: club, placements: [], domain: public, kind: social, economics: {cpc: 0}}", ""),
        ("{id: club, placements: [{format: message, spend: 0}]}", ""),
    ],
)
def test_what_costs_money_has_money(club: str, variant: str) -> None:
    """Placements that spend, and public traffic with a price; organic and private traffic may be free."""
    found = of("PP607", ledger(*PAID, also=f"channels:\n  items: [{club}]\n"))
    assert [(each.variant, marked(each)) for each in found] == ([(variant, "club")] if variant else [])


@pytest.mark.parametrize(
    ("coupon", "line", "variant"),
    [
        ("issue: 4000, redemption: 40%", "category: promotion, amount: 8000", ""),
        ("issue: 4000, redemption: 40%", "category: promotion, amount: 7999", "short"),
        ("issue: 4000", "category: promotion, amount: 1", ""),
        ("issue: 4000, redemption: 40%", "category: content, amount: 8000", "none"),
        ("gift: {name: Pouch, cost: 6, quantity: 1000}", "category: promotion, amount: 5000", "short"),
    ],
)
def test_the_budget_pays_for_what_it_funds(coupon: str, line: str, variant: str) -> None:
    """A line of category promotion covers what coupons and gifts are expected to cost, as far as that is known."""
    snippet = plan(
        offer(f"mechanic: coupon, amount: 5, funded_by: budget, {coupon}"), also=ledger(f"name: Offers, {line}")
    )
    assert [each.variant for each in of("PP618", snippet)] == ([variant] if variant else [])
    assert not of("PP618", snippet.replace("funded_by: budget", "funded_by: margin"))


@pytest.mark.parametrize(
    ("placement", "wanted"),
    [
        ("spend: 30000, bid: 2, expected: {clicks: 15000}", None),
        ("spend: 30000, bid: 2, expected: {clicks: 15001}", 30002),
        ("spend: 30000, bid: 3, expected: {clicks: 15000}", None),
        ("spend: 30000, bid: 1.5, expected: {clicks: 30000}", 45000),
        ("spend: 30000, bid: 40, expected: {impressions: 750000, clicks: 15000}", None),
        ("spend: 30000, bid: 40, expected: {impressions: 800000}", 32000),
        ("spend: 30000, bid: 2", None),
        ("spend: 30000, bid: 2, expected: {orders: 900}", None),
        ("bid: 2, expected: {clicks: 20000}", None),
    ],
)
def test_a_placement_can_pay_for_its_volume(placement: str, wanted: int | None) -> None:
    """At its bid or the channel's lower price, per click or per thousand impressions, whichever is cheaper."""
    found = of("PP623", f"channels:\n  items:\n    - {{id: search, placements: [{{format: search, {placement}}}]}}")
    assert [each.values["wanted"] for each in found] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("placement", "variant", "volume", "price", "wanted"),
    [
        ("bid: 3, expected: {clicks: 15001}", "clicks", 15_001, 2, 30_002),
        ("bid: 1.5, expected: {clicks: 30000}", "clicks", 30_000, Decimal("1.5"), 45_000),
        ("bid: 40, expected: {impressions: 800000}", "impressions", 800_000, 40, 32_000),
    ],
)
def test_volume_times_price_is_the_cost_told(
    placement: str, variant: str, volume: int, price: int | Decimal, wanted: int
) -> None:
    """A bid above the channel's own price is not the price that was counted with."""
    (found,) = of(
        "PP623",
        f"channels:\n  items:\n    - {{id: search, placements: [{{format: search, spend: 30000, {placement}}}]}}",
    )
    told = [found.values[name] for name in ("volume", "price", "wanted")]
    assert (found.variant, told) == (variant, [volume, price, wanted])


@pytest.mark.parametrize(
    ("fields", "found"),
    [("fee: 10000", False), ("fee: 10001", True), ("fee: 10001, channel: video", False), ("followers: 5000", False)],
)
def test_creators_are_paid_from_some_line(fields: str, found: bool) -> None:
    """From content, service, or the channel where they publish."""
    assert bool(of("PP625", f"content:\n  creators: [{{name: Ten, kind: koc, {fields}}}]")) is found


AFFILIATES = (
    "{id: affiliates, name: Affiliates, role: support, kind: affiliate, positioning: Bloggers, segments: young}"
)
COST = "mechanic: free-shipping, threshold: 99"


@pytest.mark.parametrize(
    ("snippet", "variants"),
    [
        (f"channels: {{items: [{AFFILIATES}]}}", ["commission"]),
        (f"channels: {{items: [{AFFILIATES}]}}\nproducts: [{{id: a, name: A, price: 9, fee_rate: 8%}}]", []),
        (
            f"channels: {{items: [{AFFILIATES}]}}\nbudget: {{lines: [{{name: F, amount: 5000, channel: affiliates}}]}}",
            [],
        ),
        (f"channels: {{items: [{AFFILIATES}]}}\nbudget: {{lines: null}}", []),
        (plan(offer(COST)), ["carriage"]),
        (plan(offer(f"{COST}, carriage: 8")), []),
        (plan(offer(COST), also="budget: {lines: [{name: Parcels, amount: 5000, category: service}]}"), []),
        (plan(offer(COST)).replace("price:", "shipping: 4, price:"), []),
    ],
)
def test_commission_and_carriage_are_paid_from_somewhere(snippet: str, variants: list[str]) -> None:
    """Affiliates' commission and free carriage stand in a line or in what a product costs."""
    assert [finding.variant for finding in of("PP625", snippet)] == variants


@pytest.mark.parametrize(
    ("platform", "technology", "found"), [(5000, 5000, False), (4999, 5001, True), (0, 5000, False), (5000, 0, False)]
)
def test_technology_stays_below_the_platform(platform: int, technology: int, found: bool) -> None:
    """Equal is fine, and a plan without platform money is not compared."""
    snippet = ledger(
        f"name: Shop, amount: {platform}, category: platform", f"name: BI, amount: {technology}, category: technology"
    )
    assert [marked(each) for each in of("PP622", snippet)] == ([str(technology)] if found else [])


def test_severities() -> None:
    """A sum that does not close fails a run; its rounding only warns."""
    assert one("PP602", "budget: {total: 120000}").severity is Severity.ERROR
    assert one("PP624", "budget: {total: 100050}").severity is Severity.WARNING


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ("{warm-up: 30%, peak: 50%, closing: 20%}", []),
        ("{warm-up: 33.3%, peak: 33.3%, closing: 33.3%}", [("PP624", Severity.INFO)]),
        ("{warm-up: 30%, peak: 50.1%, closing: 20%}", [("PP624", Severity.INFO)]),
        ("{warm-up: 30%, peak: 50.2%, closing: 20%}", [("PP614", Severity.ERROR)]),
        ("{base: total, warm-up: 27%, peak: 45%, closing: 17.9%}", [("PP624", Severity.INFO)]),
    ],
)
def test_wanted_shares_that_close_when_rounded_are_told(shares: str, found: list[tuple[str, Severity]]) -> None:
    """Up to 0.1 % it is a rounded share, beyond it the shares do not close."""
    snippet = f"budget: {{targets: {{phase: {shares}}}}}"
    told = [(each.code, each.severity) for each in (*of("PP614", snippet), *of("PP624", snippet))]
    assert told == found


def test_wanted_shares_of_channels_may_leave_money_out() -> None:
    """So they are not rounded where they make less than all; nor are shares beside a reserve in money."""
    assert of("PP624", "budget: {targets: {channel: {base: working, video: 44.4%, search: 55.5%}}}") == []
    shares = "{base: total, warm-up: 30%, peak: 40%, closing: 20%}"
    found = of("PP624", f"budget: {{reserve: {{amount: 10010}}, targets: {{phase: {shares}}}}}")
    assert [finding.variant for finding in found] == ["exceeded"]
