"""What a channel is to achieve: its own objective, else the plan's purpose."""

from promoplan.model.channels import Channel
from promoplan.model.header import PlanHeader, Purpose


def objective_of(plan: PlanHeader, channel: Channel) -> Purpose | None:
    """The channel's objective, else the plan's purpose; None where neither is said."""
    return channel.objective or plan.purpose


def judged_by_return(plan: PlanHeader, channel: Channel) -> bool:
    """Whether the money a channel brings back says how good it is: not so where it is to make the brand known."""
    return objective_of(plan, channel) is not Purpose.AWARENESS
