"""Zones of an official document (layout: NĐ 30/2020/NĐ-CP, Annex I): head, title, preamble, body, recipients,
signature and appendices, told by their cue words and their places on the page."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Final

from rapidfuzz import fuzz

from kehoach.language.document_types import TITLES
from kehoach.language.folding import fold
from kehoach.records import Document, Zone, ZoneName
from models.structure.enumerators import OPENING, read_enumerators
from models.structure.lines import TextLine, begins_like, begins_like_any, is_capital, text_lines

_TITLES: Final = tuple(map(fold, TITLES))
_CUES: Final = tomllib.loads((files("models") / "patterns" / "zones.toml").read_text(encoding="utf-8"))
_MOTTO: Final[list[str]] = _CUES["motto"]
# "ngày 12 tháng 01 năm 2024"
_PLACE_DATE: Final = re.compile(r"ng.y\b.{0,12}\bth.ng\b.{0,12}\bn.m\b")
_PREAMBLE: Final[list[str]] = _CUES["preamble"]
_RECIPIENTS: Final[str] = _CUES["recipients"]
_DUE: Final[str] = _CUES["due"]
# "KT. GIÁM ĐỐC"
_AUTHORITY: Final = re.compile(
    r"(?:t\s?m|k\s?t|t\s?l|t\s?u\s?q|q)\s?[.,]\s?\S"
    rf"|(?:pho\s|quyen\s)?(?:{'|'.join(_CUES['authorities'])})"
)
# "Phụ lục II"
_APPENDIX: Final = re.compile(r"phu luc\b|phu bieu\b|bieu (?:so|mau)?\s?\d|mau so\b|danh muc\b")
# "(Kèm theo Kế hoạch"
_ATTACHED: Final = re.compile(r"\(?\s?(?:ban hanh )?kem theo\b")
_FOOTNOTES: Final[ZoneName] = "footnotes"
_TITLE_LINES: Final = 10
_SIGNATURE_LINES: Final = 15
_SCRAP: Final = 2  # letters that a seal leaves, alone in their line
_LONGEST_CUE: Final = 70  # letters of a head's line; a sentence that begins like the motto is longer
# Lines count as set on one axis where their middles differ by less than this share of the page's width.
_SAME_AXIS: Final = 0.017
# The signature stands in the right half; its widest lines begin a little left of the middle.
_RIGHT_HALF: Final = 0.5


def find_zones(document: Document) -> tuple[Zone, ...]:
    """The zones in reading order; lines and tables all belong to one."""
    everything = text_lines(document)
    lines = [line for line in everything if not line.footnote]
    zones: list[ZoneName] = []
    title_start, title_end = _title(lines)
    zones += _head(lines[:title_start])
    zones += ["title"] * (title_end - title_start)
    closing = _closing_start(lines, title_end)
    appendix = _appendix_start(lines, closing, title_end)
    closing = min(closing, appendix)
    heading = _first_heading(lines, title_end, closing)
    zones += ["preamble"] * (heading - title_end)
    zones += ["body"] * (closing - heading)
    zones += _closing(lines[closing:appendix])
    zones += _appendices(lines[appendix:])
    names = dict(zip((line.start for line in lines), zones, strict=True))
    return _zones(everything, names)


def _zones(lines: Sequence[TextLine], names: Mapping[int, ZoneName]) -> tuple[Zone, ...]:
    """Runs of lines of one zone; `names` tells each line's by its start, footnotes apart."""
    zones = []
    named = [(line, names.get(line.start, _FOOTNOTES)) for line in lines]
    for name, run in groupby(named, key=lambda pair: pair[1]):
        members = [line for line, _ in run]
        zones.append(Zone(name, members[0].start, members[-1].end))
    return tuple(zones)


# ---------------------------------------------------------------- head and title


def _title(lines: Sequence[TextLine]) -> tuple[int, int]:
    """Where the title begins and ends; both are the end of the head where no title is found."""
    first_page = [ln for ln in lines[:40] if ln.page == lines[0].page and not ln.is_table]
    for start, line in enumerate(first_page):
        if is_title(line):
            return start, _title_end(lines, start)
    short = [(i, ln) for i, ln in enumerate(first_page[:15]) if len(ln.text) <= _LONGEST_CUE]
    cues = [i for i, ln in short if _is_motto(ln) or begins_like(ln.folded, "so:", 100)]
    end = cues[-1] + 1 if cues else 0
    return end, end


def is_title(line: TextLine) -> bool:
    """A centred line in capitals that names a kind of document: "KẾ HOẠCH"."""
    return begins_like_any(line.folded, _TITLES) and is_capital(line.text[:12]) and 0.3 < line.centre < 0.7


def _title_end(lines: Sequence[TextLine], start: int) -> int:
    axis = lines[start].centre
    end = start + 1
    while end < min(len(lines), start + _TITLE_LINES):
        line, above = lines[end], lines[end - 1]
        far = line.bbox[1] - above.bbox[3] > 3 * above.height
        if line.is_table or line.page != above.page or far or abs(line.centre - axis) > _SAME_AXIS:
            break
        if begins_like_any(line.folded, _PREAMBLE) or above.text.endswith((";", ".")):
            break
        end += 1
    return end


def _is_motto(line: TextLine) -> bool:
    return begins_like_any(line.folded, _MOTTO, 70) or bool(_PLACE_DATE.search(line.folded))


def _head(lines: Sequence[TextLine]) -> list[ZoneName]:
    """Left column: issuer and number; right column: motto, place and date."""
    cues = [ln.bbox[0] for ln in lines if _is_motto(ln)]
    border = min(cues) if cues else 0.45 * lines[0].page_width if lines else 0.0
    return ["motto" if (ln.bbox[0] + ln.bbox[2]) / 2 > border else "letterhead" for ln in lines]


def _first_heading(lines: Sequence[TextLine], start: int, end: int) -> int:
    """The first line numbered as the first of its kind; `start` where there is neither a heading nor a
    preamble.
    """
    for place in range(start, end):
        line = lines[place]
        readings = read_enumerators(line.text)
        if any(e.kind in OPENING and e.values == (1,) and e.doubt < 2 for e in readings):
            return place
    cited = any(begins_like_any(ln.folded, _PREAMBLE) for ln in lines[start:end])
    return end if cited else start


# ---------------------------------------------------------------- recipients and signature


def _closing_start(lines: Sequence[TextLine], start: int) -> int:
    """The first line of the recipients or of the signature, whichever comes first in the text."""
    for place in range(start, len(lines)):
        if names_recipients(lines[place]) and len(lines[place].folded) < 30:
            return _back_over_authority(lines, place, start)
    for place in range(start, len(lines)):
        if is_authority(lines[place]) and any(
            "./." in ln.text for ln in lines[max(start, place - 6) : place]
        ):
            return _back_over_authority(lines, place, start)
    last = next((i for i in range(len(lines) - 1, start, -1) if is_authority(lines[i])), len(lines))
    return _back_over_authority(lines, last, start)


def names_recipients(line: TextLine) -> bool:
    """Whether the line begins "Nơi nhận", a letter or two misread; "I. NHẬN ĐỊNH" is a heading, and
    "ninh mạng số 24/2018/QH14;" the rest of a law's name.
    """
    reach = len(_RECIPIENTS) + 3
    alone = ":" in line.folded[:reach] or len(line.folded) < reach
    if line.text[:1].islower() or not alone or not begins_like(line.folded, _RECIPIENTS, 75):
        return False
    due, recipients = (fuzz.ratio(line.folded[: len(cue)], cue) for cue in (_DUE, _RECIPIENTS))
    heading = _RECIPIENTS not in line.folded and any(
        e.kind in OPENING and not e.doubt for e in read_enumerators(line.text)
    )
    return due < recipients and not heading


def is_authority(line: TextLine) -> bool:
    """A line like "KT. GIÁM ĐỐC" in the right half of its page."""
    return line.centre > _RIGHT_HALF and bool(_AUTHORITY.match(line.folded)) and is_capital(line.text)


def _back_over_authority(lines: Sequence[TextLine], place: int, start: int) -> int:
    """`place`, or before it where the signature's first lines stand above the recipients."""
    for back in range(place - 1, max(start, place - _SIGNATURE_LINES) - 1, -1):
        if lines[back].page != lines[min(place, len(lines) - 1)].page:
            break
        if "./." in lines[back].text:
            return back + 1
    while place > start and place < len(lines) and lines[place - 1].page == lines[place].page:
        above = lines[place - 1]
        if above.is_table or above.centre < _RIGHT_HALF or not is_capital(above.text):
            break
        place -= 1
    return place


def _closing(lines: Sequence[TextLine]) -> list[ZoneName]:
    """Left column: recipients, once named; all else is the signature."""
    zones: list[ZoneName] = []
    named = False
    for line in lines:
        named = named or names_recipients(line)
        zones.append("recipients" if named and line.centre < _RIGHT_HALF else "signature")
    return zones


# ---------------------------------------------------------------- appendices


def _appendix_start(lines: Sequence[TextLine], closing: int, start: int) -> int:
    """The first line or table after the closing that belongs to neither of its columns."""
    if closing == len(lines):
        return next((i for i in range(start, len(lines)) if _is_appendix_cue(lines, i)), len(lines))
    for place in range(closing + 1, len(lines)):
        line = lines[place]
        if line.is_table or _is_appendix_cue(lines, place) or _ATTACHED.match(line.folded):
            return _back_over_title(lines, place, closing + 1)
        if line.page > lines[closing].page and not _spills(line):
            return place
    return len(lines)


def _spills(line: TextLine) -> bool:
    """Whether a line on the page after the closing may still be of its columns: half a page wide, on either
    side, or a scrap of the seal between them.
    """
    narrow = line.bbox[2] - line.bbox[0] < 0.45 * line.page_width
    begins = line.text.startswith(("-", "+")) or line.text[:1].islower()  # a recipient, or the rest of one
    left = line.bbox[2] < 0.55 * line.page_width and begins
    scrap = len(line.text) <= _SCRAP
    return narrow and (left or scrap or line.centre > 0.58)


def _is_appendix_cue(lines: Sequence[TextLine], place: int) -> bool:
    """A line like "PHỤ LỤC II" that opens a page or follows a table."""
    line = lines[place]
    if not _APPENDIX.match(line.folded) or not is_capital(line.text[:8]) or len(line.text) > 120:
        return False
    above = lines[place - 1] if place else None
    return above is None or above.page < line.page or above.is_table or abs(line.centre - 0.5) < 0.05


def _back_over_title(lines: Sequence[TextLine], place: int, start: int) -> int:
    """The first of the centred lines on the same page that lead to `place`."""
    page = lines[place].page
    while place > start and lines[place - 1].page == page and _is_title_like(lines[place - 1]):
        place -= 1
    return place


def _is_title_like(line: TextLine) -> bool:
    return not line.is_table and abs(line.centre - 0.5) < 0.06 and not read_enumerators(line.text)


def _appendices(lines: Sequence[TextLine]) -> list[ZoneName]:
    """Heads and contents of the appendices; a head is a run of lines before a table or a first item."""
    zones: list[ZoneName] = []
    in_head, attached = True, False
    for place, line in enumerate(lines):
        if not in_head and _opens_head(lines, place):
            back = _back_over_title(lines, place, 1)
            zones[back:] = ["appendix_head"] * (place - back)
            in_head, attached = True, False
        attached = attached or bool(_ATTACHED.match(line.folded))
        in_head = (
            in_head
            and not line.is_table
            and not (attached and zones[-1:] == ["appendix_head"] and _is_done(lines, place))
        )
        in_head = in_head and not _is_item(line)
        zones.append("appendix_head" if in_head else "appendix")
    return zones


def _opens_head(lines: Sequence[TextLine], place: int) -> bool:
    return _is_appendix_cue(lines, place) or (
        _ATTACHED.match(lines[place].folded) is not None and lines[place].text.startswith("(")
    )


def _is_done(lines: Sequence[TextLine], place: int) -> bool:
    """Whether the head's "(Kèm theo …)" was closed before this line."""
    above = lines[place - 1]
    return above.text.rstrip().endswith(")") or not _is_title_like(lines[place])


def _is_item(line: TextLine) -> bool:
    return any(e.kind in OPENING and e.values == (1,) and not e.doubt for e in read_enumerators(line.text))
