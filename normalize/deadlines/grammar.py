"""The grammar of times (`grammar.peg`), and trees of what it found; the only place that knows the parser."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from parsimonious.exceptions import ParseError
from parsimonious.grammar import Grammar
from parsimonious.nodes import Node

SOURCE: Final = Path(__file__).parent / "grammar.peg"


@dataclass(frozen=True, slots=True)
class Tree:
    """A rule that matched, from `start` to `end` of the text, and the rules that matched within it."""

    rule: str
    start: int
    end: int
    children: tuple["Tree", ...]


def parse(rule: str, text: str, at: int = 0) -> Tree | None:
    """What `rule` matches at `at` of folded text with single blanks; None where it does not match."""
    try:
        node = _grammar()[rule].match(text, at)
    except ParseError:
        return None
    return _tree(node)


def first(tree: Tree, *rules: str) -> Tree | None:
    """The first of `rules` within `tree`, in the order of the text; the tree itself counts."""
    return next(every(tree, *rules), None)


def every(tree: Tree, *rules: str) -> Iterator[Tree]:
    """All of `rules` within `tree`, in the order of the text; not those within one that was found."""
    if tree.rule in rules:
        yield tree
        return
    for child in tree.children:
        yield from every(child, *rules)


@cache
def _grammar() -> Grammar:
    return Grammar(SOURCE.read_text(encoding="utf-8"))


def _tree(node: Node) -> Tree:
    return Tree(node.expr_name, node.start, node.end, tuple(_named(node.children)))


def _named(nodes: list[Node]) -> Iterator[Tree]:
    """The named nodes; those without a name give way to the named ones within them."""
    for node in nodes:
        if node.expr_name:
            yield _tree(node)
        else:
            yield from _named(node.children)
