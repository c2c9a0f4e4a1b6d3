"""Nodes: they know their place in the file, leave a team's own fields alone, and do not change."""

from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from promoplan.model.audience import Segment
from promoplan.model.budget import Budget, Line, Reserve
from promoplan.model.channels import Economics
from promoplan.model.goals import Target
from promoplan.model.leaves import nodes
from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.plan import SECTIONS, Plan
from promoplan.model.references import DEFINED_IN, Kind, PhaseRef, Reference, SegmentRef
from promoplan.model.scalars import Id
from promoplan.rules.page import FOLDER
from promoplan.source.document import Document, parse
from promoplan.source.includes import load_document
from promoplan.source.text import Source
from promoplan.source.tree import Map
from promoplan.structure import read_sections

SAMPLES = sorted((Path(__file__).parents[2] / "plans").glob("*.yaml"))
PLANS = [FOLDER / "minimal.yaml", *SAMPLES]

SHORT = """
budget:
  total: 100
  reserve: 10%
  risk: spending runs ahead of the figures
channels:
  items:
    - {id: a, name: A, role: core, kind: social, economics: {cvr: 2%}}
phases:
  - {id: p, name: P, start: 2027-04-01, end: 2027-04-10, tasks: call}
products: [{id: b, name: B, price: 5}]
"""
LONG = """
budget:
  total: 100
  reserve: {ratio: 10%}
  risk: {note: spending runs ahead of the figures}
channels:
  items:
    - {id: a, name: A, role: core, kind: social, economics: {cvr: {rate: 2%}}}
phases:
  items:
    - {id: p, name: P, start: 2027-04-01, end: 2027-04-10, tasks: [call]}
products: {items: [{id: b, name: B, price: 5}]}
"""


def sections_of(document: Document) -> Mapping[str, Node]:
    """The sections of a document, all of them whole."""
    sections, problems = read_sections(document)
    assert not sections.broken, problems
    return sections.whole


def sections_in(text: str) -> Mapping[str, Node]:
    """The sections of a plan's text."""
    return sections_of(parse(Source("plan.yaml", text)))


def mappings(value: object) -> Iterator[Map]:
    """Every mapping at or below a value of a document."""
    if isinstance(value, Map):
        yield value
    for item in value.values() if isinstance(value, Map) else value if isinstance(value, list) else ():
        yield from mappings(item)


def walked(document: Document, path: tuple[str | int, ...]) -> Any:
    """What stands at a path."""
    return reduce(lambda value, step: value[step], path, document.data)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_every_node_knows_its_path(plan: Path) -> None:
    """The path leads from the top of the document to the mapping, or to what was written in its stead."""
    document = load_document(plan)
    sections = sections_of(document)
    found = 0
    for name, section in sections.items():
        assert section.path == (name,)
        for node in nodes(section):
            there = walked(document, node.path)
            assert there.path == node.path if isinstance(there, Map) else node.shorthand is not None
            assert document.place(node.path) == document.places[node.path]
            found += 1
    assert found > 50


def test_at() -> None:
    """The path of something below a node, whether it is in the file or not."""
    budget = sections_in(SHORT)["budget"]
    assert budget.at() == ("budget",)
    assert budget.at("lines", 2, "amount") == ("budget", "lines", 2, "amount")


def test_shorthand_means_the_same_as_the_long_form() -> None:
    """Reserve, risk note, conversion, phases and products may be written as their one field."""
    short, long = (
        {name: section.model_dump() for name, section in sections_in(text).items()} for text in (SHORT, LONG)
    )
    assert short == long


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
def test_shorthand_knows_its_path(text: str) -> None:
    """A value alone knows no path of its own; the node that it becomes does, so that a rule can point at it."""
    sections = sections_in(text)
    assert [node.path for section in sections.values() for node in nodes(section) if node.shorthand] == [
        ("channels", "items", 0, "economics", "cvr"),
        ("budget", "risk"),
        ("budget", "reserve"),
        ("phases",),
        ("products",),
    ]
    document = parse(Source("plan.yaml", text))
    reserve = document.place(("budget", "reserve", "ratio")).value
    assert "10%" in document.sources[0].text[reserve.start : reserve.end]


@pytest.mark.parametrize(
    ("written", "ratio", "amount"),
    [
        ("10%", True, False),
        ("10 ％", True, False),
        ("0.1", True, False),
        ("120000", False, True),
        ("12万", False, True),
    ],
)
def test_a_lone_reserve(written: str, *, ratio: bool, amount: bool) -> None:
    """By its look it is a share or an amount of money."""
    reserve = Reserve.model_validate(written)
    assert (reserve.ratio is not None, reserve.amount is not None) == (ratio, amount)


@pytest.mark.parametrize("value", [None, [], "", True, {"ratio": "10%", "quatsch": "1"}], ids=repr)
def test_shorthand_takes_no_other_thing(value: object) -> None:
    """What is neither the one field nor the mapping is refused."""
    with pytest.raises(ValidationError):
        Reserve.model_validate(value)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_own_fields_are_free_everywhere(plan: Path) -> None:
    """Keys that begin with x- may stand in every mapping of a plan, hold anything, and change nothing."""
    document = load_document(plan)
    before = {name: section.model_dump() for name, section in sections_of(document).items()}
    assert document.data is not None
    for section in document.data.values():
        for number, mapping in enumerate(list(mappings(section))):
            mapping[f"x-{number}"] = [None, True, {"nested": "100"}]
            mapping["x-"] = None
    assert {name: section.model_dump() for name, section in sections_of(document).items()} == before


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (Line, {"name": "Ads", "amount": "5", "phases": {"peak": "100%", "x-note": "agreed"}}),
        (Target, {"id": "a", "metric": "revenue", "milestones": {"2027-04": "5", "x-note": ["a"]}}),
        (Economics, {"ctr": {"low": "2%", "high": "4%", "x-source": None}}),
        (Budget, {"total": "5", "targets": {"phase": {"base": "total", "peak": "50%", "x-note": {}}}}),
    ],
    ids=["schedule", "milestones", "range", "view"],
)
def test_own_fields_are_free_where_keys_are_names(model: type[Node], value: object) -> None:
    """In free mappings too, for the models and for editors."""
    dumped = repr(model.model_validate(value).model_dump())
    assert "x-" not in dumped
    jsonschema.Draft202012Validator(model.model_json_schema()).validate(value)


@pytest.mark.parametrize("name", SECTIONS)
def test_any_other_unknown_key_is_refused(name: str) -> None:
    """One letter off is no key of a team's own."""
    for key in ("quatsch", "X-note", "x_note", "-x"):
        with pytest.raises(ValidationError) as caught:
            SECTIONS[name].model_validate({key: "1"})
        assert (key,) in [error["loc"] for error in caught.value.errors() if error["type"] == "extra_forbidden"]


def test_nodes_do_not_change() -> None:
    """Nothing is filled in later, replaced or taken away."""
    budget = Budget.model_validate({"total": "100", "lines": [{"name": "Ads", "amount": "5"}]})
    for node, field in ((budget, "total"), (budget.lines[0], "amount")):
        with pytest.raises(ValidationError):
            setattr(node, field, None)
        with pytest.raises(ValidationError):
            delattr(node, field)
    with pytest.raises(ValidationError):
        budget.other = 1  # type: ignore[attr-defined] # that is what is tried
    with pytest.raises(ValidationError):
        budget.path = ()  # type: ignore[misc] # that is what is tried
    assert isinstance(budget.lines, tuple)


def test_a_node_passes_as_it_is() -> None:
    """A section that has been read is taken over by the plan, not copied."""
    budget = sections_in(SHORT)["budget"]
    assert Budget.model_validate(budget) is budget
    header = {
        "id": "a", "name": "A", "kind": "campaign", "period": {"start": "2027-04-01", "end": "2027-04-30"},
        "currency": "USD", "language": "en",
    }  # fmt: skip
    assert Plan.model_validate({"promoplan": 1, "plan": header, "budget": budget}).budget is budget


class Holder(Node):
    """A list that may be written as its only item."""

    items: OneOrMany[Id] = ()
    parts: OneOrMany[Line] = ()


@pytest.mark.parametrize(
    ("value", "items"),
    [({}, ()), ({"items": "a"}, ("a",)), ({"items": ["a", "b"]}, ("a", "b")), ({"items": []}, ())],
)
def test_one_or_many(value: object, items: tuple[str, ...]) -> None:
    """One item alone is a list of one; the result is a tuple in any case."""
    assert Holder.model_validate(value).items == items


@pytest.mark.parametrize("value", [None, {"a": "b"}, [["a"]], "A", ["a", None]], ids=repr)
def test_one_or_many_of_something_else(value: object) -> None:
    """A key without a value is not an empty list, and every item is judged."""
    with pytest.raises(ValidationError):
        Holder.model_validate({"items": value})


def test_a_lone_mapping_keeps_its_path() -> None:
    """It has no index, since the file has none."""
    document = parse(Source("plan.yaml", "parts: {name: Ads, amount: 5}\nitems: a\n"))
    (part,) = Holder.model_validate(document.data).parts
    assert part.path == ("parts",)
    assert part.at("amount") in document.places


def test_references_keep_what_they_name() -> None:
    """A reference is its text, stripped, and knows what kind of thing it names."""
    line = Line.model_validate({"name": "Ads", "amount": "5", "phases": {" peak ": "100%"}})
    (phase,) = line.phases
    assert (phase, type(phase), phase.kind) == ("peak", PhaseRef, Kind.PHASE)
    segment = Segment.model_validate({"id": "a", "name": "A"})
    assert not isinstance(segment.id, SegmentRef)


@pytest.mark.parametrize("value", ["", " ", "a" * 201, True, 7, ["a"]], ids=lambda value: repr(value)[:9])
def test_what_is_no_reference(value: object) -> None:
    """Nothing, too much, or no text."""
    with pytest.raises(ValidationError):
        Line.model_validate({"name": "Ads", "amount": "5", "phase": value})


def test_every_kind_of_id_is_defined_somewhere() -> None:
    """The section and list that each kind names are there, and their items have ids."""
    assert set(DEFINED_IN) == set(Kind)
    for section, field in DEFINED_IN.values():
        (item, *_) = SECTIONS[section].model_fields[field].annotation.__args__  # type: ignore[union-attr] # a tuple's
        assert issubclass(item, BaseModel)
        assert item.model_fields["id"].is_required()
    assert all(reference.kind in Kind for reference in Reference.__subclasses__())


def test_the_plan_holds_every_section() -> None:
    """Each model of a section is the type of the plan's field of that name."""
    for name, model in SECTIONS.items():
        annotation = Plan.model_fields[name].annotation
        assert model in (annotation, *getattr(annotation, "__args__", ()))
