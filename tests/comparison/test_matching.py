"""Things of two lists are paired by what they are, not by where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from promoplan.comparison.matching import paired
from promoplan.comparison.tree import Leaf, Thing
from tests.comparison.making import compared, paths, replaced, sample
from tests.comparison.making import things as things_of

ARIA = sample("aria-2027-1111")


def thing(**said: str) -> Thing:
    """A thing that says this."""
    return Thing({name: Leaf(value, value) for name, value in said.items()})


def pairs(before: list[Thing], after: list[Thing]) -> list[tuple[str, str]]:
    """What each pair's things are called; "" where there is none."""
    return [
        (each.before.said("text") if each.before else "", each.after.said("text") if each.after else "")
        for each in paired(before, after)
    ]


def test_an_id_comes_first() -> None:
    """Wherever the thing stands, and whatever else it says."""
    before = [thing(id="a", name="one", text="a1"), thing(id="b", name="two", text="b1")]
    after = [thing(id="b", name="one", text="b2"), thing(id="a", name="two", text="a2")]
    assert pairs(before, after) == [("a1", "a2"), ("b1", "b2")]


def test_without_an_id_a_name_counts_then_the_first_field_then_the_place() -> None:
    """Things that only moved are found before any of these."""
    by_name = [thing(name="x", text="1"), thing(name="y", text="2")]
    assert pairs(by_name, [thing(name="y", text="3"), thing(name="x", text="4")]) == [("1", "4"), ("2", "3")]
    by_first = [thing(when="roas", text="1"), thing(when="cvr", text="2")]
    assert pairs(by_first, [thing(when="cvr", text="3"), thing(when="roas", text="4")]) == [("1", "4"), ("2", "3")]
    alone = [thing(text="1"), thing(text="2")]
    assert pairs(alone, [thing(text="3"), thing(text="1")]) == [("1", "1"), ("2", ""), ("", "3")]
    assert pairs(alone, [thing(text="1"), thing(text="3")]) == [("1", "1"), ("2", "3")]


def test_two_ids_are_two_things() -> None:
    """Unless everything else is the same: then it is one under another id."""
    assert pairs([thing(id="a", text="1")], [thing(id="b", text="2")]) == [("1", ""), ("", "2")]
    (pair,) = paired([thing(id="a", text="1")], [thing(id="b", text="1")])
    assert pair.renamed


def test_an_id_that_is_given_later_is_no_other_thing() -> None:
    """A line that gets an id stays the line that it was."""
    (pair,) = paired([thing(name="x", text="1")], [thing(id="a", name="x", text="1")])
    assert not pair.renamed
    assert pair.after is not None


SAID = st.dictionaries(st.sampled_from(["id", "name", "text"]), st.sampled_from("abc"), min_size=1)
THINGS = st.lists(SAID.map(lambda said: thing(**said)), max_size=8)


@given(THINGS, THINGS)
def test_each_thing_is_in_one_pair(before: list[Thing], after: list[Thing]) -> None:
    """None is lost and none told twice, also where ids are."""
    found = list(paired(before, after))
    assert [id(each.before) for each in found if each.before] == [id(each) for each in before]
    assert sorted(id(each.after) for each in found if each.after) == sorted(map(id, after))


@given(st.data(), THINGS)
def test_moved_things_are_no_change(data: st.DataObject, things: list[Thing]) -> None:
    """A list in another order pairs each thing with its like, where an id names one thing."""
    before = [each for place, each in enumerate(things) if not each.id or each.id not in {x.id for x in things[:place]}]
    after = data.draw(st.permutations([Thing(dict(each.fields)) for each in before]))
    assert all(pair.before == pair.after for pair in paired(before, after))


def test_in_a_plan() -> None:
    """Renamed, moved, added and removed things of a sample, each told once."""
    after = replaced(
        ARIA,
        ("- {id: tt-live, name", "- {id: tt-stream, name"),
        ("{name: E-mail, format: email", "{name: Mail, format: email"),
        ("    - {name: Halloween, start: 2027-10-31}\n", ""),
        (
            "peak: true}\n",
            "peak: true}\n    - {name: Halloween, start: 2027-10-31}\n    - {name: Fair, start: 2027-11-05}\n",
        ),
    )
    found = compared(ARIA, after)
    assert things_of(found) == {"plan.events.Fair": "added", "budget.lines.tt-stream": "renamed"}
    assert paths(found) == {"channels.crm.placements.Mail.name": ("E-mail", "Mail")}
