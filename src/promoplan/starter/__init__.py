"""The plan that `promoplan init` writes: a complete fictional example, clean whatever its kind, language and money."""
