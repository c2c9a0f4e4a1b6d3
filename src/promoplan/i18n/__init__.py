"""Texts in three languages, and numbers, money and dates as each language writes them."""
