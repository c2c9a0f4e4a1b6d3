"""The size of an A/B test."""

import pytest

from promoplan.economics.experiments import sample_size


@pytest.mark.parametrize(
    ("now", "then", "wanted"),
    [(0.02, 0.025, 13809), (0.025, 0.02, 13809), (0.10, 0.12, 3841), (0.0, 0.5, 11), (0.5, 1.0, 11), (0.0, 1.0, 2)],
)
def test_known_sizes(now: float, then: float, wanted: int) -> None:
    """The worked example of the formula, either way round, and rates at the ends of the scale."""
    assert sample_size(now, then) == wanted


def test_more_certainty_needs_more_people() -> None:
    """A stricter level or a higher power asks for a larger test, a larger effect for a smaller one."""
    plain = sample_size(0.02, 0.025)
    assert sample_size(0.02, 0.025, level=0.01) > plain
    assert sample_size(0.02, 0.025, power=0.9) > plain
    assert sample_size(0.02, 0.03) < plain


@pytest.mark.parametrize(("now", "then"), [(0.02, 0.02), (-0.1, 0.2), (0.2, 1.1)])
def test_what_is_no_step_between_rates_is_refused(now: float, then: float) -> None:
    """Equal rates can't be told apart, and a rate lies between 0 and 1."""
    with pytest.raises(ValueError, match="rates"):
        sample_size(now, then)
