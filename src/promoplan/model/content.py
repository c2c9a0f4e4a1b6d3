"""`content`: step 04, what is published where, how often, by whom and after whose review."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.audience import LifeCycle
from promoplan.model.figure import MetricKey
from promoplan.model.frame import StepFrame
from promoplan.model.many import OneOrMany
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import Count
from promoplan.model.references import ChannelRef, MemberRef, PhaseRef, ProductRef, SegmentRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day, DayHours, Duration, Frequency


class ContentFormat(StrEnum):
    """The form of a piece of content."""

    IMAGE_TEXT = "image-text"
    ARTICLE = "article"
    SHORT_VIDEO = "short-video"
    LONG_VIDEO = "long-video"
    LIVE = "live"
    AUDIO = "audio"
    H5 = "h5"
    EMAIL = "email"
    SMS = "sms"
    MESSAGE = "message"
    PRODUCT_PAGE = "product-page"
    POSTER = "poster"
    SEARCH_AD = "search-ad"


class LiveFile(Node):
    """What is on file of a live stream that sells, and may be asked for later."""

    operator: Text | None = Field(None, description="Who runs the stream, and how their identity was checked")
    host_identity: Text | None = Field(None, description="How the host's identity was checked")
    pre_review: Text | None = Field(None, description="Who checks script and prices before the stream, and when")
    price_statement: Text | None = Field(None, description="What the stream says of prices and gifts, and till when")
    records_kept: Duration | None = Field(None, description="How long recordings are kept: 3 years")


class Piece(Node):
    """A piece or a series of content."""

    id: Id = Field(description="Short name of the piece or series")
    theme: Text = Field(description="What it is about")
    format: ContentFormat = Field(description="image-text, short-video, live, article, h5, email, ...")
    channels: OneOrMany[ChannelRef] = Field((), description="Channels it is published on")
    frequency: Frequency | None = Field(None, description="How often: 3/week, daily")
    hours: DayHours | None = Field(None, description="Hours in which it is sent, on the readers' clock: 09:00-20:00")
    start: Day | None = Field(None, description="First day of publication; left out, the plan's first")
    end: Day | None = Field(None, description="Last day of publication; left out, the plan's last")
    phases: OneOrMany[PhaseRef] = Field((), description="Phases it belongs to; left out, all")
    publish_on: Day | None = Field(None, description="Day of publication of a single piece")
    approve_by: Day | None = Field(None, description="Day by which it is approved")
    owner: MemberRef | None = Field(None, description="Who makes it")
    host: Text | None = Field(None, description="Who hosts a live stream")
    live: LiveFile | None = Field(None, description="What is on file of a live stream: operator, host, review, records")
    segments: OneOrMany[SegmentRef] = Field((), description="Segments it speaks to")
    stage: OneOrMany[LifeCycle] = Field((), description="Life-cycle stages it speaks to: new, active, dormant")


class ReviewProcess(Node):
    """How a piece is checked before it is published."""

    steps: OneOrMany[Text] = Field((), description="What is checked, in order")
    by: OneOrMany[MemberRef] = Field((), description="Who checks")
    lead: Duration | None = Field(None, description="How long before publication it is handed in")


class CreatorKind(StrEnum):
    """How widely a creator is heard; an endorser is known for something else and stands by a product."""

    KOL = "kol"
    KOC = "koc"
    ENDORSER = "endorser"


class Creator(Node):
    """A creator whom the plan pays or supplies."""

    name: Text = Field(description="Name of the creator or of the group of creators")
    kind: CreatorKind = Field(description="kol (opinion leader), koc (opinion consumer) or endorser")
    channel: ChannelRef | None = Field(None, description="Where they publish")
    fee: Money | None = Field(None, description="Fee, part of the budget lines")
    deliverables: Text | None = Field(None, description="What they deliver, and how much of it")
    metric: MetricKey | None = Field(None, description="The metric by which they are judged")
    followers: Count | None = Field(None, description="Followers")
    label: Text | None = Field(None, description="How the paid content is marked")
    products: OneOrMany[ProductRef] = Field((), description="Products they recommend; left out, all of the plan's")
    age: Count | None = Field(None, description="Age in years")
    has_used: bool | None = Field(None, description="false where they have not used what they recommend")
    sanctioned_on: Day | None = Field(None, description="When they were last punished for recommending falsely")


class AdCopy(Node):
    """A text that consumers will read."""

    id: Id = Field(description="Short name of the text")
    channel: ChannelRef | None = Field(None, description="Where it is shown")
    headline: Text | None = Field(None, description="Headline")
    body: Text | None = Field(None, description="Text")
    price: Money | None = Field(None, description="Price of one unit that it shows")
    products: OneOrMany[ProductRef] = Field((), description="Products it speaks of; left out, all of the plan's")


class Content(StepFrame):
    """Step 04: what is published where, how often, by whom and after whose review."""

    pieces: tuple[Piece, ...] = Field((), description="Pieces and series of content")
    review: ReviewProcess | None = Field(None, description="How content is checked before it is published")
    iteration: Duration | None = Field(None, description="How often content is renewed; the method asks for 2 weeks")
    capacity: Frequency | None = Field(None, description="How many pieces the team can make: 12/week")
    feedback: OneOrMany[Text] = Field((), description="Where readers' feedback comes from: reviews, community, survey")
    user_content: OneOrMany[Text] = Field((), description="How users are led to make content of their own")
    creators: tuple[Creator, ...] = Field((), description="Creators, with fee, deliverables and metric")
    ad_copy: tuple[AdCopy, ...] = Field((), description="Texts of advertisements")
