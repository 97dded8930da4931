"""Puts one look-alike at a time into every published field of plans, and counts what nobody is told of.

    python -m bench.fuzz PLAN.pdf … [--per-field N] [--seed N] [--verbose]

A letter stands for a figure (l I | for 1, O o for 0, S for 5, B for 8, Z for 2, b for 6) or a figure for a
letter, as if recognisers agreed on it with confidence 1, and as a text layer. A value that is published with
such a sign in its words must be flagged, whether it was repaired or not. Counted apart is what makes another
legal form ("87b/2018/NĐ-CP", "Phụ lục 1"), which no word shows, and a field of the head that was read right
in another place.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from extract import read_document
from kehoach.records import BBox, Document, Plan, Source, TextSource, Value, Word
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan
from normalize.provenance import word_span

_FOR_FIGURES: Final = {"1": "lI|", "0": "Oo", "5": "S", "8": "B", "2": "Z", "6": "b"}
_FOR_LETTERS: Final = {letter: figure for figure, letters in _FOR_FIGURES.items() for letter in letters}
# other forms that are as good as what was printed: a serial with a letter, a Roman numeral for an Arabic one
_LEGAL: Final = re.compile(r"\d{1,4}b/.*|[(“]?(?:I|1|II|11)[.,;:)”]*|\d{1,2}b\W*")
Outcome = Literal["told", "repaired", "wrong", "elsewhere", "legal"]
_HEADER: Final = (
    "| field | told | silently repaired | silently wrong | read right elsewhere | another legal form |\n"
    "| --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One sign of a published value read as another one."""

    value: Value
    word: Word
    at: int
    sign: str

    @property
    def text(self) -> str:
        """The word with the slip."""
        at = self.at - self.word.start
        return self.word.text[:at] + self.sign + self.word.text[at + 1 :]


def slips(document: Document, plan: Plan, per_field: int, seed: int) -> Iterator[Slip]:
    """Up to `per_field` slips of each field of each table, drawn by `seed`."""
    rng = random.Random(seed)
    fields: dict[tuple[str, str], list[Value]] = {}
    for value in plan.values:
        fields.setdefault((value.table, value.field), []).append(value)
    for _, values in sorted(fields.items()):
        found = [slip for value in values for slip in _of_value(document, value)]
        yield from rng.sample(found, min(per_field, len(found)))


def _of_value(document: Document, value: Value) -> Iterator[Slip]:
    for word in document.words:
        if (
            word.page == value.page
            and _holds(value.bbox, word.bbox)
            and word.raw_text in value.raw_text.split()
        ):
            for at, sign in enumerate(word.text, word.start):
                for other in _FOR_FIGURES.get(sign, _FOR_LETTERS.get(sign, "")):
                    yield Slip(value, word, at, other)


def _holds(box: BBox, inner: BBox) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def with_slip(document: Document, slip: Slip, source: TextSource) -> Document:
    """The document as if it had been read so."""
    text = document.text[: slip.at] + slip.sign + document.text[slip.at + 1 :]
    first, _ = word_span(document, slip.word.start, slip.word.end)
    misread = replace(slip.word, text=slip.text, raw_text=slip.text)
    words = (*document.words[:first], misread, *document.words[first + 1 :])
    pages = tuple(replace(page, text_source=source) for page in document.pages)
    return replace(document, text=text, words=words, pages=pages)


def outcome(before: Plan, after: Plan, slip: Slip) -> Outcome:
    """What became of the value: somebody is told, or it was repaired or is wrong in silence."""
    value = _same(after, slip)
    if value.flagged if value else _is_told(before, after, slip):
        return "told"
    if value is not None and value.value == slip.value.value:
        return "repaired"
    if slip.value.table == "documents" and _is_elsewhere(after, slip.value):
        return "elsewhere"
    return "legal" if _LEGAL.fullmatch(slip.text) else "wrong"


def _same(plan: Plan, slip: Slip) -> Value | None:
    """The value that is read from the word now."""
    wanted = (slip.value.table, slip.value.field, slip.value.page)
    near = [v for v in plan.values if (v.table, v.field, v.page) == wanted and _holds(v.bbox, slip.word.bbox)]
    return next((value for value in near if slip.text in value.raw_text.split()), None)


def _is_told(before: Plan, after: Plan, slip: Slip) -> bool:
    """Whether a new flag speaks of the row, or of the word."""
    known = {flag.flag_id for flag in before.flags}
    new = (flag for flag in after.flags if flag.flag_id not in known)
    return any(
        flag.row_id == slip.value.row_id
        or slip.text in (flag.value or "").split()
        or _holds(flag.word_bbox, slip.word.bbox)
        for flag in new
    )


def _is_elsewhere(plan: Plan, value: Value) -> bool:
    """Whether the head's field was read right in another place: its number in the appendix's head."""
    return any((v.table, v.field, v.value) == (value.table, value.field, value.value) for v in plan.values)


def fuzz(
    document: Document, nlp: Any, per_field: int, seed: int, tell: Callable[[str], None] = lambda _: None
) -> Counter[tuple[str, Outcome]]:
    """How often each field had each outcome, over both kinds of reading in turn."""
    before = build_plan(document, find_spans(document, nlp))
    counts: Counter[tuple[str, Outcome]] = Counter()
    for number, slip in enumerate(slips(document, before, per_field, seed)):
        misread = with_slip(document, slip, "ocr" if number % 2 else "text-layer")
        found = outcome(before, build_plan(misread, find_spans(misread, nlp)), slip)
        field = f"{slip.value.table}.{slip.value.field}"
        counts[field, found] += 1
        if found != "told":
            tell(f"{found} {field}: {slip.word.text!r} as {slip.text!r} in {slip.value.value[:60]!r}")
    return counts


def read(path: Path) -> Document:
    """The plan as read."""
    source = Source(path, path.name, sha256(path.read_bytes()).hexdigest())
    return read_document(source, ExtractSettings())


def main() -> None:
    """Reads the plans and prints a line for each field."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path, nargs="+")
    parser.add_argument("--per-field", type=int, default=45)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    nlp = load_pipeline()
    total: Counter[tuple[str, Outcome]] = Counter()
    for path in options.plans:
        tell = print if options.verbose else lambda _: None
        total += fuzz(read(path), nlp, options.per_field, options.seed, tell)
    print(_HEADER)
    for field in (*sorted({field for field, _ in total}), "all"):
        kinds: tuple[Outcome, ...] = ("told", "repaired", "wrong", "elsewhere", "legal")
        row = (sum(n for (f, k), n in total.items() if k == kind and field in (f, "all")) for kind in kinds)
        print(f"| {field} | {' | '.join(map(str, row))} |")


if __name__ == "__main__":
    main()
