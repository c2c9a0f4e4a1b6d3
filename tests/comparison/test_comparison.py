"""Two plans compared: nothing where nothing changed, and each changed value once, in the group that it belongs to."""

import json
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promoplan.comparison.as_json import as_json
from promoplan.comparison.comparison import Comparison, Group, nothing
from promoplan.comparison.said import rest, said
from promoplan.comparison.text import text
from promoplan.comparison.worded import both
from promoplan.emit.text import Look
from promoplan.source.document import parse
from promoplan.source.text import Path, Source
from promoplan.source.tree import Map
from tests.comparison.making import (
    MINIMAL,
    SAMPLES,
    all_changes,
    checked,
    compared,
    paths,
    replaced,
    revised,
    sample,
    things,
    told,
    written,
)

ARIA = sample("aria-2027-1111")
DATA = {name: parse(Source("plan.yaml", sample(name))).data for name in SAMPLES}
CHECKED = {name: checked(sample(name)) for name in SAMPLES}
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_plan_is_like_itself(name: str) -> None:
    """Comments, quotes and line ends are no part of what it says."""
    otherwise = "# a comment\n" + sample(name).replace("\n", "  # more\r\n", 1)
    assert compared(sample(name), otherwise).same


@FEW
@given(st.sampled_from(sorted(SAMPLES)), st.integers())
def test_another_order_of_keys_is_no_change(name: str, seed: int) -> None:
    """Wherever the keys of mappings stand."""
    random = Random(seed)  # noqa: S311 - an order, no secret
    otherwise = written(DATA[name], lambda keys: random.sample(keys, len(keys)))
    found = compared(written(DATA[name]), otherwise)
    assert list(all_changes(found)) == []


def _leaves(name: str) -> list[Path]:
    """Paths of all values of a sample that are no mapping or list."""
    found: list[Path] = []
    waiting: list[tuple[Path, object]] = [((), DATA[name])]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Map):
            waiting += [((*path, key), child) for key, child in node.items()]
        elif isinstance(node, list):
            waiting += [((*path, place), child) for place, child in enumerate(node)]
        else:
            found.append(path)
    return found


LEAVES = {name: _leaves(name) for name in SAMPLES}


def _otherwise(value: object, random: Random) -> object:
    """Another value of the same sort, or one that can't stand there."""
    if isinstance(value, bool):
        return not value
    said = str(value)
    digits = [place for place, character in enumerate(said) if character.isdecimal()]
    if not digits:
        return random.choice([f"x{said}", f"{said}x", f"{said} and more of it " * 9])
    place = random.choice(digits)
    return said[:place] + str((int(said[place]) + random.randint(1, 9)) % 10) + said[place + 1 :]


def _changed(name: str, path: Path, value: object) -> str:
    data = json.loads(written(DATA[name]))
    node = data
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return json.dumps(data, ensure_ascii=False)


@MANY
@given(st.data(), st.sampled_from(sorted(SAMPLES)), st.integers())
def test_every_changed_value_shows(data: st.DataObject, name: str, seed: int) -> None:
    """In one group, with what it was and what it is; also where the plan is broken by it."""
    path = data.draw(st.sampled_from(LEAVES[name]))
    value: Any = DATA[name]
    for step in path:
        value = value[step]
    after = checked(_changed(name, path, _otherwise(value, Random(seed))))  # noqa: S311 - as above
    made = told(CHECKED[name], after, SAMPLES[name])
    changes = list(all_changes(made.comparison))
    assert changes, path
    if path[-1] != "id":  # another id makes another thing, and things that point at it do not
        assert any(str(path[0]) == change.place.keys[0] for change in changes)
    for group in made.comparison.values.values():
        for change in group:
            one, other = both(made.before, made.after, change)
            assert one != other, change
            assert other in text(made, Look(width=200)) or len(other) > 20, change


@pytest.mark.parametrize(
    ("old", "new", "group"),
    [
        ("total: 250000", "total: 260000", Group.MONEY),
        ("ratio: 10%, amount", "ratio: 11%, amount", Group.MONEY),
        ("name: Reddit test, amount: 13500", "name: Reddit test, amount: 14000", Group.MONEY),
        ("name: Reddit test, amount: 13500", "name: Reddit trial, amount: 13500", Group.OTHER),
        ("channel: reddit, purpose: innovation", "channel: reddit, purpose: growth", Group.OTHER),
        ("target: 960000", "target: 970000", Group.GOALS),
        ("2027-11: 720000", "2027-11: 730000", Group.GOALS),
        ("      by: 2027-11-20", "      by: 2027-11-21", Group.GOALS),
        ("rationale: The five", "rationale: The six", Group.OTHER),
        ("end: 2027-11-20}\n  currency", "end: 2027-11-21}\n  currency", Group.DATES),
        ("  due: 2027-08-16", "  due: 2027-08-17", Group.DATES),
        ("start: 2027-10-25, end: 2027-11-20, spend", "start: 2027-10-26, end: 2027-11-20, spend", Group.DATES),
        ("end: 2027-11-11\n      goal: revenue", "end: 2027-11-12\n      goal: revenue", Group.DATES),
        ("      rate: 20%", "      rate: 21%", Group.PROMOTIONS),
        ("mechanic: coupon", "mechanic: direct-off", Group.PROMOTIONS),
        ("stacking: sequential", "stacking: parallel", Group.PROMOTIONS),
        ("terms: 20% off Aria", "terms: 20% off all Aria", Group.OTHER),
        ("spend: 60000", "spend: 61000", Group.FIGURES),
        ("aov: 54", "aov: 55", Group.FIGURES),
        ("likelihood: 2, impact: 4", "likelihood: 3, impact: 4", Group.FIGURES),
        ("status: draft", "status: approved", Group.STATUS),
        ("  owner: tomas\n  due", "  owner: owen\n  due", Group.STATUS),
        ('version: "0.9"', 'version: "1.0"', Group.STATUS),
        ("theme: Eleven", "theme: Twelve", Group.OTHER),
        ("market: Wireless", "market: Wired", Group.OTHER),
    ],
)  # fmt: skip
def test_groups(old: str, new: str, group: Group) -> None:
    """Each change stands where a reader looks for it, and nowhere else."""
    found = compared(ARIA, replaced(ARIA, (old, new)))
    assert {key: len(changes) for key, changes in found.values.items() if changes} == {group: 1}
    assert found.things == ()


def test_shares_and_reserve_follow_the_lines() -> None:
    """Of channels, categories and phases on the working budget; the reserve in money."""
    found = compared(ARIA, replaced(ARIA, ("sponsored products, amount: 60000", "sponsored products, amount: 85000")))
    shares = {(share.view, share.key): (share.before, share.after) for share in found.money.shares}
    assert shares["channel", "amazon"] == (Decimal("0.4"), Decimal("0.46"))
    assert shares["channel", "reddit"] == (Decimal("0.06"), Decimal("0.054"))
    assert found.money.reserve is None
    by_ratio = replaced(ARIA, ("ratio: 10%, amount: 25000", "ratio: 12%"))
    assert compared(ARIA, by_ratio).money.reserve == (Decimal(25000), Decimal(30000))


def test_what_came_went_and_has_another_id() -> None:
    """As whole things, not value by value."""
    found = compared(ARIA, revised("aria-2027-1111"))
    assert things(found) == {"budget.lines.tt-stream": "renamed", "compliance.texts.first-mail": "renamed"}
    without = replaced(
        ARIA, ("    - {name: SMS, format", "    # {name: SMS, format"), ("    - id: reddit\n", "    - id: forums\n")
    )
    wanted = {"channels.crm.placements.SMS": "removed", "channels.forums": "renamed"}
    assert things(compared(ARIA, without)) == wanted


def test_findings_that_are_new_or_gone() -> None:
    """By code and place, whatever moved around them; another figure in a message is no other finding."""
    broken = replaced(ARIA, ("total: 250000", "total: 260000"))
    moved = "# two\n# lines\n" + replaced(broken, ("total: 260000", "total: 261000"))
    new = compared(ARIA, broken).findings
    assert "PP602" in {finding.code for finding in new.new}
    assert new.gone == ()
    assert {finding.code for finding in compared(broken, ARIA).findings.gone} == {each.code for each in new.new}
    again = compared(broken, moved).findings
    assert (again.new, again.gone) == ((), ())


def test_findings_of_the_text_itself_go_by_its_words() -> None:
    """They have no path, and may stand anywhere."""
    trap = MINIMAL.replace("name: Example", "name: NO", 1) if "name: Example" in MINIMAL else MINIMAL + "x-a: NO\n"
    found = compared(MINIMAL, trap).findings
    assert [finding.code for finding in found.new] == ["PP006"]
    assert compared(trap, "# one more line\n" + trap).findings.new == ()


def test_a_broken_section_is_compared_as_written() -> None:
    """The others as they are read; the names of the broken ones are told."""
    after = replaced(
        ARIA, ("total: 250000", "total: lots"), ("spend: 60000", "spend: 6.1万"), ("due: 2027-10-04", "due: 2027-10-05")
    )
    found = compared(ARIA, after)
    assert found.raw == ("budget",)
    assert {key: len(changes) for key, changes in found.values.items() if changes} == {
        Group.MONEY: 1,
        Group.FIGURES: 1,
        Group.DATES: 1,
    }
    assert paths(found)["budget.total"] == ("250000", "lots")
    assert found.money.shares == ()


def test_a_plan_that_cannot_be_read_has_only_findings() -> None:
    """Nothing is called removed because the file breaks off."""
    made = told(checked(ARIA), checked(ARIA + "\n  - [oops\n"))
    assert made.comparison.unreadable
    assert not made.comparison.same
    assert list(all_changes(made.comparison)) == []
    assert made.comparison.findings.new
    assert "can't be read to its end" in text(made, Look())
    assert json.loads(as_json(made))["after"]["readable"] is False


def test_a_new_plan_is_all_new() -> None:
    """Money, dates and things, with nothing before; what the plan leaves to the model is not told."""
    found = told(nothing("b.yaml"), checked(ARIA)).comparison
    assert paths(found)["budget.total"][0] is None
    assert "channels.status" in paths(found)
    assert "optimization.evaluation.due" in paths(found)
    assert "promotions.stacking" in paths(found)
    assert "promotions.judged_on" not in paths(found)
    assert things(found)["channels.amazon"] == "added"
    assert set(things(found).values()) == {"added"}


def test_a_section_that_comes_or_goes_is_told_by_its_parts() -> None:
    """Its things as added or removed, its values with nothing on one side."""
    without = ARIA[: ARIA.index("market:\n  environment")] + ARIA[ARIA.index("readiness:\n") :]
    found = compared(ARIA, without)
    assert all(after is None for _, after in paths(found).values())
    assert "market.swot.strengths" in paths(found)


def test_a_huge_plan_is_compared_and_told_in_time() -> None:
    """Tens of thousands of things on both sides; what is not printed is not put into words."""
    lines = "".join(f"    - {{id: l{number}, name: n{number}, amount: {number}}}\n" for number in range(6000))
    budget = f"\nbudget:\n  total: 100\n  lines:\n{lines}"
    period = "period: {start: 2027-01-01, end: 2027-02-01}"
    head = f"promoplan: 1\nplan: {{id: a, name: A, kind: campaign, {period}, currency: USD, language: en}}"
    made = told(checked(head + budget), checked(head + budget.replace("amount: ", "amount: 1")))
    shown = list(said(made, 50)) + list(rest(made, 50))
    assert len(made.comparison.values[Group.MONEY]) == 6000
    assert len(shown) < 40


@pytest.mark.parametrize("name", SAMPLES)
def test_both_directions_tell_the_same(name: str) -> None:
    """What one way is new is gone the other way."""
    there, back = compared(sample(name), revised(name)), compared(revised(name), sample(name))

    def count(found: Comparison) -> tuple[int, ...]:
        return (*map(len, found.values.values()), len(found.things))

    assert count(there) == count(back)
    assert len(there.findings.new) == len(back.findings.gone)
