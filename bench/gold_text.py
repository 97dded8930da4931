"""The text of plans as their gold gives it: marked citations, wrapped lines, OCR-like noise, a document
without OCR.

Gold markup: [[shown text||Type|number|date or -|issuer or -]].
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kehoach.records import Document, Line, Page, Source, Word

_MARK = re.compile(r"\[\[(.*?)\|\|(.*?)\|(.*?)\|(.*?)\|(.*?)\]\]", re.S)
_COLUMNS = ("stt", "content", "product", "lead", "coordination", "due", "note")
_WIDTH = 90
# what scans turn a character into, likeliest first
_CONFUSED = {
    **dict(zip("0152869734", ("O", "lI|", "S", "Z", "B", "bG", "gq", "T?", "5", "A"), strict=True)),
    **dict(
        zip(
            "ĐNQOICGTBSUVHKM",
            ("DÐ", "HM", "O", "0Q", "l1|", "G", "C6", "7Y", "8", "5", "V", "U", "N", "X", "N"),
            strict=True,
        )
    ),
    **dict(zip("/-.,", ("1l|I7", "–_~.", ",", "."), strict=True)),
    **dict(
        zip(
            "aàáâăeéêioóôơuưyđnmlc",
            [
                "àá",
                "áă",
                "aà",
                "ăấ",
                "âã",
                "éê",
                "eè",
                "ee",
                "lí",
                "óô",
                "oò",
                "oố",
                "oờ",
                "ưú",
                "uừ",
                "ýv",
                "dð",
                "ur",
                "nr",
                "1i",
                "eo",
            ],
            strict=True,
        )
    ),
}
_LINE_HEIGHT = 16.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A citation as marked, at its place in the text."""

    start: int
    end: int
    kind: str
    number: str
    issued_on: str | None


def load_plans(folder: Path) -> dict[str, dict[str, Any]]:
    """The plans of a folder, by name."""
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))
    }


def plan_lines(plan: Mapping[str, Any]) -> Iterator[str]:
    """The marked text of a plan: title, body, then the appendix with a tab between cells."""
    head = plan["header"]
    yield f"Số: {head['number']}{head.get('sep', '/')}{head['symbol']}"
    yield from plan["title"]
    for line in filter(None, map(str.strip, plan["body"].splitlines())):
        yield (
            "\t".join(cell.strip() for cell in line.strip("|").split("|"))
            if line[0] == "|"
            else line.lstrip("# ")
        )
    if appendix := plan.get("appendix"):
        yield from appendix["title"]
        yield appendix.get("subtitle", "")
        for row in appendix["rows"]:
            cells = row.get("group") or [
                str(row.get(c) or "").replace("\n", " ") for c in _COLUMNS if row.get(c) != "^"
            ]
            yield "\t".join(cells)


def unmark(marked: str) -> tuple[str, list[Gold]]:
    """The text as printed and what is marked in it."""
    parts: list[str] = []
    gold: list[Gold] = []
    length = position = 0
    for match in _MARK.finditer(marked):
        before, (shown, kind, number, issued_on, _) = marked[position : match.start()], match.groups()
        start = length + len(before)
        gold.append(Gold(start, start + len(shown), kind, number, None if issued_on == "-" else issued_on))
        parts += [before, shown]
        length, position = start + len(shown), match.end()
    return "".join((*parts, marked[position:])), gold


def wrap(text: str) -> str:
    """`text` with a line feed for the blank that ends each full line, outside tables."""
    return "\n".join(line if "\t" in line else _wrap(line) for line in text.split("\n"))


def _wrap(line: str) -> str:
    out: list[str] = []
    column = 0
    for character in line:
        column += 1
        if column > _WIDTH and character == " ":
            character, column = "\n", 0
        out.append(character)
    return "".join(out)


def noise(text: str, rate: float, rng: random.Random) -> tuple[str, list[int]]:
    """`text` with each character but blanks spoilt at `rate`, and where each of its offsets went.

    Of the spoilt characters 70 % become a look-alike (any letter, where none is known), 10 % any letter or
    digit, 10 % vanish, 5 % get a blank beside them and 5 % are doubled.
    """
    out: list[str] = []
    places: list[int] = []
    for character in text:
        places.append(len(out))
        if character in "\t\n " or rng.random() >= rate:
            out.append(character)
            continue
        chance = rng.random()
        if chance < 0.7:
            out.append(rng.choice(_CONFUSED.get(character, "aeiou")))
        elif chance < 0.8:
            out.append(rng.choice("abcdeghiklmnopqrstuvxyABCDĐGHKLMNPQSTUVXY0123456789"))
        elif chance < 0.9:
            continue
        else:
            out += [character, " "] if chance < 0.95 else [character, character]
    return "".join(out), [*places, len(out)]


def document(text: str) -> Document:
    """`text` as a document of one endless page, a line for each of its lines."""
    lines: list[Line] = []
    words: list[Word] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        top = number * _LINE_HEIGHT
        box = (60.0, top, 60.0 + 6.0 * len(line), top + 12.0)
        if line.strip():
            lines.append(Line(at, at + len(line), 1, box, 1.0))
        for match in re.finditer(r"\S+", line):
            words.append(Word(match[0], match[0], at + match.start(), at + match.end(), 1, box, 1.0))
        at += len(line) + 1
    page = Page(1, 595.0, 842.0, 0, 0.0, 300.0, "ocr", 0.95, 0, text)
    return Document(Source(Path(), "bench", "0" * 64), text, (page,), tuple(words), tuple(lines), ())
