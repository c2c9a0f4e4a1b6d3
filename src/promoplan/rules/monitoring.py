"""The tools that measure: that there are some, that they are calibrated, and checked against a second one."""

from collections.abc import Iterator
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.monitoring import Monitoring, Tool, ToolKind
from promoplan.rules.rule import Problem, problem, rule

_COUNTING = frozenset((ToolKind.ANALYTICS, ToolKind.PLATFORM, ToolKind.DATA_PLATFORM))
"""Kinds of tools that count clicks and orders themselves; the others show, ask or keep what was counted."""


class CalibrationLimits(NamedTuple):
    """The most days from one calibration to the next: a quarter."""

    max_days: int = 92


@rule("PP501", Severity.ERROR)
def no_tool(monitoring: Monitoring) -> Iterator[Problem]:
    """No tool that measures anything."""
    if not monitoring.tools:
        yield problem(monitoring.path, on_key=True)


@rule("PP502", Severity.WARNING)
def no_calibration(monitoring: Monitoring) -> Iterator[Problem]:
    """A tool that counts and is never calibrated; where none of that kind is named, any tool."""
    for tool in _counting(monitoring):
        if tool.calibration is None:
            yield problem(tool.path, on_key=True, name=tool.name)


def _counting(monitoring: Monitoring) -> tuple[Tool, ...]:
    return tuple(tool for tool in monitoring.tools if tool.kind in _COUNTING) or monitoring.tools


@rule("PP503", Severity.WARNING)
def no_cross_check(monitoring: Monitoring) -> Iterator[Problem]:
    """No tool is compared with a second one, or one only with itself."""
    named = [tool for tool in monitoring.tools if tool.cross_check is not None]
    for tool in named:
        if tool.cross_check == tool.id:
            yield problem(tool.at("cross_check"), variant="itself", name=tool.name)
    if monitoring.tools and not named:
        yield problem(monitoring.at("tools"), on_key=True, count=len(monitoring.tools))


@rule("PP515", Severity.WARNING, limits=CalibrationLimits)
def rare_calibration(monitoring: Monitoring, *, limits: CalibrationLimits) -> Iterator[Problem]:
    """A tool that is calibrated less often than every quarter."""
    for tool in monitoring.tools:
        rhythm = tool.calibration
        if rhythm is not None and rhythm.days_between > limits.max_days:
            at, found = tool.at("calibration"), rhythm.days_between
            yield problem(at, name=tool.name, calibration=rhythm.text, days=found, most=limits.max_days)
