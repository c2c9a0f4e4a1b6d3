"""The day that dates in a plan are held against."""

from datetime import date

from promoplan.model.header import PlanHeader


def latest_known(plan: PlanHeader, today: date) -> date:
    """The latest day that a plan can know of: the day of judgement, or that of its own version where it is later.

    A plan judged as on a day before it was written says nothing of the future when it tells of its own past.
    """
    return max(today, plan.updated or today)
