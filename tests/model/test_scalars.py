"""Ids, links, codes and plain texts; and what holds for every scalar, whatever is written."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from promoplan.model.codes import COUNTRIES, CURRENCIES, SYMBOLS
from promoplan.model.condition import Condition, Move
from promoplan.model.figure import Figure, MetricKey
from promoplan.model.money import Money, MoneyOrSpread
from promoplan.model.numbers import AgeRange, Change, Count, Grade, Number, Ratio, RatioOrSpread
from promoplan.model.scalars import Country, Currency, Id, Link, Scalar, Text
from promoplan.model.times import Day, Duration, Frequency, PeriodKey

from .reading import patiently, reader, refusal, texts, unknown

an_id = reader(Id)
link = reader(Link)
currency = reader(Currency)
country = reader(Country)
words = reader(Text)

SCALARS: tuple[type[Scalar] | type[PeriodKey], ...] = (
    Money, Ratio, Change, AgeRange, Duration, Frequency, PeriodKey, Figure, Condition, Move,
)  # fmt: skip
FIELDS: dict[str, Any] = {
    "id": Id, "link": Link, "currency": Currency, "country": Country, "day": Day, "metric": MetricKey,
    "number": Number, "count": Count, "grade": Grade, "money": MoneyOrSpread, "ratio": RatioOrSpread,
}  # fmt: skip
READERS = [reader(kind) for kind in FIELDS.values()]


@patiently
@given(texts)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a scalar raise anything but an error of ours."""
    kinds = set()
    for scalar in SCALARS:
        try:
            scalar.read(text)
        except PydanticCustomError as error:
            kinds.add(error.type.split(".")[0])
    assert kinds <= {"promoplan"}


@patiently
@given(texts)
def test_any_text_in_any_field(text: str) -> None:
    """The same for the fields that are read by a function alone."""
    kinds: set[str] = set()
    for read in READERS:
        try:
            read(text)
        except ValidationError as error:
            kinds |= {each["type"].split(".")[0] for each in error.errors()}
    assert kinds <= {"promoplan"}


@patiently
@given(texts)
def test_what_is_read_is_read_again(text: str) -> None:
    """A value that has been read passes as it is."""
    for scalar in SCALARS:
        try:
            once = scalar.read(text)
        except PydanticCustomError:
            continue
        assert scalar.read(once) is once


@pytest.mark.parametrize("kind", [*SCALARS, *FIELDS.values()], ids=[*(each.__name__ for each in SCALARS), *FIELDS])
def test_length_costs_nothing(kind: Any) -> None:
    """Texts far longer than any scalar are refused at once, however near they are to one."""
    for piece in ("1", "1,", "1_", "1.", " ", "a", "9%", "-", "2027-", "every ", "https://a/", "..", "万", "roas < 1 "):
        kind_of, _ = refusal(reader(kind), piece * (100_000 // len(piece)) + "?!")
        assert kind_of.startswith("promoplan.")


@pytest.mark.parametrize("text", ["a", "spring-sale", "2027q2", "0", "a" * 64, "com0", "console", "x", "xmas", "a--b-"])
def test_ids(text: str) -> None:
    """Lower-case letters, digits and hyphens."""
    assert an_id(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "-a", "A", "Spring", "spring sale", " a", "a ", "a\n", "a_b", "a.b", "a/b", "../a", "青禾", "é",
        "a\u200b", "ａ", "١", "ſ", "\u212a", "a" * 65, "con", "nul", "prn", "aux", "com1", "lpt9", "x-", "x-ads",
    ],
)  # fmt: skip
def test_what_is_no_id(text: str) -> None:
    """Nothing that could be another file, a device, or a team's own key; letters of other scripts neither."""
    assert refusal(an_id, text) == ("promoplan.bad_id", {"written": text})


@pytest.mark.parametrize("value", [None, True, 7, ["a"]], ids=repr)
def test_only_text_is_an_id(value: object) -> None:
    """The refusal carries nothing of what else was there."""
    assert refusal(an_id, value) == ("promoplan.bad_id", {})


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "http://example.com/",
        "HTTPS://EXAMPLE.COM/A",
        "https://example.com:8443/a/b.html?x=1&y=2#top",
        "https://example.com?utm_source=a@b",
        "https://example.com/@user",
        "https://example.com/推广?词=青禾",
        "https://example.com/a%20b",
        "https://1.2.3.4/",
        "http://localhost:3000",
        "https://a-b.example.com/(x)",
        " https://example.com ",
        "mailto:ann.lee+ads@mail.example.com",
        "https://example.com/" + "a" * 1980,
    ],
    ids=lambda text: text[:50],
)
def test_links(text: str) -> None:
    """Web addresses with a host, and addresses of mail."""
    assert link(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "", "example.com", "www.example.com/a", "//example.com", "/a", "#top", "https:", "https://", "https:///a",
        "https:/a.com", "https:example.com", "https://?a", "javascript:alert(1)", "JavaScript:alert(1)",
        "java\tscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>", "vbscript:x",
        "file:///etc/passwd", "ftp://example.com", "blob:https://example.com", "view-source:https://example.com",
        "https://user@example.com/", "https://user:secret@example.com", "https://example.com@evil.example",
        "https://example.com:80@evil.example", "https://example.com\\@evil.example", "https://[::1]/",
        "https://-a.com", "https://a-", "https://a.", "https://.a", "https://exa mple.com", "https://example.com/a b",
        "https://example.com/a\tb", "https://example.com/a\nb", "https://example.com/a\u00a0b",
        "https://example.com/a\u3000b", "https://example.com/a\u2028b", "https://example.com/\x1b[2J",
        "https://example.com/\x00", "https://example.com/<b>", 'https://example.com/"onclick="x', "https://例子.com",
        "https://exa\u200bmple.com", "https://example.com:port/", "https://example.com:123456/", "https://\u212a.com",
        "mailto:", "mailto:ann", "mailto:ann@", "mailto:ann@example", "mailto:ann@example.com?cc=eve@example.com",
        "mailto:ann@example.com,eve@example.com", "mailto:a b@example.com", "https://example.com/" + "a" * 1981,
    ],
    ids=lambda text: ascii(text)[:50],
)  # fmt: skip
def test_what_is_no_safe_link(text: str) -> None:
    """Nothing that runs, reads, hides where it leads or breaks out of its quotes."""
    assert refusal(link, text) == ("promoplan.unsafe_link", {"written": text})


@pytest.mark.parametrize("value", [None, True, 7, {}], ids=repr)
def test_only_text_is_a_link(value: object) -> None:
    """As with ids."""
    assert refusal(link, value) == ("promoplan.unsafe_link", {})


def test_codes() -> None:
    """Every code there is can be written, and each is written in one way."""
    assert [currency(code) for code in CURRENCIES] == list(CURRENCIES)
    assert [country(code) for code in COUNTRIES] == list(COUNTRIES)
    assert len(set(COUNTRIES)) == 250
    assert {"CNY", "TWD", "HKD", "USD", "EUR", "JPY"} <= set(CURRENCIES)
    assert list(CURRENCIES) == sorted(set(CURRENCIES))
    assert list(COUNTRIES) == sorted(set(COUNTRIES))
    assert {code for codes in SYMBOLS.values() for code in codes} <= set(CURRENCIES)


@pytest.mark.parametrize("text", ["", "usd", "RMB", "US", "dollars", "USDT", "¥", "U$D"])
def test_what_is_no_currency(text: str) -> None:
    """Signs, nicknames and lower case are not guessed at."""
    assert refusal(currency, text) == unknown("currency", text)


@pytest.mark.parametrize("text", ["", "cn", "UK", "CHN", "China", "XX", "E"])
def test_what_is_no_country(text: str) -> None:
    """As with currencies."""
    assert refusal(country, text) == unknown("country", text)


@pytest.mark.parametrize("value", [None, True, 7, ["USD"], {"USD": 1}], ids=repr)
def test_only_text_is_a_code(value: object) -> None:
    """A list holding a code is none."""
    assert refusal(currency, value) == ("promoplan.unknown_value", {"expected": "currency"})
    assert refusal(country, value) == ("promoplan.unknown_value", {"expected": "country"})


def test_plain_text() -> None:
    """As written, but for the blanks around it; nothing is no text, and a number or a list is none."""
    assert words("  =SUM(A1) <b>{{ x }}</b>  ") == "=SUM(A1) <b>{{ x }}</b>"
    assert [refusal(words, value)[0] for value in ("", " \n ", None, True, 7, ["a"])] == [
        "string_too_short", "string_too_short", "string_type", "string_type", "string_type", "string_type",
    ]  # fmt: skip


class Holder(BaseModel):
    """One field of each kind."""

    money: Money
    ratio: Ratio
    period: PeriodKey
    when: Condition
    id: Id
    link: Link


def test_editors_learn_the_form_of_every_scalar() -> None:
    """Each scalar has a JSON Schema of its own, with examples or a pattern."""
    properties = Holder.model_json_schema()["properties"]
    assert all(set(each) & {"examples", "pattern", "enum"} for each in properties.values())
    for kind in (*SCALARS, *FIELDS.values()):
        assert TypeAdapter(kind).json_schema()
