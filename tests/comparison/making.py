"""Plans and comparisons as these tests make them: samples, and the same samples revised."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from promoplan.checker import Checked, check
from promoplan.comparison.changes import ThingChange, ValueChange
from promoplan.comparison.comparison import Comparison, compare
from promoplan.comparison.told import Origin, Told
from promoplan.i18n.catalogue import Language
from promoplan.report.view.material import material
from promoplan.source.document import parse
from promoplan.source.text import Source
from promoplan.source.tree import Map

PLANS = Path(__file__).parent.parent.parent / "plans"
MINIMAL = (PLANS.parent / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml").read_text(encoding="utf-8")
DAY = date(2027, 1, 15)

SAMPLES = {
    "aria-2027-1111": Language.EN,
    "heju-2027-annual": Language.ZH_HANT,
    "qinghe-2027-q2": Language.ZH_HANS,
}
"""Each sample with the language that its plan is written in."""

REVISIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "aria-2027-1111": (
        ("end: 2027-11-20}\n  currency", "end: 2027-12-04}\n  currency"),
        ("total: 250000", "total: 27万"),
        ("ratio: 10%, amount: 25000", "ratio: 9%, amount: 24300"),
        ("name: Amazon sponsored products, amount: 60000", "name: Amazon sponsored products, amount: 75000"),
        ("- {id: tt-live, name: TikTok live", "- {id: tt-stream, name: TikTok live"),
        ("target: 7000", "target: 8000"),
        ("{2027-10: 1900, 2027-11: 5100}", "{2027-10: 1900, 2027-11: 6100}"),
        ("cvr: {rate: {low: 8%,", "cvr: {rate: {low: 7%,"),
        ("      rate: 20%\n", "      rate: 25%\n"),
        ("We sell one fair price for eleven days", "We sell one honest price for eleven days"),
        ("theme: Eleven quiet minutes a day\n  summary", 'theme: "Twelve *quiet* minutes, says @maya"\n  summary'),
        ("  due: 2027-09-20\n  status: open", "  due: 2027-09-27\n  status: done"),
        ("- {id: early-mail, kind", "- {id: first-mail, kind"),
    ),
    "heju-2027-annual": (
        ("total: 2400萬", "total: 2600萬"),
        ("amount: 288萬, category: media", "amount: 388萬, category: media"),
        ("target: 4560萬\n      by: 2027-12-31", "target: 4700萬\n      by: 2027-12-24"),
        ('version: "2.0"', 'version: "2.1"'),
        ("      amount: 150\n", "      amount: 180\n"),
        ("autumn-film, theme: 中秋團聚主題影片", "autumn-film, theme: 中秋團圓主題影片"),
        ("publish_on: 2027-09-01", "publish_on: 2027-08-27"),
        ("stock: 8000, inbound: 7000", "stock: 9000, inbound: 7000"),
    ),
    "qinghe-2027-q2": (
        ("total: 120万", "total: 1_200_000"),
        ("amount: 31.2万", "amount: 29.2万"),
        ("amount: 20万, category: media", "amount: 22万, category: media"),
        ("change: +5pp\n      target: 33%", "change: +4pp\n      target: 32%"),
        ("end: 2027-06-20, approve_by: 2027-05-10", "end: 2027-06-20, approve_by: 2027-05-17"),
        ("      amount: 40\n", "      amount: 50\n"),
        ("theme: 618 开场短片", "theme: 618 开场长片"),
        ("status: approved", "status: running"),
    ),
}
"""What the revised samples say instead."""


def sample(name: str) -> str:
    """The text of a sample."""
    return (PLANS / f"{name}.yaml").read_text(encoding="utf-8")


def revised(name: str) -> str:
    """The text of a sample after its revision."""
    return replaced(sample(name), *REVISIONS[name])


def replaced(text: str, *replacements: tuple[str, str]) -> str:
    """A text with parts replaced, each of which must be there; the first of several is."""
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def checked(text: str, path: str = "plan.yaml") -> Checked:
    """A plan's text, checked."""
    return check(parse(Source(path, text)), today=DAY)


def compared(before: str, after: str) -> Comparison:
    """Two texts, compared."""
    return compare(checked(before), checked(after))


def told(before: Checked, after: Checked, language: Language = Language.EN) -> Told:
    """Two checked plans, compared, with the words for it."""
    sides = material(before, language, DAY), material(after, language, DAY)
    return Told(compare(before, after), *sides, (Origin("a.yaml"), Origin("b.yaml")))


def paths(comparison: Comparison) -> dict[str, tuple[object, object]]:
    """The values that changed, by path."""
    changes = (change for group in comparison.values.values() for change in group)
    return {".".join(change.place.keys): (change.before, change.after) for change in changes}


def things(comparison: Comparison) -> dict[str, str]:
    """What became of the things that came, went or have another id, by path."""
    return {".".join(change.place.keys): fate(change) for change in comparison.things}


def fate(change: ThingChange) -> str:
    """What became of a thing."""
    if change.pair.renamed:
        return "renamed"
    return "added" if change.pair.before is None else "removed"


def all_changes(comparison: Comparison) -> Iterator[ValueChange | ThingChange]:
    """Every change."""
    for group in comparison.values.values():
        yield from group
    yield from comparison.things


def written(data: object, order: Callable[[list[str]], list[str]] = list) -> str:
    """Values of a plan as text again, keys in another order."""
    return json.dumps(_ordered(data, order), ensure_ascii=False)


def _ordered(node: object, order: Callable[[list[str]], list[str]]) -> object:
    if isinstance(node, Map):
        return {key: _ordered(node[key], order) for key in order(list(node))}
    return [_ordered(item, order) for item in node] if isinstance(node, list) else node
