"""Measures the citation grammar on the text of plans whose gold is marked inside: plain, wrapped, with OCR-like noise.

    python -m bench.citations PLANS_DIR [--seeds N] [--first-seed N]

Gold markup: [[shown text||Type|number|date or -|issuer or -]].
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kehoach.records import Document, Head, Source, Span
from models.citations import find_citations
from normalize.citations import Owners, build_citations

_MARK = re.compile(r"\[\[(.*?)\|\|(.*?)\|(.*?)\|(.*?)\|(.*?)\]\]", re.S)
_COLUMNS = ("stt", "content", "product", "lead", "coordination", "due", "note")
_LINE = 90
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
            (
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
            ),
            strict=True,
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A citation as marked, at its place in the text."""

    start: int
    end: int
    kind: str
    number: str
    issued_on: str | None


@dataclass(slots=True)
class Tally:
    """Counts over all texts of one condition."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    number: int = 0
    kind: int = 0
    issued_on: int = 0
    silent: int = 0  # a wrong number on a row without any flag
    alarms: int = 0  # a right number, type and date on a row with a flag
    characters: int = 0
    seconds: float = 0.0


def plan_lines(plan: dict[str, object]) -> Iterator[str]:
    """The marked text of a plan: title, body, then the appendix with a tab between cells."""
    head = plan["header"]
    assert isinstance(head, dict)
    yield f"Số: {head['number']}{head.get('sep', '/')}{head['symbol']}"
    title, body, appendix = plan["title"], plan["body"], plan.get("appendix")
    assert isinstance(title, list) and isinstance(body, str)
    yield from title
    for line in filter(None, map(str.strip, body.splitlines())):
        yield "\t".join(cell.strip() for cell in line.strip("|").split("|")) if line[0] == "|" else line.lstrip("# ")
    if isinstance(appendix, dict):
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
        if column > _LINE and character == " ":
            character, column = "\n", 0
        out.append(character)
    return "".join(out)


def noise(text: str, rate: float, rng: random.Random) -> tuple[str, list[int]]:
    """`text` with each character but blanks spoilt at `rate`, and where each of its offsets went.

    Of the spoilt characters 70 % become a look-alike (any letter, where none is known), 10 % any letter or digit,
    10 % vanish, 5 % get a blank beside them and 5 % are doubled.
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


_NO_HEAD = Head(None, None, None, None, None, None, None, 0, None, None)


def flagged(text: str, spans: tuple[Span, ...]) -> list[bool]:
    """Whether the row of each citation would get a flag."""
    document = Document(Source(Path(), "", ""), text, (), (), (), ())
    citations, flags = build_citations(document, spans, _NO_HEAD, "", Owners((), ()))
    rows = {flag.row_id for flag in flags}
    return [citation.citation_id in rows for citation in citations]


def compare(tally: Tally, text: str, gold: list[Gold], spans: tuple[Span, ...], verbose: Callable[[str], None]) -> None:
    """Adds to `tally` what was found of `gold`: spans that overlap, each once, in order."""
    tally.gold += len(gold)
    tally.predicted += len(spans)
    flags = flagged(text, spans)
    used: set[int] = set()
    for item in gold:
        near = [i for i, s in enumerate(spans) if i not in used and s.start < item.end and s.end > item.start]
        if not near:
            verbose(f"missed {item} {text[item.start : item.end]!r}")
            continue
        best = min(near, key=lambda i: spans[i].attributes["number"] != item.number)
        used.add(best)
        right = count(tally, item, spans[best], flags[best])
        if not right or flags[best]:
            label = "alarm" if right else "differs" if flags[best] else "silent"
            verbose(f"{label} {item} {text[item.start : item.end]!r} {dict(spans[best].attributes)}")
    for i, span in enumerate(spans):
        if i not in used:
            verbose(f"invented {dict(span.attributes)}")


def count(tally: Tally, item: Gold, span: Span, doubted: bool) -> bool:
    """Adds a citation that was found; tells whether all of it is right."""
    number = span.attributes["number"] == item.number
    kind = span.attributes["type"] == item.kind
    issued_on = span.attributes.get("issued_on") == item.issued_on
    tally.found += 1
    tally.number += number
    tally.kind += kind
    tally.issued_on += issued_on
    tally.silent += not number and not doubted
    tally.alarms += number and kind and issued_on and doubted
    return number and kind and issued_on


def measure(
    texts: list[tuple[str, list[Gold]]], rate: float, seeds: Iterable[int], verbose: Callable[[str], None]
) -> Tally:
    """The tally over all texts, each spoilt anew for every seed."""
    tally = Tally()
    for seed in seeds:
        rng = random.Random(seed)
        for text, gold in texts:
            spoilt, places = noise(text, rate, rng)
            moved = [Gold(places[g.start], places[g.end], g.kind, g.number, g.issued_on) for g in gold]
            begin = time.process_time()
            spans = find_citations(spoilt)
            tally.seconds += time.process_time() - begin
            tally.characters += len(spoilt)
            compare(tally, spoilt, moved, spans, lambda line: verbose(f"{rate:.2f} {line}"))
    return tally


def show(name: str, tally: Tally) -> None:
    """Prints one line of shares: of gold, but for precision (of what was predicted)."""
    shares = " ".join(
        f"{label} {count / tally.gold:.4f}"
        for label, count in (
            ("found", tally.found),
            ("number", tally.number),
            ("type", tally.kind),
            ("date", tally.issued_on),
            ("silent", tally.silent),
            ("alarms", tally.alarms),
        )
    )
    speed = f"{tally.characters / tally.seconds:,.0f} chars/s"
    print(f"{name:12} precision {tally.found / tally.predicted:.4f} {shares} {speed}")


def main() -> None:
    """Reads the plans and prints a line for each condition."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--seeds", type=int, default=5, help="how many times each text is spoilt")
    parser.add_argument("--first-seed", type=int, default=0, help="take others than those that were tuned on")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    marked = [
        "\n".join(plan_lines(yaml.safe_load(path.read_text(encoding="utf-8"))))
        for path in sorted(options.plans.glob("*.yaml"))
    ]
    texts = [unmark(text) for text in marked]
    wrapped = [(wrap(text), gold) for text, gold in texts]
    report: Callable[[str], None] = print if options.verbose else lambda _: None
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    show("plain", measure(texts, 0.0, (0,), report))
    show("wrapped", measure(wrapped, 0.0, (0,), report))
    for rate in (0.02, 0.05, 0.10):
        show(f"noise {rate:.0%}", measure(wrapped, rate, seeds, report))


if __name__ == "__main__":
    main()
