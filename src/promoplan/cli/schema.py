"""`promoplan schema`: prints the JSON Schema of the plan file, for editors."""

from promoplan.cli.terminal import say


def schema() -> None:
    """Prints the JSON Schema (draft 2020-12) of a plan."""
    from promoplan.schema import as_text

    say(as_text())
