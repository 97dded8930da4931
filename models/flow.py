"""A document's text as it runs on: wrapped lines joined, cells apart."""

from itertools import pairwise


def close_rows(text: str) -> str:
    """`text` with the line feeds that end a table's row turned into tabs, so that only wrapped lines keep
    theirs.
    """
    if "\t" not in text:
        return text
    lines = text.split("\n")
    parts = [lines[0]]
    for line, following in pairwise(lines):
        parts.append("\t" if "\t" in line or "\t" in following else "\n")
        parts.append(following)
    return "".join(parts)


def joined(text: str) -> str:
    """`text` with wrapped lines joined by blanks and rows closed by tabs; each character keeps its place."""
    return close_rows(text).replace("\n", " ")
