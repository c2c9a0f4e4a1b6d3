"""`readiness`: checklists before, during and after (campaign guide, chapter 6)."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.node import Node
from promoplan.model.references import MemberRef
from promoplan.model.scalars import Text
from promoplan.model.times import Day


class Area(StrEnum):
    """What a check is about."""

    STOCK = "stock"
    PAGE = "page"
    SERVICE = "service"
    LOGISTICS = "logistics"
    LOAD_TEST = "load-test"
    PEOPLE = "people"
    TRACKING = "tracking"
    CONTENT = "content"
    LEGAL = "legal"
    DATA = "data"
    REWARD = "reward"


class Check(Node):
    """One thing to see to."""

    task: Text = Field(description="What is to be done")
    area: Area | None = Field(None, description="stock, page, service, logistics, load-test, people, ...")
    owner: MemberRef | None = Field(None, description="Who does it")
    due: Day | None = Field(None, description="By when")
    done_on: Day | None = Field(None, description="When it was done")


class Readiness(Node):
    """Checklists before, during and after."""

    before: tuple[Check, ...] = Field((), description="Before the start")
    during: tuple[Check, ...] = Field((), description="While it runs")
    after: tuple[Check, ...] = Field((), description="After the end")
