"""Who may import whom: the house's table of rooms, read from the code itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "promoplan"

MAY_IMPORT = {
    "errors": set(),
    "metrics": set(),
    "source": {"errors"},
    "model": {"metrics", "errors"},
    "economics": {"metrics", "model"},
    "findings": {"errors", "source"},
    # rules: a page\'s snippets are documents; a fix writes the method\'s text in the plan\'s language
    "rules": {"model", "metrics", "economics", "errors", "findings", "i18n", "source"},
    "i18n": {"findings"},
    "config": {"errors", "findings", "source", "i18n"},
    "structure": {"model", "rules", "source", "findings"},
    "sift": {"findings", "rules", "source"},
    "checker": {"source", "model", "rules", "findings", "structure", "economics", "sift"},
    "what_if": {"economics", "errors", "findings", "model", "source"},
    "fixing": {"checker", "findings", "rules", "source"},
    "cache": {"emit", "source"},
    "batch": {"cache", "checker", "config", "emit", "errors", "findings", "i18n", "model", "sift", "source", "workers"},
    "workers": {"__main__", "batch", "errors"},
    "schema": {"i18n", "metrics", "model"},
    "emit": {"checker", "errors", "findings", "i18n", "rules", "source"},
    "forecast": {"economics", "errors", "metrics", "model"},
    "report": {
        "cache",
        "checker",
        "economics",
        "emit",
        "errors",
        "findings",
        "forecast",
        "i18n",
        "metrics",
        "model",
        "rules",
        "source",
    },
    "preview": {"batch", "checker", "config", "emit", "errors", "findings", "i18n", "report"},
    "comparison": {"checker", "economics", "emit", "findings", "i18n", "metrics", "model", "report", "source"},
    "server": {
        "batch",
        "checker",
        "config",
        "emit",
        "errors",
        "findings",
        "fixing",
        "i18n",
        "metrics",
        "model",
        "schema",
        "sift",
        "source",
    },
    "starter": {"errors", "i18n", "model", "source"},
    "api": {"checker", "errors", "findings", "i18n", "model", "report", "source"},
}
"""Room by room, which other rooms it may import; `cli` may import anything, and nothing imports `cli`."""

OFFICE = ("docx", "pptx", "xlsxwriter", "icalendar", "lxml", "PIL")
HEAVY = ("pydantic", "yaml", "jinja2", "markdown_it", "babel", "typst", "rich", "numpy", "pygls", "hypothesis", *OFFICE)


def _imports(file: Path) -> Iterator[str]:
    """Rooms of promoplan that a module imports, for typing too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "promoplan":
            yield from [node.module.split(".")[1]] if "." in node.module else [alias.name for alias in node.names]


def _rooms() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        inside = file.relative_to(PACKAGE)
        yield (inside.parts[0].removesuffix(".py"), file)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rooms_import_only_what_the_table_allows(room: str) -> None:
    """Data flows one way, so a lower room never reaches for a higher one."""
    reached = {name for owner, file in _rooms() if owner == room for name in _imports(file)} - {room, "__version__"}
    assert reached <= MAY_IMPORT[room]


def test_nothing_imports_the_command_line() -> None:
    """`cli` is the top of the house."""
    assert not [file for room, file in _rooms() if room not in {"cli", "__main__"} and "cli" in set(_imports(file))]


def test_every_room_stands_in_the_table() -> None:
    """A new room is given its place before it is built."""
    assert {room for room, _ in _rooms()} - {"cli", "__main__", "__init__"} == set(MAY_IMPORT)


def test_only_one_module_knows_the_yaml_parser() -> None:
    """Everything else reads documents."""
    users = [
        file.name
        for _, file in _rooms()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "yaml" for alias in node.names)
    ]
    assert users == ["document.py"]


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], (*HEAVY, "typer")),
        (["--help"], HEAVY),
        (
            ["validate", "src/promoplan/rules/pages/minimal.yaml"],
            ("jinja2", "markdown_it", "babel", "typst", "rich", "numpy", *OFFICE),
        ),
        (["templates"], (*set(HEAVY) - {"pydantic"},)),  # which the parser itself asks for options
        (["report", "--help"], (*set(HEAVY) - {"pydantic"},)),
    ],
    ids=["version", "help", "validate", "templates", "report-help"],
)
def test_commands_import_only_what_they_use(arguments: list[str], unwanted: tuple[str, ...]) -> None:
    """Start-up counts: heavy libraries are imported by the command that needs them, when it needs them."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "promoplan", *arguments],
        cwd=PACKAGE.parent.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in ran.stderr.splitlines() if "|" in line}
    assert not imported & set(unwanted)
