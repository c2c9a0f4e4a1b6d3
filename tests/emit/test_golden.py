"""One broken plan in every format, to the letter."""

import json
from pathlib import Path

import pytest

from promoplan import __version__
from promoplan.cli.formats import Format
from tests.cli.running import BEFORE, promoplan
from tests.conftest import Golden
from tests.emit.making import BROKEN

FORMATS = Path(__file__).parent.parent / "golden" / "formats"


@pytest.mark.parametrize("form", Format)
def test_a_broken_plan_looks_as_it_did(form: Format, golden: Golden, tmp_path: Path) -> None:
    """Whoever reads a format by machine finds the same bytes after any change that is not meant."""
    (tmp_path / "plan.yaml").write_bytes(BROKEN.read_bytes())
    ran = promoplan("validate", "plan.yaml", "-f", form, "--today", BEFORE, cwd=tmp_path)
    assert ran.code == 1
    assert ran.err == ""
    golden(FORMATS / f"{form}.out", ran.out.replace(json.dumps(__version__), '"VERSION"'))


@pytest.mark.parametrize("form", ["text", "concise"])
def test_statistics_follow_after_a_blank_line(form: str, golden: Golden, tmp_path: Path) -> None:
    """The totals are a block of their own, which nothing of the findings mixes into."""
    (tmp_path / "plan.yaml").write_bytes(BROKEN.read_bytes())
    arguments = ("validate", "plan.yaml", "-f", form, "--today", BEFORE)
    plain = promoplan(*arguments, cwd=tmp_path).out
    told = promoplan(*arguments, "--statistics", cwd=tmp_path).out
    assert told.startswith(f"{plain}\n")
    golden(FORMATS / "statistics.out", told.removeprefix(f"{plain}\n"))
