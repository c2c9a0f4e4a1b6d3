"""Figures that sentences of the plan name, held against the fields that hold them.

Only a label and a figure that stand directly together are compared, in texts that speak of the whole plan; about, from
and per month are left alone, and so is an amount that the plan holds elsewhere: the text may speak of that.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promoplan.economics.goals import scope_of
from promoplan.economics.ledger import by_category, by_channel, by_phase, reserve, working
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.goals import Goals, Target
from promoplan.model.header import Period, PlanHeader
from promoplan.model.money import Money
from promoplan.model.monitoring import Kpi, Monitoring
from promoplan.model.numbers import HUNDRED, ONE, Ratio
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.goal_figures import FigureLimits, figures_agree
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

_IS = r"\s{0,3}(?:is\b|of\b|comes to\b|amounts to\b|为|為|是|共计|共計|合计|合計|共|[:：=])?\s{0,3}"
_AMOUNT = (
    r"(?P<figure>(?>(?:[A-Z]{3} ?|(?:NT|HK|US)?\$|[€£¥￥₩])?[0-9](?:[0-9,_]*[0-9])?(?:\.[0-9]+)?"
    r"(?: ?(?:million\b|thousand\b|[kKM]\b|百[万萬]|千[万萬]?|[万萬亿億]))?(?: ?元)?))"
)
_SHARE = r"(?P<figure>(?>[0-9]{1,3}(?:\.[0-9]{1,4})?) ?[%％])"
_NUMBER = r"(?P<figure>(?>[0-9]{1,6}(?:\.[0-9]{1,4})?))"
_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HAN = r"[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日"
_DAYS = rf"(?P<figure>(?P<start>{_ISO}|{_HAN}) ?(?:to|until|[-–—~～至到]) ?(?P<end>{_ISO}|{_HAN}))"
_NO_MORE = (  # the figure ends here: no range, rate, "or more", nor a scale that is not read
    r"(?! ?(?:[-–—~～至到/／%％:：0-9]|\.[0-9]|per\b|an?\b|for\b|each\b|every\b|[mb]n\b|billion\b|or\b|and\b|每"
    r"|左右|上下|以[上下內内]|多|餘|余))"
)
_AT_LEAST = (
    r"\s{0,3}(?:(?:of )?(?:at least|no less than|not below)\b|of\b|不低[于於]|不少[于於]|至少|[达達]到?|[为為]|[≥:：])?"
    r"\s{0,3}"
)

_RESERVE = "(?:reserve|应急资金|应急预备金|應急預備金|预备金|預備金)"
_LABELS = {
    "total": rf"(?:budget|[总總]?(?:预算|預算)(?:总额|總額)?){_IS}{_AMOUNT}{_NO_MORE}",
    "reserve": rf"{_RESERVE}{_IS}{_AMOUNT}{_NO_MORE}",
    "share": rf"{_RESERVE}{_IS}{_SHARE}{_NO_MORE}",
    "roas": rf"ROAS{_AT_LEAST}{_NUMBER}{_NO_MORE}",
    "period": rf"(?:period|plan runs|计划期间?|計畫期間?|期间|期間){_IS}(?:from |[自从從])?{_DAYS}",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LABELS.items()}

_OF_THE_WHOLE = re.compile(
    r"(?:^|[,.;:(\"“‘，。；：、（「]"
    r"|\b(?:an?|the|our|this|total|whole|overall|emergency|with|and|plan|campaign|promotion|marketing)"
    r"|整[体體]的?|全案的?|其中|保留|另留|另[设設]|本(?:计划|計畫)的?)\s*$",
    re.IGNORECASE,
)
_CLOSE_BY = 30
"""Characters before a label that tell whether it is that of the whole plan."""

_YEAR = re.compile("(?:19|20|21)[0-9]{2}")
_PERCENT = re.compile(r"(?<![0-9.])([0-9]{1,4}(?:\.[0-9]{1,4})?) ?[%％]")
_MOST_IN_NAME = 2
"""Percentages in a goal's name that are all its own figures: 28% to 33%; more of them tell of other things too."""


@dataclass(frozen=True)
class _Field:
    """A labelled field: its name, whether a figure in a text fits it, where it stands and what it holds."""

    name: str
    fits: Callable[[re.Match[str]], bool]
    path: Path
    wanted: Mapping[str, object]

    def contradicted_by(self, text: str) -> str | None:
        """The first figure that the text names for the field and that the field does not hold, as written."""
        for match in _PATTERNS[self.name].finditer(text):
            before = text[max(0, match.start() - _CLOSE_BY) : match.start()]
            if _OF_THE_WHOLE.search(before) and not self.fits(match):
                return match["figure"]
        return None


@rule("PP052", Severity.INFO)
def text_against_figure(
    plan: PlanHeader,
    budget: Budget | None = None,
    goals: Goals | None = None,
    monitoring: Monitoring | None = None,
    *,
    sections: Sections,
) -> Iterator[Problem]:
    """A sentence that names another budget, reserve, period or ROAS than the plan has, or a goal's name its figure.

    A figure that is rounded as far as it is written is no other one.
    """
    fields = [_period(plan.period)]
    fields += _of_budget(budget, plan.currency, sections) if budget and budget.total.amount else ()
    fields += _roas(goals, monitoring, budget) if goals else ()
    for path, text in _texts(sections):
        for field in fields:
            found = field.contradicted_by(text)
            if found is not None:
                yield Problem(path, {"found": found, **field.wanted}, variant=field.name, related=(field.path,))
    yield from _wrong_names(goals) if goals else ()


def _texts(sections: Sections) -> Iterator[tuple[Path, str]]:
    """The sentences that speak of the plan as a whole."""
    for path, value in sections.leaves:
        if type(value) is str and path[-1] not in {"id", "name"} and _of_the_plan(path):
            yield path, value


def _of_the_plan(path: Path) -> bool:
    match path:
        case ("plan", "summary") | ("plan", "approvals", _, "note") | ("optimization", "evaluation", "background"):
            return True
        case ("goals" | "budget", "acceptance" | "evidence" | "risk", *_) | ("budget", "reserve", "release"):
            return True
        case ("phases", _, "purpose" | "acceptance") | ("phases", "items", _, "purpose" | "acceptance"):
            return True
    return False


def _of_budget(budget: Budget, currency: str, sections: Sections) -> Iterator[_Field]:
    """Total and reserve; an amount that is none of them and stands elsewhere in the plan is not theirs."""
    known = {value.amount for _, value in sections.leaves if isinstance(value, Money)}
    views = (by_channel(budget), by_category(budget), by_phase(budget), {"working": working(budget)})
    known |= {amount for view in views for amount in view.values()}

    def holds(amount: Decimal) -> Callable[[re.Match[str]], bool]:
        return lambda match: _says(match["figure"], amount, known, currency)

    total, kept = budget.total, reserve(budget)
    yield _Field("total", holds(total.amount), budget.at("total"), {"wanted": total})
    if budget.reserve is not None:
        share, at = kept / total.amount, budget.at("reserve")
        yield _Field("reserve", holds(kept), at, {"wanted": Money(kept)})
        yield _Field("share", lambda match: _is_share(match["figure"], share), at, {"wanted": Ratio(share)})


def _says(written: str, amount: Decimal, known: set[Decimal], currency: str) -> bool:
    """Whether what is written may stand for the amount, or for another one of the plan, or is none in its currency.

    1.2M stands for anything from 1.15M to 1.25M.
    """
    try:
        found = Money.parse(written.replace(" million", "M").replace(" thousand", "K"))
    except ValueError:
        return True
    if _YEAR.fullmatch(written) or not found.may_be(currency) or not found.amount:
        return True
    digits = _digits(written)
    half_a_step = (found.amount / digits / 2).scaleb(_exponent(digits))
    return found.amount in known or abs(found.amount - amount) <= half_a_step


def _is_share(written: str, share: Decimal) -> bool:
    """Whether a percentage stands for a share, as far as it is written."""
    digits = _digits(written)
    return abs(digits - share * HUNDRED) <= (ONE / 2).scaleb(_exponent(digits))


def _digits(written: str) -> Decimal:
    """The number, without signs, scale and marks of thousands."""
    return Decimal(re.sub("[^0-9.]", "", written))


def _exponent(number: Decimal) -> int:
    """The power of ten of the last digit."""
    return int(number.as_tuple().exponent)


def _roas(goals: Goals, monitoring: Monitoring | None, budget: Budget | None) -> Iterator[_Field]:
    """The wanted return of the whole plan; one that is wanted of a part, or to count as high, may be meant as well."""
    targets = [target for target in goals.targets if target.metric == "roas"]
    kpis = [kpi for kpi in (monitoring.kpis if monitoring else ()) if kpi.metric == "roas"]
    whole: list[Target | Kpi] = [target for target in targets if not any(scope_of(target))]
    whole += [kpi for kpi in kpis if kpi.channel is None]
    stated = next((each for each in whole if each.target), None)
    if stated is None or stated.target is None:
        return
    meant = [figure for target in targets for figure in (target.target, target.baseline, *target.milestones.values())]
    known = {figure.number for figure in (*meant, *(kpi.target for kpi in kpis)) if figure}
    view = budget.targets.high_roi if budget and budget.targets else None
    known |= {view.at_least} if view and view.at_least else set()
    shown = {"wanted": stated.target.number}
    yield _Field("roas", lambda match: Decimal(match["figure"]) in known, stated.at("target"), shown)


def _period(period: Period) -> _Field:
    def fits(match: re.Match[str]) -> bool:
        days = _day(match["start"]), _day(match["end"])
        return None in days or days == (period.start, period.end)

    return _Field("period", fits, period.path, {"start": period.start, "end": period.end})


def _day(written: str) -> date | None:
    year, month, day = (int(part) for part in re.findall("[0-9]+", written))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _wrong_names(goals: Goals) -> Iterator[Problem]:
    """Names whose last percentage is neither baseline nor target nor the change between them, where these agree."""
    for target in goals.targets:
        known, named = tuple(_percentages(target)), _PERCENT.findall(target.name or "")
        agreed = is_clear(target) and figures_agree(target, FigureLimits().tolerance)
        if not known or not agreed or not 0 < len(named) <= _MOST_IN_NAME:
            continue
        *others, last = (any(_is_share(figure, share) for share in known) for figure in named)
        if all(others) and not last:
            figure = "change" if target.change else "target"
            wanted = target.change or target.target
            at, shown = target.at("name"), wanted.text if wanted else ""
            yield problem(at, variant="goal", related=[target.at(figure)], found=f"{named[-1]}%", wanted=shown)


def _percentages(target: Target) -> Iterator[Decimal]:
    """Every share that the goal's figures name or make; none where they tell no percentage."""
    levels = [figure for figure in (target.baseline, target.target, *target.milestones.values()) if figure]
    yield from (figure.number for figure in levels if figure.percent)
    if target.change:
        yield abs(target.change.by)
    if target.baseline and target.target:
        start, aim = target.baseline.number, target.target.number
        yield abs(aim - start)
        yield abs(aim / start - 1) if start else ONE
