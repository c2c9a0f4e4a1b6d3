"""Hostile plans for tests: a sample's every text replaced by another, and the texts that readers may fall for."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from promoplan.checker import Checked
from promoplan.model.leaves import leaves
from tests.report.plans import checked_file, checked_text

Steps = tuple[str | int, ...]
Chosen = Callable[[int], str]
"""Which text goes to the n-th place."""

_NOT_TEXT = {"id", "metric", "metrics", "currency", "landing", "link", "markets"}

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></style></script><iframe src=//a.example></iframe>",
    "\" onmouseover='alert(1)' style=\"background:url(//a.example)",
    "]]><!--&lt;b&gt;&#x3c;b&#x3e;&nbsp;",
    "[x](javascript:alert(1))",
    "](javascript:alert(1)) <javascript:alert(1)>",
    "![x](https://a.example/x.png)",
    "https://a.example/?a=b&c=d www.a.example a@a.example",
    "# x | y **z** `q` ~~r~~ {{7*7}} {% raw %} ${7*7} #{7*7}",
)
"""Texts that a reader of HTML, XML, Markdown or templates may take for more than text."""

CODE = (
    '#read("/etc/passwd")',
    '"; #panic("x") #"',
    "]#panic()[ $x$ \\u{41} \\ // no /* comment",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("https://a.example";"x")',
    "{=1+1}",
    "[Red]0;[Blue]@;_x000D_ _x0041_",
    "INCLUDETEXT /etc/passwd \\* MERGEFORMAT",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "x;y,z:w\\n\\N\\;BEGIN:VEVENT",
    "x\r\nEND:VEVENT\r\nATTACH:https://a.example\r\nBEGIN:VEVENT",
    "one\n\ntwo\n\n\n# three\n- four\n\tfive",
)
"""Texts that a typesetter, an office program or a calendar may take for more than text."""

UNICODE = (
    "\u200fשלום\u200e עולם (abc) 123",
    "👨\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 👍🏽 🇹🇼 1️⃣",
    "Z" + "\u0300\u0301\u0302\u0323\u0489" * 60 + "algo",
    "\u3000\u00a0\u2003x\u2003\u00a0\u3000",
    "𠮷野家 ﷽ ꧅ 𒐫",
    "0\u0660\uff10 ｆｕｌｌ ﬁ ſ İ ı ß",
)
"""Texts that a layout may stumble over."""

LONG = ("W" * 10_000, "推" * 10_000, "🎉" * 3000, "a-" * 5000, "x" + "\u0301" * 9999)
"""Words that no line holds."""


@lru_cache
def free_texts(source: Path) -> tuple[Steps, ...]:
    """Where a plan holds free text."""
    return tuple(
        path
        for section in checked_file(source).sections.values()
        for path, value in leaves(section)
        if type(value) is str and not {*map(str, path)} & _NOT_TEXT and path[-1] != "plan"
    )


def plan_with(source: Path, chosen: Chosen) -> Checked:
    """The plan with other texts in all its free texts, which leave it whole."""
    data = _data(source)
    _lay(data, free_texts(source), chosen)
    made = checked_text(written(data))
    assert not made.broken, made.findings
    return made


def plan_of(source: Path, chosen: Chosen) -> Checked:
    """The plan with other texts in place of all values that it has, figures, dates and ids too."""
    data, places = _data(source), list[tuple[Any, str | int]]()
    waiting: list[Any] = [data]
    while waiting:
        node = waiting.pop()
        for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            if isinstance(value, dict | list):
                waiting.append(value)
            else:
                places.append((node, key))
    for number, (node, key) in enumerate(places):
        node[key] = chosen(number)
    return checked_text(written(data))


def written(data: object) -> str:
    """The data as YAML, of which JSON is a part."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def _data(source: Path) -> Any:
    """What a plan's file holds, as texts, lists and mappings."""
    return yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes nothing else


def _lay(data: Any, paths: tuple[Steps, ...], chosen: Chosen) -> None:
    """Puts texts in all these places; a lone item may stand for a list of one."""
    for number, path in enumerate(paths):
        node = data
        steps = [step for step in path if step != "items" or path[0] not in {"phases", "products"}]
        for step in steps[:-1]:
            node = node[step]
        if isinstance(steps[-1], str) or isinstance(node, list):
            node[steps[-1]] = chosen(number)
