"""What the tests of finished formats share: a plan's context, and a body with every kind of element."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from promoplan.batch import load
from promoplan.checker import check
from promoplan.emit.escaping import escaped
from promoplan.i18n.catalogue import Language
from promoplan.report.charts.bars import bars
from promoplan.report.charts.data import Bar, Bars
from promoplan.report.front import Front, front
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.view.context import ReportContext, build_context

PLAN = Path(__file__).parents[2] / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml"
TODAY = date(2027, 4, 20)
HOSTILE = (
    '#read("/etc/passwd")',
    "<script>alert(1)</script>",
    "{{7*7}}",
    "$x$ \\u{41} \\",
    '"; #panic("x") #"',
    "]#panic()[",
    "// no /* comment",
)
"""Texts that some reader would take for markup or code."""

BODY = """
## Summary

A **strong** and a *quiet* word, `#panic("code")`, [a link](https://example.com/a?b=c&d), [no link](javascript:alert(1))
and ![remote](https://example.com/x.png) and
中文
换行。

- one
- two
  - inner

3. third
4. fourth

#### Skipped levels close up

| Item | Amount | Note |
|---|---:|---|
| Video | ¥480,000 | at `once` |
| 直播 | 40% | a/very-long-identifier-that-nobody-could-break-or-read-in-one-line |

> Quoted

```
raw <b> #text
```

---

![Bars of money](chart:money)

![Not drawn](chart:none)
"""


@lru_cache
def context(language: Language = Language.EN) -> ReportContext:
    """The view model of the minimal plan."""
    return build_context(check(load(PLAN), today=TODAY), language, TODAY)


def shown(language: Language = Language.EN, theme: Theme = DEFAULT) -> Front:
    """The front of the minimal plan in the look of a theme."""
    return front(context(language), theme)


@lru_cache
def charts(text: str = "Money") -> dict[str, str]:
    """One chart with a text of its own."""
    shown = (Bar(text, Decimal(3), "¥3,000"), Bar("b", Decimal(1), "¥1,000"))
    return {"money": bars(Bars(text, f"{text}: 3", Language.EN, shown))}


def hostile_body() -> str:
    """A body that holds the hostile texts, escaped as the reports' own Markdown is."""
    told = [escaped(text) for text in HOSTILE]
    cells = "".join(f"| {text} | {text} |\n" for text in told)
    heads = "".join(f"## {text}\n\n{text}\n\n- {text}\n\n" for text in told)
    return f"{heads}| A | B |\n|---|---|\n{cells}\n![chart](chart:money)\n"
