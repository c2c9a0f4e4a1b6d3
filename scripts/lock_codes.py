"""Appends the codes of new rules to the lock file; refuses when a locked code has changed its name or is gone.

Run it after adding a rule. To retire a rule, write `-> CODE` (or `-> -`) behind its line by hand.
"""

import sys

from promoplan.findings.codes import LOCK, locked
from promoplan.rules import RULES


def main() -> int:
    """Brings the lock up to date; 1 when that would break a promise."""
    names = {rule.code: rule.name for rule in RULES}
    known = locked()
    broken = [
        code.code
        for code in known.values()
        if (names.get(code.code) != code.name if code.successor == code.code else code.code in names)
    ]
    if broken:
        sys.stderr.write(f"{LOCK.name}: locked otherwise: {', '.join(broken)}\n")
        return 1
    lines = {code: line for line in LOCK.read_text(encoding="utf-8").splitlines() for code in line.split()[:1]}
    lines |= {code: f"{code} {name}" for code, name in names.items() if code not in known}
    heads = [line for code, line in lines.items() if not code.startswith("PP")]
    LOCK.write_text(
        "\n".join([*heads, *(lines[code] for code in sorted(set(lines) & (set(names) | set(known))))]) + "\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
