"""The kinds of plans that can be written anew; apart from the model, so that the command line need not build models."""

from enum import StrEnum


class PlanKind(StrEnum):
    """How long a plan runs."""

    ANNUAL = "annual"
    QUARTERLY = "quarterly"
    CAMPAIGN = "campaign"
