"""The files that carry promoplan into CI, run for real."""
