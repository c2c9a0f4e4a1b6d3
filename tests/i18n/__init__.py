"""Texts in three languages, and figures as each writes them."""
