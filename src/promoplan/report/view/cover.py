"""The cover: what the plan is called, for whom, when, in which money."""

from msgspec import Struct

from promoplan.model.header import PlanHeader
from promoplan.model.references import Kind
from promoplan.report.view.material import Material
from promoplan.report.view.names import country
from promoplan.report.view.times import day, length, span


class Cover(Struct, frozen=True):
    """What a reader sees first; all texts, "" for what the plan does not say. `status_key` is its value in the file.

    `what_if` says that figures were changed for this report, "" where it shows the plan itself; `draft` is the mark
    that every page of a draft bears, "" for others. `id` is the plan's short name, `currency_code` the ISO code of its
    money.
    """

    name: str
    brand: str = ""
    kind: str = ""
    status: str = ""
    status_key: str = ""
    period: str = ""
    length: str = ""
    owner: str = ""
    version: str = ""
    updated: str = ""
    currency: str = ""
    markets: str = ""
    purpose: str = ""
    theme: str = ""
    summary: str = ""
    printed: str = ""
    what_if: str = ""
    draft: str = ""
    id: str = ""
    currency_code: str = ""


def cover(material: Material, *, draft: bool = False) -> Cover:
    """The cover of a plan; of a broken header its name and brand as they are written."""
    voice, header = material.voice, material.section(PlanHeader)
    period = material.period
    dates = span(voice, period.start, period.end) if period else ""
    lasting = length(voice, period.start, period.end) if period else ""
    printed = day(voice, material.today)
    changed = voice.label("what-if.mark") if material.checked.document.overrides else ""
    mark = voice.label("cover.draft") if draft else ""
    if header is None:
        raw = material.raw_header
        name = _text(raw.get("name")) or voice.label("cover.nameless")
        brand = _text(raw.get("brand"))
        return Cover(
            name,
            brand,
            period=dates,
            length=lasting,
            printed=printed,
            what_if=changed,
            draft=mark,
            id=_text(raw.get("id")),
            currency_code=voice.currency,
        )
    return Cover(
        name=header.name,
        brand=header.brand or "",
        kind=voice.term(header.kind),
        status=voice.term(header.status),
        status_key=header.status.value,
        period=dates,
        length=lasting,
        owner=material.names.get(Kind.MEMBER, header.owner) if header.owner else "",
        version=header.version or "",
        updated=day(voice, header.updated),
        currency=_currency(material),
        markets=voice.listed(country(voice, code) for code in header.markets),
        purpose=voice.term(header.purpose),
        theme=header.theme or "",
        summary=header.summary or "",
        printed=printed,
        what_if=changed,
        draft=mark,
        id=header.id,
        currency_code=voice.currency,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _currency(material: Material) -> str:
    """The currency's name and code."""
    from babel.numbers import get_currency_name  # noqa: PLC0415 - only where something is shown

    code = material.voice.currency
    if not code:
        return ""
    name = get_currency_name(code, locale=material.voice.language.locale)
    return material.voice.label("with-code", name=name, code=code)
