"""`--set`: paths, values and places of what is laid over a document, and what follows from it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.checker import check
from promoplan.errors import UsageError
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.rules.page import DAY
from promoplan.source.document import Document, Override
from promoplan.source.includes import load_document
from promoplan.source.overrides import SHOWN, read_settings
from promoplan.source.text import Path as NodePath
from promoplan.what_if.settings import what_if

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "plans"
MINIMAL = ROOT / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml"


def over(*settings: str, plan: Path = MINIMAL) -> Document:
    """A plan with settings laid over it."""
    return what_if(load_document(plan), read_settings(settings))


def at(document: Document, *path: str | int) -> Any:
    """The value at a path."""
    node: Any = document.data
    for step in path:
        node = node[step]
    return node


def marked(document: Document, *path: str | int) -> str:
    """The text at the place of a value."""
    place = document.place(path)
    return f"{place.source.path} {place.source.text[place.value.start : place.value.end]}"


VIDEO: NodePath = ("channels", "items", 0)


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        ("budget.total=130万", ("budget", "total"), "130万"),
        ("channels.video.economics.aov=280..310", (*VIDEO, "economics", "aov"), "280..310"),
        ("channels.items.video.economics.aov=280", (*VIDEO, "economics", "aov"), "280"),
        ("channels.items.0.economics.aov=280", (*VIDEO, "economics", "aov"), "280"),
        ("channels.video.economics.cvr=3%", (*VIDEO, "economics", "cvr", "rate"), "3%"),
        ("channels.video.economics.cvr.rate=3%", (*VIDEO, "economics", "cvr", "rate"), "3%"),
        ("channels.video.economics.cvr={low: 2%, high: 4%}", (*VIDEO, "economics", "cvr", "rate", "low"), "2%"),
        ("channels.video.economics.cvr={rate: 3%, of: visits}", (*VIDEO, "economics", "cvr", "of"), "visits"),
        ("channels.video.saturation=0.7", (*VIDEO, "saturation"), "0.7"),
        ("channels.video.placements.0.spend=50000", (*VIDEO, "placements", 0, "spend"), "50000"),
        ("goals.revenue.target=500万", ("goals", "targets", 0, "target"), "500万"),
        ("budget.lines.3.amount=1", ("budget", "lines", 3, "amount"), "1"),
        ("budget.reserve=12%", ("budget", "reserve"), "12%"),
        ("budget.reserve.release=Ann", ("budget", "reserve", "release"), "Ann"),
        ("phases.peak.end=2027-06-18", ("phases", 1, "end"), "2027-06-18"),
        ("phases.items.peak.end=2027-06-18", ("phases", 1, "end"), "2027-06-18"),
        ("team.ann.name='Ann Li'", ("team", "members", 0, "name"), "Ann Li"),
        (" plan.name = A=B ", ("plan", "name"), "A=B"),
        ("plan.x-note=free", ("plan", "x-note"), "free"),
        ("plan.markets=[US, CA]", ("plan", "markets", 1), "CA"),
        ("market={swot: {strengths: [fit]}}", ("market", "swot", "strengths", 0), "fit"),
    ],
)
def test_paths_lead_to_values(setting: str, path: NodePath, value: str) -> None:
    """Keys, ids with and without their list, positions, shorthands; the place is that of the value in the setting."""
    document = over(setting)
    assert at(document, *path) == value
    place = document.place(path)
    assert (place.source.path, place.source.text) == (SHOWN, setting)
    assert value in place.source.text[place.value.start : place.value.end]


def test_a_shorthand_keeps_what_stands_beside_it() -> None:
    """A rate alone leaves its denominator, and a field beside a value alone leaves the value."""
    kept = over("channels.video.economics.cvr=3%")
    assert at(kept, *VIDEO, "economics", "cvr") == {"rate": "3%", "of": "clicks"}
    assert marked(kept, *VIDEO, "economics", "cvr", "of") == f"{MINIMAL} clicks"
    written_out = over("budget.reserve.release=Ann")
    assert at(written_out, "budget", "reserve") == {"ratio": "10%", "release": "Ann"}
    assert marked(written_out, "budget", "reserve", "ratio") == f"{MINIMAL} 10%"


@pytest.mark.parametrize(("value", "field"), [("15%", "ratio"), ("20万", "amount")])
def test_a_reserve_is_stated_once(value: str, field: str) -> None:
    """A new share outdates the amount and a new amount the share; when it may be touched stays."""
    document = over(f"budget.reserve={value}", plan=PLANS / "aria-2027-1111.yaml")
    reserve = at(document, "budget", "reserve")
    assert isinstance(reserve, dict)
    assert reserve[field] == value
    assert set(reserve) == {field, "release"}


def test_null_takes_a_key_away() -> None:
    """As in `extends`; the place of what is gone is that of its parent."""
    document = over("channels.video.economics.refund_rate=null")
    assert "refund_rate" not in at(document, *VIDEO, "economics")
    assert document.overrides == (Override("channels.video.economics.refund_rate", "6%", ""),)


def test_the_last_of_two_counts() -> None:
    """Settings apply in their order; what is told is the plan's own value and the last one."""
    document = over("budget.alerts.warn=70%", "budget.alerts.warn=75%")
    assert at(document, "budget", "alerts", "warn") == "75%"
    assert document.overrides == (Override("budget.alerts.warn", "80%", "75%"),)
    assert document.place(("budget", "alerts", "warn")).value.start == len(
        "budget.alerts.warn=70%\nbudget.alerts.warn="
    )


def test_the_document_itself_stays() -> None:
    """What is laid over is laid over a copy."""
    document = load_document(MINIMAL)
    before = repr(document.data), dict(document.places.spots)
    changed = what_if(document, read_settings(["budget.total=5", "channels.video={id: video}", "phases.peak=null"]))
    assert (repr(document.data), dict(document.places.spots)) == before
    assert not document.overrides
    assert changed.sources == (*document.sources, changed.place(("budget", "total")).source)


def test_every_value_keeps_a_place() -> None:
    """Each path of the changed data has a place, and no place is left of what is gone."""
    document = over("channels.video={id: video, name: V}", "budget.reserve.release=Ann", "plan.theme=null", "phases=[]")
    paths: set[NodePath] = set()
    waiting: list[tuple[NodePath, object]] = [((), document.data)]
    while waiting:
        path, node = waiting.pop()
        paths.add(path)
        if isinstance(node, dict):
            assert getattr(node, "path", None) == path
            waiting += [((*path, key), child) for key, child in node.items()]
        elif isinstance(node, list):
            waiting += [((*path, number), child) for number, child in enumerate(node)]
    assert paths == set(document.places)


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("budget", "wanted is PATH=VALUE"),
        ("=5", "wanted is PATH=VALUE"),
        ("budget..total=5", "wanted is PATH=VALUE"),
        (".budget=5", "wanted is PATH=VALUE"),
        ("bud\x1bget.total=5", "wanted is PATH=VALUE"),
        (f"budget.{'x' * 300}=5", "wanted is PATH=VALUE"),
        ("budget.total=", "no value"),
        ("budget.total=# nothing", "no value"),
        ("budget.total=a: 1", "brackets"),
        ("plan.markets=- US", "brackets"),
        ("extends=/etc/passwd", "extends can't be set"),
        ("promoplan=2", "promoplan can't be set"),
        ("chanels.video.name=V", "is called chanels; near is channels"),
        ("channels.vidoe.name=V", "nothing in channels is called vidoe; near is video"),
        ("channels.zzz.name=V", "nothing in channels is called zzz; there is ('video', 'search'"),
        ("channels.video.saturation.spend=5", "nothing in channels.video is called saturation"),
        ("budget.lines.4.amount=5", "nothing in budget.lines is called 4"),
        ("budget.lines.-1.amount=5", "nothing in budget.lines is called -1"),
        ("budget.lines.١.amount=5", "nothing in budget.lines is called ١"),
        (f"budget.lines.{'9' * 200}.amount=5", "nothing in budget.lines"),
        ("budget.total.amount=5", "nothing in budget.total is called amount"),
        ("budget.total.amount.more=5", "nothing in budget.total is called amount"),
        ("budget.nothing=null", "nothing in budget is called nothing"),
        ("video.name=V", "is called video"),
    ],
)
def test_what_leads_nowhere_is_wrong_use(setting: str, says: str) -> None:
    """The error names the step and what is there."""
    with pytest.raises(UsageError) as caught:
        over(setting)
    assert says in str(caught.value)


def test_an_id_that_two_things_have_is_not_guessed(tmp_path: Path) -> None:
    """Nothing is set where a name leads to two places."""
    plan = tmp_path / "plan.yaml"
    plan.write_text("promoplan: 1\nchannels:\n  items: [{id: a, name: A}, {id: a, name: B}]\n", encoding="utf-8")
    with pytest.raises(UsageError, match="several things in"):
        over("channels.a.name=C", plan=plan)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("*x", "PP009"), ("&x 5", "PP009"), ("!!python/object:os.system 5", "PP007"), ("[1, 2", "PP001"),
        ("no", "PP006"), ("{a: 1, a: 2}", "PP002"), ("a\u202eb", "PP008"), ("[" * 100 + "]" * 100, "PP005"),
        ("x" * 30_000, "PP005"), ("[" + "1," * 60_000 + "]", "PP005"), ("\udcff", "PP008"), ("5\n--- 6", "PP003"),
    ],
)  # fmt: skip
def test_values_are_read_like_plans(value: str, code: str) -> None:
    """The document's own reader with its limits; its complaint is kept beside the setting."""
    (setting,) = read_settings([f"budget.total={value}"])
    assert setting.reading.flaws[0].code == code


@given(st.text(), st.text())
def test_no_setting_breaks_anything(path: str, value: str) -> None:
    """Any text is a setting, a complaint or wrong use."""
    try:
        settings = read_settings([f"budget.{path}={value}"])
        what_if(load_document(MINIMAL), [each for each in settings if not each.reading.flaws])
    except UsageError:
        return


def test_an_unknown_key_is_an_ordinary_finding() -> None:
    """A leaf that is not there may be set; the model judges it, and the finding points at the setting."""
    (finding,) = check(over("budget.totl=5"), today=DAY).findings
    assert (finding.code, finding.source.path) == ("PP010", SHOWN)
    assert finding.source.text[finding.span.start : finding.span.end] == "totl"


def sections(document: Document) -> tuple[Budget, Channels]:
    """Budget and channels as the model reads them."""
    data: dict[str, Any] = document.data or {}
    return Budget.model_validate(data["budget"]), Channels.model_validate(data["channels"])


@pytest.mark.parametrize("name", ["aria-2027-1111", "heju-2027-annual", "qinghe-2027-q2"])
@pytest.mark.parametrize("total", ["1300000", "1234567.89", "0.07", "999999999999"])
def test_a_new_total_scales_the_ledger(name: str, total: str) -> None:
    """Lines and reserve close to the cent, each within a cent of its part; placements spend what their lines hold."""
    plan = PLANS / f"{name}.yaml"
    before, _ = sections(load_document(plan))
    budget, channels = sections(over(f"budget.total={total}", plan=plan))
    reserve = budget.reserve.amount if budget.reserve else None
    kept = reserve.amount if reserve else Decimal(0)
    assert sum(line.amount.amount for line in budget.lines) + kept == Decimal(total)
    for line, old in zip(budget.lines, before.lines, strict=True):
        part = old.amount.amount * Decimal(total) / before.total.amount
        assert abs(line.amount.amount - part) < Decimal("0.02")
    for channel in channels.items:
        spent = sum(each.spend.amount for each in channel.placements if each.spend)
        held = sum(line.amount.amount for line in budget.lines if line.channel == channel.id)
        assert spent == held


def test_scaled_figures_say_where_they_come_from() -> None:
    """Their place is the setting; they are told apart from what was asked for; sign and code stay."""
    document = over("budget.lines.0.name=Ads", "budget.total=110000")
    assert marked(document, "budget", "lines", 2, "amount") == f"{SHOWN} 110000"
    assert document.overrides[:2] == (
        Override("budget.lines.0.name", "Video ads", "Ads"),
        Override("budget.total", "100000", "110000"),
    )
    follows = [each for each in document.overrides if each.follows]
    assert follows[0] == Override("budget.lines.0.amount", "40000", "44000", follows=True)
    assert Override("channels.video.placements.0.spend", "40000", "44000", follows=True) in follows


@pytest.mark.parametrize(
    "beside", ["budget.lines.0.amount=50000", "budget.reserve=20%", "budget={total: 5, lines: []}"]
)
def test_who_sets_lines_means_them(beside: str) -> None:
    """Where a line or the reserve is set too, the total is set as it stands."""
    document = over("budget.total=110000", beside)
    assert not any(each.follows for each in document.overrides)


@pytest.mark.parametrize("total", ["much", "-5", "[1]", "{a: 1}", "5%"])
def test_a_total_that_is_no_money_is_a_finding(total: str) -> None:
    """Nothing is scaled by it."""
    findings = check(over(f"budget.total={total}"), today=DAY).findings
    assert {(each.code, each.source.path) for each in findings if each.path == ("budget", "total")} <= {
        ("PP012", SHOWN), ("PP015", SHOWN),
    }  # fmt: skip
    assert findings


@pytest.mark.parametrize("setting", ["budget.total=200000", "budget.lines.0.amount=80000"])
def test_diminishing_returns_hold_at_the_planned_money(setting: str) -> None:
    """A channel that leaves out at which spend its figures hold means the plan's, not that of the what-if."""
    document = over("channels.video.saturation=0.7", setting)
    assert at(document, *VIDEO, "saturation") == {"elasticity": "0.7", "spend": "40000"}
    stated = over("channels.video.saturation={elasticity: 0.7, spend: 30000}", setting)
    assert at(stated, *VIDEO, "saturation", "spend") == "30000"


@pytest.mark.parametrize("name", ["aria-2027-1111", "heju-2027-annual", "qinghe-2027-q2"])
@pytest.mark.parametrize("setting", ["budget.total=1300000", "budget.total=54321.98", "{0}.cvr=3.3%", "{0}.aov=77..83"])
def test_stated_volumes_follow(name: str, setting: str) -> None:
    """A clean plan whose volumes fit its figures is not accused of what the setting alone has changed."""
    channel = {"aria-2027-1111": "amazon", "heju-2027-annual": "shopee", "qinghe-2027-q2": "douyin"}[name]
    document = over(setting.format(f"channels.{channel}.economics"), plan=PLANS / f"{name}.yaml")
    assert "PP321" not in {each.code for each in check(document, today=DAY).findings}
    assert [each for each in document.overrides if each.follows and ".expected." in each.path]


@pytest.mark.parametrize(
    ("setting", "volumes"),
    [
        # 40,000 at a CPM of 40 are 1,000,000 impressions, 25,000 clicks, 500 orders, 135,000
        ("economics.cpm=50", ("800000", "20000", "400", "108000")),
        ("economics.ctr=2%", ("1000000", "20000", "400", "108000")),
        ("economics.cvr=2.1%", ("1000000", "25000", "525", "141750")),
        ("economics.aov=271.5", ("1000000", "25000", "500", "135750")),
        ("economics.gross_margin=60%", ("1000000", "25000", "500", "135000")),
        ("saturation={elasticity: 0.5, spend: 10000}", ("500000", "12500", "250", "67500")),
    ],
)
def test_each_volume_follows_what_it_hangs_on(tmp_path: Path, setting: str, volumes: tuple[str, ...]) -> None:
    """From the money down to the revenue; what comes before a changed rate stays as the plan writes it."""
    plan = with_volumes(tmp_path)
    document = over(f"channels.video.{setting}", plan=plan)
    assert tuple(at(document, *VIDEO, "expected").values()) == volumes


def test_a_volume_that_is_set_is_meant(tmp_path: Path) -> None:
    """It stays, and what hangs on it follows; one that did not fit before still doesn't, by the same share."""
    document = over(
        "channels.video.economics.cvr=3%", "channels.video.expected.orders=700", plan=with_volumes(tmp_path)
    )
    assert at(document, *VIDEO, "expected", "orders") == "700"
    assert at(document, *VIDEO, "expected", "revenue") == "189000"
    doubled = over("channels.video.economics.cvr=4%", plan=with_volumes(tmp_path, orders="600"))
    assert at(doubled, *VIDEO, "expected", "orders") == "1200"


def test_a_volume_that_no_plan_can_hold_stays(tmp_path: Path) -> None:
    """A setting beyond all measure breaks no figure beside it."""
    document = over("channels.video.economics.cpm=0.0000000001", plan=with_volumes(tmp_path))
    assert "PP012" not in {each.code for each in check(document, today=DAY).findings}


def with_volumes(folder: Path, orders: str = "500") -> Path:
    """The minimal plan, whose video channel states its volumes."""
    volumes = f"{{impressions: 1000000, clicks: 25000, orders: {orders}, revenue: 135000}}"
    text = MINIMAL.read_text(encoding="utf-8")
    before = "      economics: {cpm: 40,"
    assert text.count(before) == 1
    plan = folder / "plan.yaml"
    plan.write_text(text.replace(before, f"      expected: {volumes}\n{before}"), encoding="utf-8")
    return plan
