"""Colours: every text and mark can be told from its ground, in our look and in any brand's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.report import palette
from promoplan.report.charts import palette as charts
from promoplan.report.palette import GRAPHIC_CONTRAST, GRAPHICS, TEXT_CONTRAST, TEXTS, Palette, colour, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def faint(given: Palette) -> list[tuple[str, str]]:
    """The pairs of a palette that are too alike."""
    wanted = [(pair, TEXT_CONTRAST) for pair in TEXTS] + [(pair, GRAPHIC_CONTRAST) for pair in GRAPHICS]
    return [pair for pair, least in wanted if contrast(*(getattr(given, name) for name in pair)) < least]


def test_contrast_is_that_of_wcag() -> None:
    """Figures that the standard and its readers give."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#1f5f8b", "#1f5f8b") == pytest.approx(1)


@pytest.mark.parametrize("own", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_our_own_colours_can_be_read(own: Palette) -> None:
    """Texts reach 4.5:1, marks 3:1."""
    assert faint(own) == []


@given(COLOURS, COLOURS)
def test_any_brand_can_be_read(brand: str, accent: str) -> None:
    """Whatever two colours a theme names, on paper and on dark screens, charts included."""
    light, dark = palette.light(brand, accent), palette.dark(brand, accent)
    assert faint(light) == faint(dark) == []
    for shown in (charts.light(light), charts.dark(dark)):
        assert contrast(shown.ink, shown.paper) >= TEXT_CONTRAST
        assert contrast(shown.primary, shown.paper) >= GRAPHIC_CONTRAST
        assert contrast(shown.on_fill, shown.primary) >= TEXT_CONTRAST


def test_a_colour_that_can_be_read_stays() -> None:
    """A brand sees its own colour wherever that is dark enough."""
    made = palette.light("#8a1538", "#b4470f")
    assert (made.band, made.blue, made.accent) == ("#8a1538", "#8a1538", "#b4470f")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#1f5f8b", "#1f5f8b"),
        ("1F5F8B", "#1f5f8b"),
        (" #05a ", "#0055aa"),
        ("blue", None),
        ("#12345", None),
        ("", None),
    ],
)
def test_colours_as_people_write_them(written: str, read: str | None) -> None:
    """With or without the mark, long or short."""
    assert colour(written) == read
