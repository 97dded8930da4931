"""Lines that a person has looked at, as pictures with their text beside them: `x.png` and `x.gt.txt`, which
trainers of recognisers take.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final, cast

from kehoach.export.selection import Row, Rows
from kehoach.records import BBox, Source
from kehoach.run.pictures import Pictures

# Cells are published as they are printed; heads and citations are not ("Số:" is left out, dates are dates).
_CELLS: Final = ("content", "product", "lead_text", "coordination_text", "due_text")
_SEEN: Final = ("accepted", "corrected")
# A line that was read with other words, or less like its text than this, may hold something else.
_ALIKE: Final = 0.7


def write_lines(rows: Rows, folder: Path, pictures: Pictures) -> None:
    """Write the lines of all cells of scanned tables that a person has accepted or corrected.

    Raises UnreadableFile where a document's file is gone or has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    documents = {row["doc_id"]: row for row in rows["documents"]}
    for (doc_id, page), values in sorted(_seen_cells(rows).items()):
        found = documents[doc_id]
        source = Source(Path(), found["source_path"], found["source_sha256"])
        boxes = [cast(BBox, tuple(value["bbox"])) for value in values]
        for value, lines in zip(values, pictures.lines(source, page, boxes), strict=True):
            _write_cell(value, lines, folder)


def split_by_lines(text: str, read: Sequence[str]) -> list[str]:
    """The words of a text by the lines that they stand on, which were read as `read`, perhaps wrongly."""
    words = text.split()
    ends = [0, *accumulate(map(len, words))]
    seen = ["".join(line.split()) for line in read]
    alike = SequenceMatcher(None, "".join(seen), "".join(words), autojunk=False).get_matching_blocks()
    breaks = [0]
    for place in list(accumulate(map(len, seen)))[:-1]:
        there = _in_text(alike, place)
        breaks.append(min(range(breaks[-1], len(ends)), key=lambda at: abs(ends[at] - there)))
    return [" ".join(words[start:end]) for start, end in pairwise([*breaks, len(words)])]


def _in_text(alike: Sequence[Match], place: int) -> int:
    """The letter of the text that stands where the letter `place` was read."""
    before = max((match for match in alike if match.a < place), default=Match(0, 0, 0))
    after = min(match.b for match in alike if match.a >= place)
    return min(before.b + place - before.a, after)


def _seen_cells(rows: Rows) -> dict[tuple[str, int], list[Row]]:
    """The cells to write, by document and page."""
    scanned = {(row["doc_id"], row["page"]) for row in rows["pages"] if row["text_source"] == "ocr"}
    printed = {row["task_id"] for row in rows["tasks"] if row["source"] == "appendix"}
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for value in rows["values"]:
        place = (value["doc_id"], value["page"])
        is_cell = value["table"] == "tasks" and value["row_id"] in printed and value["field"] in _CELLS
        if is_cell and place in scanned and value["reviewed"] in _SEEN and value["value"] and value["bbox"]:
            found[place].append(value)
    return found


def _write_cell(value: Row, lines: Sequence[tuple[bytes, str]], folder: Path) -> None:
    parts = split_by_lines(value["value"], [read for _, read in lines]) if lines else []
    for number, (png, text) in enumerate(_sure(lines, parts), 1):
        name = f"{value['row_id']}-{value['field']}-{number}"
        (folder / f"{name}.png").write_bytes(png)
        (folder / f"{name}.gt.txt").write_text(f"{text}\n", encoding="utf-8")


def _sure(lines: Sequence[tuple[bytes, str]], parts: Sequence[str]) -> Iterator[tuple[bytes, str]]:
    for (png, read), text in zip(lines, parts, strict=True):
        same_words = len(read.split()) == len(text.split()) > 0
        if same_words and SequenceMatcher(None, read, text, autojunk=False).ratio() >= _ALIKE:
            yield png, text
