"""Outcomes to print: of real plans, and made up from any text."""

from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from promoplan.checker import check
from promoplan.emit.outcome import Outcome, outcome
from promoplan.emit.said import Excerpt, Patch, Said, Where
from promoplan.emit.told import Hushed, Told, told
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.rules.page import over_minimal

BROKEN = Path(__file__).parent.parent.parent / "plans" / "broken" / "yaml-traps-and-typos.yaml"
DAY = date(2027, 1, 15)

NASTY = (
    "::error::x",
    "\n::add-mask::x",
    "##[error]x",
    "###[error]",
    "##vso[task.setvariable]",
    "%0A::error::",
    "a,line=1::b",
    "]]>&amp;<b>",
    "<script>alert(1)</script>",
    "[click](https://example.com)",
    "![x](y)",
    "@everyone #1 GH-1",
    "`` ` ``|a|b|",
    "\x1b[2J\x9b",
    "\x00\ufffe\r\t",
    "{0} {1}",
    "\\@x \\# \\|",
    "計畫「甲」；🇹🇼👩‍💻",
)
"""What a format must carry as text, and never obey."""

texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
printables = texts.map(lambda text: "".join(filter(str.isprintable, text)))


def found(  # noqa: D103 - a finding of plain values; each can be told apart
    message: str = "reserve is NT$1, wanted NT$2",
    help: str = "raise it",  # noqa: A002 - as the field is named
    *,
    path: str = "plans/a.yaml",
    severity: Severity = Severity.ERROR,
    line: int = 3,
    code: str = "PP601",
    fingerprint: str = "f1",
    patches: tuple[Patch, ...] = (),
    safe: bool = True,
) -> Said:
    where = Where(path, line, 5, line, 9)
    return Said(
        code, "reserve-too-small", severity, where, message, help, (Where(path, 1, 1, 1, 4),), ("budget", 0), "budget",
        fingerprint, Excerpt("total: 100", 1), patches, safe,
    )  # fmt: skip


def run(*findings: Said, hushed: tuple[Hushed, ...] = (), path: str = "plans/a.yaml", more: int = 0) -> Outcome:
    """The outcome of one plan with these findings, and `more` errors that are not printed."""
    counts = Counter((finding.code, finding.severity) for finding in findings)
    counts["PP601", Severity.ERROR] += more
    listed = tuple((code, severity, count) for (code, severity), count in counts.items() if count)
    return outcome([Told(path, findings, hushed, listed)])


def silenced(said: Said, cause: str = "comment", reason: str = "agreed", until: str = "") -> Hushed:
    """A finding that is silenced."""
    return Hushed(said, cause, reason, until)


def of_plans(*texts_of_plans: str, language: Language = Language.EN) -> Outcome:
    """What real checks of snippets over the minimal plan give."""
    return outcome(told(check(over_minimal(text), today=DAY), language) for text in texts_of_plans)


said = st.builds(
    found,
    texts,
    texts,
    path=texts.filter(lambda text: "\x00" not in text).map(lambda text: f"a{text}"),
    severity=st.sampled_from(Severity),
    line=st.integers(1, 99),
    fingerprint=st.sampled_from(["f1", "f2", ""]),
    patches=st.lists(st.builds(Patch, st.just(Where("plans/a.yaml", 1, 1, 1, 1)), texts), max_size=2).map(tuple),
    safe=st.booleans(),
)
runs = st.builds(
    lambda findings, hushed, more: run(*findings, hushed=tuple(hushed), more=more),
    st.lists(said, max_size=14),
    st.lists(st.builds(silenced, said, st.sampled_from(["comment", "baseline"]), texts), max_size=3),
    st.integers(0, 2),
)
"""Outcomes with hostile text in every place."""
