"""The English templates of errors, as the code holds them."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from promoplan import errors

PACKAGE = Path(errors.__file__).parent
ERRORS = frozenset(name for name, kind in vars(errors).items() if isinstance(kind, type))


@dataclass(frozen=True, slots=True)
class Raised:
    """A template with the names of the values that fill it, and where the error is made."""

    template: str
    values: frozenset[str]
    where: str


def raised() -> Iterator[Raised]:
    """Every error that the package makes, once for each template that it may have."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py"))}
    trees = {file: ast.parse(text) for file, text in texts.items() if "errors import" in text}
    constants = {name: text for tree in trees.values() for name, text in _constants(tree).items()}
    for file, tree in trees.items():
        known = constants | _constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                values = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
                for template in _texts(node.args[0], known):
                    yield Raised(template, values, f"{file.relative_to(PACKAGE)}:{node.lineno}")


def _constants(tree: ast.Module) -> dict[str, str]:
    """Texts that a module gives a name to."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _texts(node: ast.expr, constants: Mapping[str, str]) -> Iterator[str]:
    """What a template's expression may be; fails where that can't be told."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name):
            yield constants[name]
        case ast.IfExp():
            yield from _texts(node.body, constants)
            yield from _texts(node.orelse, constants)
        case _:
            raise AssertionError(ast.unparse(node))
