"""Blocks of the preamble and the body with their labels, levels and parents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kehoach.language.misshapen import misshapen
from kehoach.records import Block, Document, Label, Range, Title, Zone, ZoneName
from models.structure.enumerators import Enumerator, Kind, read_enumerators
from models.structure.lines import TextLine, is_capital, text_lines
from models.structure.paragraphs import Paragraph, paragraphs

# A title below the first level is no longer than this; longer ones are items that say what to do.
_TITLE_LENGTH: Final = 90
_BOLD_TITLE_LENGTH: Final = 200
_LONGEST_TITLE: Final = 300
# How far a number may run ahead of its sequence: headings that OCR lost.
_LEAP: Final = 2
_LONGEST_LABEL: Final = 4
_NEVER: Final = 99
_ARTICLE_RANK: Final = 4
_NUMBER_RANK: Final = 5


@dataclass(frozen=True, slots=True)
class _Open:
    """A numbered block that blocks below it may still join."""

    enumerator: Enumerator
    ordinal: int
    level: int
    owns_text: bool  # a heading, or an item that ends with a colon


def find_sections(document: Document, zones: tuple[Zone, ...]) -> tuple[Block, ...]:
    """Blocks over the preamble and the body, in reading order; every line and table is in one of them."""
    lines = text_lines(document)
    preamble, body = _in_zone(lines, zones, "preamble"), _in_zone(lines, zones, "body")
    blocks = [_plain(p, ordinal) for ordinal, p in enumerate(paragraphs(preamble, preamble + body))]
    return tuple(blocks + list(_body_blocks(paragraphs(body, preamble + body), len(blocks))))


def _in_zone(lines: Sequence[TextLine], zones: Iterable[Zone], name: ZoneName) -> list[TextLine]:
    ranges = [(zone.start, zone.end) for zone in zones if zone.name == name]
    return [ln for ln in lines if any(start <= ln.start < end for start, end in ranges)]


def _plain(paragraph: Paragraph, ordinal: int) -> Block:
    """A block outside any section; of its enumerator only a sure one is told."""
    exact = next((e for e in read_enumerators(paragraph.text) if not e.doubt), None)
    kind: Literal["table", "text"] = "table" if paragraph.is_table else "text"
    label = _label(paragraph, exact) if exact else None
    return Block(ordinal, paragraph.start, paragraph.end, kind, 0, label, None, None)


def _label(paragraph: Paragraph, enumerator: Enumerator, missing: int = 0) -> Label:
    printed = paragraph.text[: enumerator.length].rstrip()
    return Label(enumerator.label, paragraph.place(0, len(printed)), enumerator.doubt, missing)


def _unread_label(paragraph: Paragraph) -> Range | None:
    """Where a block without a label begins as if it had one: "S. Kinh phí", a number that goes back."""
    first = paragraph.text.split(" ", 1)[0]
    counted = any(e.values for e in read_enumerators(paragraph.text))
    odd = len(first) <= _LONGEST_LABEL and first.endswith((".", ")")) and misshapen(first) is not None
    return paragraph.place(0, len(first)) if counted or odd else None


def _body_blocks(body: Sequence[Paragraph], first_ordinal: int) -> Iterator[Block]:
    stack: list[_Open] = []
    body = _with_titles(body)
    top_rank = _top_rank(body)
    printed = _printed_later(body)
    for ordinal, paragraph in enumerate(body, first_ordinal):
        later = printed[paragraph.start]
        chosen = None if paragraph.is_table else _choose(paragraph, stack, top_rank, later)
        if chosen is None:
            parent = next((o for o in reversed(stack) if o.owns_text), None)
            level, owner = (parent.level + 1, parent.ordinal) if parent else (0, None)
            unread = None if paragraph.is_table else _unread_label(paragraph)
            plain = replace(_plain(paragraph, ordinal), label=None, unread_label=unread)
            yield replace(plain, level=level, parent=owner)
            continue
        enumerator, missing = chosen
        _close(stack, enumerator)
        # below the topmost headings even where the heading above was lost
        level = stack[-1].level + 1 if stack else 1 + (enumerator.rank > top_rank)
        title = _title(paragraph, enumerator, level)
        yield Block(
            ordinal=ordinal,
            start=paragraph.start,
            end=paragraph.end,
            kind="heading" if title else "text",
            level=level,
            label=_label(paragraph, enumerator, missing),
            title=title,
            parent=stack[-1].ordinal if stack else None,
        )
        owns_text = bool(title) or paragraph.text.endswith(":") or _names_what_follows(paragraph, enumerator)
        stack.append(_Open(enumerator, ordinal, level, owns_text))


def _close(stack: list[_Open], enumerator: Enumerator) -> None:
    """Takes off the stack what does not hold the label. Among marks, which have no order of their own, one
    holds those below it: "* Khoa Dược:", "- Cấp phát vắc xin".
    """
    if not enumerator.values:
        marks = [at for at, above in enumerate(stack) if not above.enumerator.values]
        alike = next((at for at in marks if stack[at].enumerator.kind == enumerator.kind), None)
        if alike is not None:
            del stack[alike:]
            return
        if marks and marks[-1] == len(stack) - 1 and stack[-1].owns_text:
            return
    while stack and stack[-1].enumerator.rank >= enumerator.rank:
        stack.pop()


def _names_what_follows(paragraph: Paragraph, enumerator: Enumerator) -> bool:
    """Whether a marked line is no sentence and heads those with another mark: "* Ban Giám hiệu"."""
    short = len(paragraph.text) <= _TITLE_LENGTH
    return enumerator.kind == "star" and short and not paragraph.text.endswith((".", ";", ","))


def _with_titles(body: Sequence[Paragraph]) -> list[Paragraph]:
    """ "PHẦN THỨ HAI" or "Chương I" on a line of its own goes with the title on the next one, "Nhiệm vụ 1"
    with what it is.
    """
    joined: list[Paragraph] = []
    for paragraph in body:
        above = joined[-1] if joined else None
        alone = _stands_alone(above) if above and not (paragraph.is_table or above.is_table) else None
        title = len(paragraph.text) <= _LONGEST_TITLE and (alone == "named" or is_capital(paragraph.text))
        if above and alone and title and not read_enumerators(paragraph.text):
            text, lines = f"{above.text} {paragraph.text}", (*above.lines, *paragraph.lines)
            joined[-1] = replace(above, end=paragraph.end, text=text, lines=lines)
        else:
            joined.append(paragraph)
    return joined


def _stands_alone(paragraph: Paragraph) -> Kind | None:
    """The kind of label that is all of the paragraph."""
    whole = len(paragraph.text)
    kinds = (e.kind for e in read_enumerators(paragraph.text) if e.length == whole)
    return next((kind for kind in kinds if kind in ("part", "capital", "named")), None)


def _title(paragraph: Paragraph, enumerator: Enumerator, level: int) -> Title | None:
    """The heading without its label; None for an item that is a sentence."""
    text = paragraph.text[enumerator.length :].strip()
    title = ""
    if level == 1 and enumerator.rank < _NUMBER_RANK and len(text) <= _LONGEST_TITLE:
        head, _, rest = text.partition(": ")
        # "VII. Kinh phí: Đính kèm." runs on into its text; "A: B" in capitals is one title
        title = (text if is_capital(rest) else head).rstrip(" .:;")
    else:
        short = len(text) <= _TITLE_LENGTH and not text.endswith((".", ";", ","))
        bold = paragraph.bold and len(text) <= _BOLD_TITLE_LENGTH and not text.endswith(";")
        if enumerator.values and (short or bold):
            title = text.rstrip(" .:")
    if not title:
        return None
    start = paragraph.text.index(title, enumerator.length)
    return Title(title, paragraph.place(start, start + len(title)))


# ---------------------------------------------------------------- which label it is


def _top_rank(body: Sequence[Paragraph]) -> int:
    """The rank of the plan's topmost headings: parts or capitals, else Roman numbers or articles where there
    are any, else numbers.
    """
    readings = [(e, p) for p in body if not p.is_table for e in read_enumerators(p.text)]
    if not readings:
        return _NUMBER_RANK
    if readings[0][0].kind in ("part", "capital"):
        return readings[0][0].rank
    later = (
        e.rank
        for e, p in readings
        if e.kind in ("roman", "article")
        and e.values > (1,)
        and (not e.doubt or (e.doubt == 1 and _is_caption(p, e)))
    )
    return min((*later, min(readings[0][0].rank, _NUMBER_RANK)))


_Later = frozenset[tuple[int, ...]]


def _printed_later(body: Sequence[Paragraph]) -> dict[int, _Later]:
    """For each paragraph, by its start, the Roman numbers that headings after it bear as printed, in the same
    part.
    """
    found: dict[int, _Later] = {}
    later: _Later = frozenset()
    for paragraph in reversed(body):
        found[paragraph.start] = later
        exact = [] if paragraph.is_table else [e for e in read_enumerators(paragraph.text) if not e.doubt]
        if any(e.kind in ("part", "capital") for e in exact):
            later = frozenset()
        later |= {e.values for e in exact if e.kind == "roman" and _is_caption(paragraph, e)}
    return found


def _choose(
    paragraph: Paragraph, stack: Sequence[_Open], top_rank: int, later: _Later
) -> tuple[Enumerator, int] | None:
    """The reading of the paragraph's enumerator that continues a sequence, and how many labels are missing
    before it; none rather than a doubtful one. A misread heading is not one that is printed `later`.
    """
    fitting = []
    for reading in read_enumerators(paragraph.text):
        missing = _missing(reading, stack)
        heading = reading.kind in ("part", "capital", "roman")
        likely = not reading.doubt or not heading or _is_caption(paragraph, reading)
        if reading.doubt and heading and reading.values in later:
            continue
        if reading.rank >= top_rank and likely and missing <= (0 if reading.doubt else _LEAP):
            opens_plan = not stack and reading.rank == top_rank and missing == 0
            fitting.append((not opens_plan, reading.doubt, missing, reading))
    if not fitting:
        return None
    _, _, missing, chosen = min(fitting, key=lambda f: f[:3])
    if chosen.values[-1:] == (1,):  # a list may begin anew, but not above all headings
        missing = int(not stack and chosen.rank > top_rank)
    return chosen, missing


def _is_caption(paragraph: Paragraph, enumerator: Enumerator) -> bool:
    """Whether what follows the enumerator is set as a heading."""
    text = paragraph.text[enumerator.length :].strip()
    return (
        paragraph.bold
        or is_capital(text, 0.6)
        or (len(text) <= _TITLE_LENGTH and not text.endswith((".", ";", ",")))
    )


def _missing(enumerator: Enumerator, stack: Sequence[_Open]) -> int:
    """How many labels are missing between the reading and the last one of its kind; `_NEVER` where it goes
    back.
    """
    if not enumerator.values:
        return 0
    *prefix, value = enumerator.values
    last = next((o.enumerator for o in reversed(stack) if o.enumerator.rank == enumerator.rank), None)
    if last and list(last.values[:-1]) == prefix:
        if value > last.values[-1]:
            return value - last.values[-1] - 1
        # a second list may begin anew where no heading stands between, but not a second row of sections
        return 1 if value == 1 and enumerator.rank > _ARTICLE_RANK else _NEVER
    if enumerator.kind == "capital" and any(o.enumerator.kind == "roman" for o in stack):
        return _NEVER  # capitals do not begin above Roman numbers that are open
    if enumerator.kind == "upper" and not (stack and stack[-1].enumerator.kind == "roman"):
        return _NEVER  # they begin right below Roman numbers: "III. NHIỆM VỤ", "A. Trước mùa cháy"
    counts_on = enumerator.kind in ("named", "number") and len(enumerator.values) == 1
    if enumerator.kind == "article" or (counts_on and stack and stack[-1].enumerator.kind == "upper"):
        return 0  # they count on over the headings above them
    above = next((o.enumerator for o in reversed(stack) if o.enumerator.rank < enumerator.rank), None)
    agrees = above is None or not prefix or above.kind != "number" or list(above.values) == prefix
    return value - agrees
