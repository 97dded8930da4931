"""Each regular expression of the language's stages bears an example, in the comment above or beside it, that it
finds."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from kehoach.language.folding import fold

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r'"([^"]+)"|[+] ([^;]+)')


def patterns() -> Iterator[tuple[str, str, list[str]]]:
    """Module, name and examples of each pattern that a module of `models` or `normalize` compiles."""
    for path in sorted([*(ROOT / "models").rglob("*.py"), *(ROOT / "normalize").rglob("*.py")]):
        source = path.read_text(encoding="utf-8")
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(source).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and _compiles(node):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                yield module, ast.unparse(target), _examples(source.splitlines(), node)


def _compiles(node: ast.Assign | ast.AnnAssign) -> bool:
    return isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "re.compile"


def _examples(lines: list[str], node: ast.stmt) -> list[str]:
    first = node.lineno - 1
    above = first
    while above and lines[above - 1].startswith("#"):
        above -= 1
    inside = [line.rpartition("  # ")[2] for line in lines[first : node.end_lineno] if "  # " in line]
    comment = " ".join([*(line.lstrip("# ") for line in lines[above:first]), *inside])
    return [quoted or plain.strip() for quoted, plain in EXAMPLE.findall(comment)]


@pytest.mark.parametrize(("module", "name", "examples"), list(patterns()))
def test_each_pattern_bears_an_example_that_it_finds(module: str, name: str, examples: list[str]) -> None:
    pattern = getattr(import_module(module), name)
    assert any(pattern.search(text) for one in examples for text in (one, fold(one), one.lower()))
