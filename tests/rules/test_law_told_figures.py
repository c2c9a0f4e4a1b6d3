"""Figures read from texts: any amounts, however they are written."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from promoplan.rules.law.folding import fold
from promoplan.rules.law.told_figures import at_most, deposits, folds, spend_save

AMOUNTS = st.integers(1, 99_999)


def written(amount: int, *, grouped: bool) -> str:
    """The amount with or without thousands marks."""
    return f"{amount:,}" if grouped else str(amount)


@given(
    AMOUNTS,
    AMOUNTS,
    st.booleans(),
    st.sampled_from(["", " "]),
    st.sampled_from(["", "元"]),
    st.sampled_from(["减", "減", "立减", "返"]),
)
def test_thresholds_and_reductions_are_read(
    start: int, off: int, grouped: bool, blank: str, unit: str, verb: str
) -> None:
    """In both scripts, with blanks, units and thousands marks."""
    from_here, less = written(start, grouped=grouped), written(off, grouped=grouped)
    text = f"即日起满{blank}{from_here}{blank}{unit}{verb}{blank}{less}{unit}，每单一次"
    assert list(spend_save(fold(text).text)) == [(Decimal(start), Decimal(off))]


@given(AMOUNTS, AMOUNTS)
def test_deposits_and_what_is_saved_at_most_are_read(one: int, other: int) -> None:
    """Each by its own words alone."""
    text = fold(f"付定金{one}元抵{other}元").text
    assert list(deposits(text)) == [(Decimal(one), Decimal(other))]
    assert list(at_most(fold(f"最高可减{one}元").text)) == [Decimal(one)]
    assert list(at_most(fold(f"最高减{one}%").text)) == list(spend_save(text)) == []


@given(st.integers(11, 99))
def test_shares_of_the_price_are_read(share: int) -> None:
    """85折, 8.5折 and 八五折 are one."""
    numerals = str(share).translate(str.maketrans("123456789", "一二三四五六七八九"))
    spellings = [f"{share}折", f"{share // 10}.{share % 10}折"] + ([f"{numerals}折"] if share % 10 else [])
    for text in spellings:
        assert list(folds(fold(f"全场{text}起").text)) == [Decimal(share) / 100]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Nothing is raised, and every figure is finite."""
    folded = fold(text).text
    figures = [
        *at_most(folded),
        *folds(folded),
        *(each for pair in (*spend_save(folded), *deposits(folded)) for each in pair),
    ]
    assert all(figure.is_finite() for figure in figures)
