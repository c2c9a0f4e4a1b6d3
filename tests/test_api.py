"""The interface for programs, and the README's example of it."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

import promoplan
from promoplan.errors import PlanError, UnreadableError

ROOT = Path(__file__).parent.parent
MINIMAL = ROOT / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml"


def test_a_plan_is_typed() -> None:
    """`load_plan` gives exact values."""
    plan = promoplan.load_plan(MINIMAL)
    assert plan.budget is not None
    assert (plan.plan.id, plan.budget.total.amount) == ("minimal", Decimal(100000))


def test_a_broken_plan_is_not_typed(tmp_path: Path) -> None:
    """The error carries what is wrong."""
    (tmp_path / "a.yaml").write_text(MINIMAL.read_text(encoding="utf-8").replace("total: 100000", "total: much"))
    with pytest.raises(PlanError, match="1 errors") as raised:
        promoplan.load_plan(tmp_path / "a.yaml")
    assert [getattr(finding, "code", "") for finding in raised.value.findings] == ["PP012"]
    with pytest.raises(UnreadableError):
        promoplan.load_plan(tmp_path / "gone.yaml")


def test_a_check_and_its_report() -> None:
    """`check` finds nothing in a clean plan, `render` prints it."""
    checked = promoplan.check(MINIMAL, today=date(2027, 1, 15))
    assert checked.findings == ()
    assert promoplan.render(checked, "md").startswith(b"# Spring promotion")
    assert "推廣" in promoplan.render(checked, "md", language="zh-Hant").decode()


def test_the_readme_example_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The Python block of the README does what it says, from the project's root."""
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    monkeypatch.chdir(ROOT)
    code = block[1].replace("aria.html", str(tmp_path / "aria.html"))
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the project's own text
    assert (tmp_path / "aria.html").stat().st_size > 10_000


def test_the_readme_template_renders(tmp_path: Path) -> None:
    """The README's own block replaces the built-in one and keeps the rest."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    template = re.search(r"( {4}\{% extends.*?\{% endblock %\}\n)", readme, re.DOTALL)
    assert template is not None
    (tmp_path / "body").mkdir()
    (tmp_path / "body" / "report.md.jinja").write_text(dedent(template[1]), encoding="utf-8")
    report = promoplan.render(promoplan.check(MINIMAL, today=date(2027, 1, 15)), "md", templates=tmp_path).decode()
    assert "## For the board\n\nTotal budget: $100,000" in report
    assert "## Step 01: Set goals" in report
