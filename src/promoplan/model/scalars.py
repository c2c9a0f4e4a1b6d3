"""`Scalar`: what people write as one text is parsed once into an exact value; and the plain texts of a plan.

What can't be read raises a Pydantic error of a type of ours (`promoplan.wrong_type`, `promoplan.ambiguous`,
`promoplan.out_of_range`, ...) whose context holds what was written and what is accepted.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from promoplan.model.codes import COUNTRIES, CURRENCIES

MAX_DIGITS = 15
"""The most digits a figure may have."""

JsonSchema = dict[str, Any]

KIND = "$comment"
"""Keyword of JSON Schema under which a form of text tells its name, so that a schema can define each form once."""


def wrong_type(expected: str, value: object) -> PydanticCustomError:
    """A value of the wrong kind; `expected` names the kind in the message catalogues."""
    return _error("promoplan.wrong_type", value, expected=expected)


def unknown_value(expected: str, value: object) -> PydanticCustomError:
    """A word that is not in the vocabulary called `expected`."""
    return _error("promoplan.unknown_value", value, expected=expected)


def not_a_condition(value: object) -> PydanticCustomError:
    """What stands where the playbook wants a condition."""
    return _error("promoplan.playbook", value)


def ambiguous(value: object, reading_1: str, reading_2: str) -> PydanticCustomError:
    """A figure that may be read in two ways."""
    return _error("promoplan.ambiguous", value, reading_1=reading_1, reading_2=reading_2)


def out_of_range(value: object, low: str, high: str) -> PydanticCustomError:
    """A figure outside its limits."""
    return _error("promoplan.out_of_range", value, low=low, high=high)


def _error(kind: str, value: object, **context: str) -> PydanticCustomError:
    """The error, with what was written when that is a text."""
    written = {"written": value} if isinstance(value, str) else {}
    return PydanticCustomError(kind, kind, context | written)


class Scalar:
    """A value written as one text.

    A subclass says how it is parsed, what it is called in messages and what editors may expect of it.
    """

    __slots__ = ()
    expected: ClassVar[str]
    json_schema: ClassVar[JsonSchema]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value of a stripped text, or one of the errors above."""
        raise NotImplementedError

    @classmethod
    def read(cls, value: object) -> Self:
        """The value of what a plan holds here."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise cls.unreadable(value)
        return cls.parse(value.strip())

    @classmethod
    def unreadable(cls, value: object) -> PydanticCustomError:
        """The error for what is no such value at all."""
        return wrong_type(cls.expected, value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Parsed from text."""
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> JsonSchema:
        """What an editor may expect."""
        return cls.named_schema()

    @classmethod
    def named_schema(cls) -> JsonSchema:
        """The same with the scalar's name."""
        return {KIND: cls.__name__, **cls.json_schema}


class Form:
    """How a text of the plan is read, and what editors may expect of it; stands beside a type in `Annotated`.

    Does the work of Pydantic's validator and schema annotations in one step, as there are hundreds of such fields.
    """

    __slots__ = ("json_schema", "reader")

    def __init__(self, read: Callable[[object], object], json_schema: JsonSchema) -> None:
        self.reader: CoreSchema = core_schema.no_info_plain_validator_function(read)
        self.json_schema = json_schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read by its function."""
        return self.reader

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> JsonSchema:
        """What an editor may expect."""
        return dict(self.json_schema)


class _Words(Form):
    """Text as it is."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(str, {"type": ["string", "number"], "minLength": 1})
        self.reader = core_schema.str_schema(strip_whitespace=True, min_length=1, strict=True)


Text = Annotated[str, _Words()]
"""Text for people: not empty, as written."""

_ID = re.compile(r"(?!x-)[a-z0-9][a-z0-9-]{0,63}", re.ASCII)  # keys with x- are a team's own
ID_PATTERN = f"^{_ID.pattern}$"
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789")}
)
_LINK = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:[/?#](?u:[^\s\x00-\x20\x7f\\<>\"])*)?",
    re.ASCII | re.IGNORECASE,
)
_MAILTO = re.compile(r"mailto:[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
_LONGEST_LINK = 2000


def _read_id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value) or value in _DEVICES:
        raise _error("promoplan.bad_id", value)
    return value


def _read_link(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > _LONGEST_LINK or not (_LINK.fullmatch(text) or _MAILTO.fullmatch(text)):
        raise _error("promoplan.unsafe_link", value)
    return text


def _read_currency(value: object) -> str:
    if value not in CURRENCIES:
        raise unknown_value("currency", value)
    return str(value)


def _read_country(value: object) -> str:
    if value not in COUNTRIES:
        raise unknown_value("country", value)
    return str(value)


Id = Annotated[
    str,
    Form(_read_id, {KIND: "Id", "type": ["string", "integer"], "pattern": ID_PATTERN, "examples": ["spring-sale"]}),
]
"""Short name by which other sections point here: lower-case letters, digits and hyphens; no name of a device.

It can't begin with `x-`: as a key of a mapping such a name would be a team's own field.
"""

Link = Annotated[
    str,
    Form(
        _read_link,
        {
            KIND: "Link",
            "type": "string",
            "pattern": "^(https?://|mailto:)",
            "examples": ["https://example.com/spring", "mailto:shop@example.com"],
        },
    ),
]
"""A web address (http, https with a host) or mailto; anything else is unsafe to print."""

Currency = Annotated[
    str,
    Form(_read_currency, {KIND: "Currency", "type": "string", "enum": list(CURRENCIES), "examples": ["TWD", "CNY"]}),
]
"""ISO 4217 code of a currency."""

Country = Annotated[
    str,
    Form(_read_country, {KIND: "Country", "type": "string", "enum": list(COUNTRIES), "examples": ["TW", "CN"]}),
]
"""ISO 3166-1 code of a country, or EU."""
