"""Where keys stand in a TOML file: the standard library's parser does not say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEADER = re.compile(r"\s*\[{1,2}(?P<name>[^\[\]]+)\]{1,2}\s*(?:#.*)?")
_KEY = re.compile(r"\s*(?P<name>(?:[A-Za-z0-9_.-]|\"[^\"\n]*\"|'[^'\n]*'|[ \t](?=\.)|(?<=\.)[ \t])+?)\s*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """Line and column (from 1) of each key, by its steps below the table that was asked for."""

    text: tuple[str, ...]
    spots: Mapping[Key, tuple[int, int]]

    def place(self, key: Key, word: str = "") -> str:
        """`line:column` of a key, or of a word of its value; of the nearest key above where it is not found."""
        while key and key not in self.spots:
            key = key[:-1]
        line, column = self.spots.get(key, (1, 1))
        for number in range(line, len(self.text) + 1 if word else 0):
            if (at := self.text[number - 1].find(word, column if number == line else 0)) >= 0:
                return f"{number}:{at + 1}"
        return f"{line}:{column}"

    def lines(self) -> Mapping[Key, int]:
        """The line of each key."""
        return {key: line for key, (line, _) in self.spots.items()}


def places_of(text: str, table: Key) -> Places:
    """The places of the keys below a table; a text within several lines may hide what looks like a key."""
    lines = tuple(text.splitlines())
    spots: dict[Key, tuple[int, int]] = {}
    for key, line, column in _keys(lines):
        if key[: len(table)] == table and len(key) > len(table):
            spots.setdefault(key[len(table) :], (line, column))
    return Places(lines, spots)


def _keys(lines: tuple[str, ...]) -> Iterator[tuple[Key, int, int]]:
    header: Key = ()
    for number, line in enumerate(lines, start=1):
        if found := _HEADER.fullmatch(line):
            header = _steps(found["name"])
            yield header, number, found.start("name") + 1
        elif found := _KEY.match(line):
            yield (*header, *_steps(found["name"])), number, found.start("name") + 1


def _steps(name: str) -> Key:
    return tuple("".join(parts) for parts in _PART.findall(name))
