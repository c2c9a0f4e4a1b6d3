"""The plan's agenda as an iCalendar file (RFC 5545), which calendar programs take in."""

import importlib.util

from promoplan.errors import MissingExtra
from promoplan.report.view.context import ReportContext


def ics(context: ReportContext) -> bytes:
    """The calendar of phases, milestones, goals, steps, offers, placements, publications and reviews, in UTF-8.

    Days are days everywhere, and hours are those of the readers' clock, so nothing moves with a time zone. An entry
    keeps its UID while its id in the plan stays, in every language. Raises MissingExtra without icalendar.
    """
    if importlib.util.find_spec("icalendar") is None:
        raise MissingExtra('ICS: icalendar is not installed; pip install "promoplan[office]"')
    from promoplan.report.events import calendar  # noqa: PLC0415 - it imports icalendar

    return calendar(context)
