"""Kinds of mentions that were once lost, invented or misread, at least five of each."""

from pathlib import Path

import pytest

from kehoach.records import Mention
from models.citations.find import find_citations

LINES = (Path(__file__).parent / "data" / "kinds.tsv").read_text(encoding="utf-8").splitlines()


def told(mention: Mention) -> str:
    number = mention.number.canonical if mention.number else "-"
    day = mention.issued.day if mention.issued else None
    return f"{mention.type} {number} {day or '-'} {mention.issuer.name if mention.issuer else '-'}"


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("#")])
def test_mentions(line: str) -> None:
    text, _, expected = line.partition("\t")
    assert " + ".join(map(told, find_citations(text.replace("\\n", "\n")))) == expected
