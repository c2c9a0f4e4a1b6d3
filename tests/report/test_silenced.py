"""What comments silence appears in the report, with the reason and the last day."""

from datetime import date

import pytest

from promoplan.checker import check
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import label
from promoplan.report.blocks import Align, Table
from promoplan.report.parsing import blocks
from promoplan.report.render import Report
from promoplan.report.targets import Format
from promoplan.source.document import parse
from promoplan.source.text import Source
from tests.report.plans import MINIMAL

UNTIL = {Language.EN: "31 Mar 2027", Language.ZH_HANT: "2027年3月31日", Language.ZH_HANS: "2027年3月31日"}
LINE = "  # promoplan: ignore[PP601] agreed <b>with</b> finance until=2027-03-31"


@pytest.mark.parametrize("language", Language)
def test_a_silenced_finding_stands_in_the_report_with_its_reason(language: Language) -> None:
    """In every language: the rule, what it finds, why it is put up with, and until which day; once it is past, not."""
    document = parse(Source("plan.yaml", MINIMAL.read_text(encoding="utf-8").replace("10%", f"5%{LINE}", 1)))
    for day, is_silenced in ((date(2027, 1, 15), True), (date(2027, 4, 1), False)):
        report = Report(check(document, today=day), language=language, today=day)
        rows = report.rendered(Format.MARKDOWN).main.decode().splitlines()
        told = [row for row in rows if "PP601" in row and UNTIL[language] in row and "finance" in row]
        assert bool(told) == is_silenced
        assert any(label("validation.silenced", language) in row for row in rows) == is_silenced
        assert not any("<b>with" in row for row in told)


@pytest.mark.parametrize(("cell", "align"), [("PP322", Align.LEFT), ("US$322", Align.RIGHT), ("CNY 322", Align.RIGHT)])
def test_a_rules_code_is_set_as_a_word(cell: str, align: Align) -> None:
    """Letters close before digits are a name; a currency's sign or code stands apart from its figure."""
    (table,) = blocks(f"| A |\n| --- |\n| {cell} |\n")
    assert isinstance(table, Table)
    assert table.columns[0].align is align
