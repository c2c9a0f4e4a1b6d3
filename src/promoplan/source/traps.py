"""Plain words and numbers that older YAML tools read as something else than what is written.

promoplan keeps the text; a tool of YAML 1.1 next door (and many are) would not. Reading `010` as 8, `12:30` as 750 and
`no` as false is from YAML 1.1's types bool, int and float, https://yaml.org/type/.
"""

import re

FIRST = frozenset("yYnNoO0123456789+-")
"""What a trap begins with: a quick test before `read_as`."""

_YES = {form for word in ("y", "yes", "on") for form in (word, word.title(), word.upper())}
_NO = {form for word in ("n", "no", "off") for form in (word, word.title(), word.upper())}
_NUMBER = re.compile(
    r"[-+]?(?:(?P<sexagesimal>[1-9][0-9_]*(?::[0-5]?[0-9])+)"
    r"|(?P<octal>0_*[0-7][0-7_]*)|0o(?P<octal_12>[0-7_]+)|0b(?P<binary>[01_]+)|0x(?P<hex>[0-9a-fA-F_]+)"
    r"|(?P<exponent>[0-9][0-9_]*(?:\.[0-9_]*)?[eE][-+]?[0-9]{1,3}))"
)
_BASES = {"octal": 8, "octal_12": 8, "binary": 2, "hex": 16}
_DIGITS_SHOWN = 15
_LONGEST = 40


def read_as(written: str) -> str | None:
    """What another tool makes of a plain scalar, as text, or None when all read it alike."""
    if written in _YES:
        return "true"
    if written in _NO:
        return "false"
    number = _NUMBER.fullmatch(written) if len(written) <= _LONGEST else None
    if number is None or number.lastgroup is None:
        return None
    kind, digits = number.lastgroup, number[number.lastgroup].replace("_", "")
    if not digits:
        return None
    if kind == "exponent":
        return _without_exponent(written.replace("_", ""))
    whole = _sexagesimal(digits) if kind == "sexagesimal" else int(digits, _BASES[kind])
    return str(-whole if written.startswith("-") else whole)


def _sexagesimal(digits: str) -> int:
    whole = 0
    for part in digits.split(":"):
        whole = whole * 60 + int(part)
    return whole


def _without_exponent(written: str) -> str:
    number = float(written)
    return f"{number:.0f}" if number.is_integer() and abs(number) < 10**_DIGITS_SHOWN else repr(number)
