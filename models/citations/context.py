"""What stands around a document's number: its kind before it, its date and issuer after it, the article
cited.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from kehoach.language.document_types import TYPE_BY_NAME, TYPES, TYPES_BY_SYMBOL
from kehoach.language.folding import fold
from kehoach.language.lookalikes import DIGIT_SIGNS, as_digits
from kehoach.language.roman import roman_value
from kehoach.records import CitedArticle, CitedDate, CitedIssuer, Range
from models.agencies import BLANK, agency_place, issuer_end, joint_end
from models.dates import DATE_AFTER_WORD, calendar_date, matched_date

_REACH = 90  # characters before a number in which its kind is looked for
_NAME_REACH = 170  # the same for kinds with a name ("Luật … số")


@dataclass(frozen=True, slots=True)
class Before:
    """`start` is where the citation begins; `similarity` 1 means that the kind was read letter by letter."""

    start: int
    kind: str | None
    kind_place: Range | None
    says_number: bool  # "số" stands before the number
    blocked: bool  # a form's, a standard's or the document's own number
    similarity: float


@dataclass(frozen=True, slots=True)
class After:
    """Where the citation ends, and what of it stands after the number."""

    end: int
    issued: CitedDate | None
    issuer: CitedIssuer | None

    @property
    def lenient(self) -> bool:
        """Whether letters had to be taken for others."""
        return self.issued is not None and self.issued.repaired


# ---------------------------------------------------------------- before the number

# "Nghị"
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
# Words of forms, tables, standards, houses and papers, which are numbered too. With their marks: without them
# "lực" of "nguồn lực số 18" and "Khoán" of "Luật Chứng khoán số 54" would be among them.
_OTHER_NUMBERS: Final = frozenset(
    (
        "mẫu",
        "biểu",
        "phiếu",
        "lục",
        "tcvn",
        "qcvn",
        "tcn",
        "iso",
        "bảng",
        "hình",
        "fax",
        "khoản",
        "sách",
        "sổ",
    )
) | frozenset(
    ("nhà", "hộ", "lô", "thửa", "ngõ", "đường", "thẻ", "quầy", "xe", "cổng", "nhận", "phép", "lai", "đơn")
)
_UNMARKED: Final = frozenset(map(fold, _OTHER_NUMBERS))  # as scans that lose all marks have them
_NO_FIGURE: Final = frozenset(("mô", "loại", "điển"))  # "mô hình số 77/KH-SKHCN"
# "QCVN 14:"
_STANDARD: Final = re.compile(r"(?:QCVN|TCVN|TCCS|TCN|ISO)[ \n]?[\d\-.]+[ \n]?:[ \n]?$")
# as like a kind ("biên bản", "công văn") as a misread one is
_BODIES: Final = frozenset(("tiểu ban", "công tác", "công an", "thông tin"))
_PLURALS: Final = frozenset(("cac", "nhung", "hai", "ba", "bon"))
# "Số: "
_OWN: Final = re.compile(
    r"(?:^|[\n\t]) *(?:SỐ|Số|[S5][^\s\w]?\w?)\s*$|(?:^|[\n\t]) *\S{1,4} ?[:;]\s*$|\bSố\s*:\s*$"
)
_FOLDED_KINDS: Final = {name: fold(name).replace(" ", "") for name in TYPE_BY_NAME}
# "Luật Đất đai"
_NAMED: Final = re.compile(
    r"(?<!\w)(?P<kind>" + "|".join(kind.name for kind in TYPES if kind.named) + rf")(?={BLANK}[^\W\d_])"
)
# ";"
_NAME_END: Final = re.compile(r"[\t;:.()\d]")
_LONGEST_KIND = 5  # words
_MIN_SIMILARITY = 0.66
_NUMBER_WORDS: Final = frozenset(("số", "Số", "SỐ"))
_GARBLED = 0.9  # the most that a mention can be like one as printed if "số" is misread


def before(text: str, at: int, floor: int, lenient: bool = False, documents: bool = False) -> Before:
    """What precedes a number at `at`, looking back no further than `floor` (the end of the citation before
    it). A number that is known to be a `documents` one is no form's, whatever word stands before it.
    """
    left = max(floor, at - _REACH)
    tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(text, left, at)]
    own = _OWN.search(text, left, at) is not None
    start, said, colon = at, False, False
    if tokens and (tokens[-1][1] == ":" or (tokens[-1][1] == "." and _abbreviated(tokens))):
        colon = tokens.pop()[1] == ":"
    clear = True
    if tokens and _is_number_word(tokens[-1][1], lenient):
        said, (start, word) = True, tokens.pop()
        clear = word in _NUMBER_WORDS
    words = [] if colon and not said else _last_words(tokens)
    form = _other_number(words) and not documents
    if (own and (colon or not words)) or form or _STANDARD.search(text, left, at):
        return Before(start, None, None, said, True, 0.0)
    kind, count, similarity = _kind(words, lenient)
    if kind is None and not own and (issuer := _issuer_between(text, left, start)):
        kind, count, similarity = _kind(words := _last_words(_tokens(text, left, issuer)), lenient)
    if kind is None:
        return Before(start, None, None, said, own, 0.0)
    plural = len(words) > count and fold(words[-count - 1][1]) in _PLURALS
    place = words[-count][0], words[-1][0] + len(words[-1][1])
    sure = similarity if clear else min(similarity, _GARBLED)
    return Before(start if plural else place[0], kind, place, said, False, sure)


def _abbreviated(tokens: list[tuple[int, str]]) -> bool:
    """Whether the full stop at the end belongs to "số." or to letters that stand for a kind ("QĐ.")."""
    return len(tokens) > 1 and (_is_number_word(tokens[-2][1], False) or tokens[-2][1] in TYPES_BY_SYMBOL)


def _other_number(words: list[tuple[int, str]]) -> bool:
    if not words or words[-1][1].lower() not in _OTHER_NUMBERS | _UNMARKED:
        return False
    return len(words) < 2 or words[-2][1].lower() not in _NO_FIGURE


def _tokens(text: str, left: int, right: int) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in _TOKEN.finditer(text, left, right)]


def _is_number_word(token: str, lenient: bool) -> bool:
    folded = fold(token)
    return folded == "so" or (lenient and len(folded) <= 3 and Levenshtein.distance(folded, "so") <= 1)


def _last_words(tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words since the last mark."""
    words: list[tuple[int, str]] = []
    for token in reversed(tokens):
        if not token[1][0].isalnum() or len(words) > _LONGEST_KIND:
            break
        words.append(token)
    return words[::-1]


def _kind(words: list[tuple[int, str]], lenient: bool) -> tuple[str | None, int, float]:
    """The kind that the last words name, how many words that takes, and how like it they are."""
    for count in range(min(_LONGEST_KIND, len(words)), 0, -1):
        name = " ".join(word for _, word in words[-count:]).lower()
        if name in TYPE_BY_NAME:
            return TYPE_BY_NAME[name].name, count, 1.0
    if words and len(words[-1][1]) > 1 and words[-1][1] in TYPES_BY_SYMBOL:
        return TYPES_BY_SYMBOL[words[-1][1]][0], 1, 1.0
    return _similar_kind(words) if lenient else (None, 0, 0.0)


def _similar_kind(words: list[tuple[int, str]]) -> tuple[str | None, int, float]:
    if " ".join(word for _, word in words[-2:]).lower() in _BODIES:
        return None, 0, 0.0
    best: tuple[str | None, int, float] = (None, 0, 0.0)
    for count in range(min(_LONGEST_KIND, len(words)), 0, -1):
        joined = fold("".join(word for _, word in words[-count:]))
        found = process.extractOne(
            joined, _FOLDED_KINDS, scorer=Levenshtein.normalized_similarity, score_cutoff=_MIN_SIMILARITY
        )
        if found is not None and found[1] > best[2]:
            best = (TYPE_BY_NAME[found[2]].name, count, found[1])
    return best


def _issuer_between(text: str, left: int, start: int) -> int | None:
    """Where "của" stands, if from there to the number there is just an issuer ("Quyết định của Thủ tướng số
    …").
    """
    of = text.rfind("của ", left, start)
    if of < 0:
        return None
    end = issuer_end(text, of + 4)
    return of if end is not None and not text[end:start].strip() else None


def named_start(text: str, at: int, floor: int) -> tuple[str, Range] | None:
    """The kind of "Luật Khám bệnh, chữa bệnh" and its place when the number with its "số" begins at `at`."""
    found = None
    for match in _NAMED.finditer(text, max(floor, at - _NAME_REACH), at):
        if not _NAME_END.search(text, match.end(), at):
            found = match["kind"], match.span("kind")
    return found


# ---------------------------------------------------------------- after the number

_GAP = rf"{BLANK}{{1,3}}"
_UNIT: Final = re.compile(rf"{BLANK}?\([A-ZĐ]{{0,3}}\d{{0,2}}\)")  # the police's, after the number: "(A11)"
# " ban hành ngày 12"
_DAY: Final = re.compile(
    rf"(?:,?{_GAP}|{BLANK}?\()(?:(?:ra|ký|đề|ban{BLANK}hành){_GAP})?(?i:ngày)(?:{_GAP}|(?=\d))"
)
# " của Chính phủ"
_OF: Final = re.compile(rf",?{_GAP}(?i:của|giữa){_GAP}")
# "Hội nghị lần thứ sáu "
_MEETING: Final = re.compile(rf"Hội{BLANK}nghị{BLANK}(?:lần{BLANK}thứ{BLANK})?\w+{BLANK}")
_LIKE_DIGIT = f"[{DIGIT_SIGNS}]"
_LIKE_SLASH = rf"{BLANK}?(?:[/\\.\-–|lI1!,]|//|[.,]/|/[.,]){BLANK}?"
# " ngảy 2O/3/2020"
_LENIENT_NUMERIC: Final = re.compile(
    rf"[^\w\t]{{0,3}}(?P<word>[^\W_]{{2,6}}?)[ \n.:]{{0,2}}"
    rf"(?P<d>{_LIKE_DIGIT}{{1,2}}){_LIKE_SLASH}(?P<m>{_LIKE_DIGIT}{{1,"
    rf"2}}){_LIKE_SLASH}(?P<y>{_LIKE_DIGIT}{{4}})(?!\w)"
)
# " ngảy 2O thang 3 nam 2020"
_LENIENT_SPELLED: Final = re.compile(
    rf"[^\w\t]{{0,3}}(?P<word>[^\W_]{{2,6}}?){_GAP}(?P<d>{_LIKE_DIGIT}{{1,2}}){_GAP}(?P<month>[^\W\d_]{{3,"
    rf"7}}){_GAP}"
    rf"(?P<m>{_LIKE_DIGIT}{{1,2}}){_GAP}(?P<year>[^\W\d_]{{2,4}}){_GAP}(?P<y>{_LIKE_DIGIT}{{4}})(?!\w)"
)
# A date of which too much was misread: a word like "ngày", torn or not, then a run that begins with a digit
# early on: " ngav 2m/3/2020"
_UNREAD: Final = re.compile(
    rf",?{_GAP}(?:ra{_GAP})?(?P<word>[^\W\d_](?:{BLANK}?[^\W\d_]){{1,4}})[ \n.:]{{0,2}}"
    rf"(?P<date>(?=[^\s]{{0,6}}\d)[^\s;]{{1,12}}(?:{_GAP}(?:(?:tháng|năm)(?!\w)"
    rf"|[^\s\d]{{0,2}}\d[^\s;]{{0,9}})){{0,4}})(?<![;,.])"
)
_SHORTEST_DATE: Final = 4  # characters without blanks
_LONG_RUN: Final = 7  # digits whose slashes were read as digits; fewer are a year or the number of an article


def after(text: str, at: int, joint: bool, lenient: bool = False) -> After:
    """Date and issuer that follow a number ending at `at`, in either order; `joint` numbers have several
    issuers.
    """
    unit = _UNIT.match(text, at)
    end, issued, issuer = at, None, None
    if unit is not None and _DAY.match(text, unit.end()):
        end = unit.end()
    for _ in range(2):
        if issued is None and (found := _date(text, end, lenient)):
            issued = found
            bracketed = text[end : issued.place[0]].lstrip().startswith("(")
            end = issued.place[1]
            end += bracketed and text[end : end + 1] == ")"
        elif issuer is None and (named := _issuer(text, end, joint)):
            issuer = named
            end = issuer.place[1]
    return After(end, issued, issuer)


def _date(text: str, at: int, lenient: bool) -> CitedDate | None:
    """The date that stands after `at`; without a day where it does not exist or cannot be read."""
    if (day := _DAY.match(text, at)) and (found := DATE_AFTER_WORD.match(text, day.end())):
        return CitedDate(_plausible(matched_date(found)), found.group(), found.span())
    return (_lenient_date(text, at) if lenient else None) or _unread_date(text, at)


def _issuer(text: str, at: int, joint: bool) -> CitedIssuer | None:
    of = _OF.match(text, at)
    stop = (joint_end if joint else issuer_end)(text, of.end()) if of else None
    if of is None or stop is None:
        return None
    meeting = _MEETING.match(text, of.end())
    start = meeting.end() if meeting else of.end()
    name = " ".join(text[start:stop].split())
    return CitedIssuer(name, (start, stop), agency_place(name))


def _lenient_date(text: str, at: int) -> CitedDate | None:
    """A date of which a few letters or digits were misread; None unless the calendar has the
    day.
    """
    match = _LENIENT_NUMERIC.match(text, at) or _LENIENT_SPELLED.match(text, at)
    if match is None or Levenshtein.distance(fold(match["word"]), "ngay") > 2:
        return None
    words = match.groupdict()
    if "month" in words and not _like(words["month"], "thang", 2):
        return None
    if "year" in words and not _like(words["year"], "nam", 1):
        return None
    day, month, year = (as_digits(words[part]).meant for part in "dmy")
    found = _plausible(calendar_date(day, month, year))
    if found is None:
        return None
    place = match.start("d"), match.end("y")
    return CitedDate(found, text[slice(*place)], place, repaired=True)


def _plausible(found: date | None) -> date | None:
    """The date, unless no document of today's State or Party can bear it."""
    return found if found is not None and 1945 <= found.year <= 2050 else None


def _unread_date(text: str, at: int) -> CitedDate | None:
    """What must be a date, as it begins like "ngày" and goes on in digits."""
    match = _UNREAD.match(text, at)
    if match is None:
        return None
    word = "".join(match["word"].split())
    slips = 1 if len(word) < 4 or word != match["word"] else 2
    printed = " ".join(match["date"].split())
    plain = fold(word) == "ngay"
    long = len(printed.replace(" ", "")) >= (_LONG_RUN if printed.isdigit() else _SHORTEST_DATE)
    is_date = plain or (long and _like(word, "ngay", slips))
    return CitedDate(None, printed, match.span("date")) if is_date else None


def _like(word: str, expected: str, distance: int) -> bool:
    return Levenshtein.distance(fold(word), expected) <= distance


# " khóa XII"
_TERM: Final = re.compile(rf",?{BLANK}?\(?[Kk]h(?:óa|oá){_GAP}(?P<term>[IVX]{{1,5}}|\d{{1,2}})(?!\w)")


def central_term(text: str, end: int) -> int | None:
    """The Central Committee's term printed after a mention: 12 for "khóa XII" and for "khóa 12"."""
    match = _TERM.match(text, end)
    if match is None:
        return None
    term = match["term"]
    return int(term) if term.isdigit() else roman_value(term)


# ---------------------------------------------------------------- the article

_PART = (
    r"(?:[Đđ]iểm[ \n](?P<point>[a-zđ])|[Kk]hoản[ \n](?P<clause>\d{1,2})|Điều[ \n](?P<article>\d{1,3}[a-zđ]?))"
)
# "khoản 2"
_ARTICLE_PART: Final = re.compile(_PART)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _PART)
# "điểm a khoản 4 Điều 36 "
_ARTICLE_BEFORE: Final = re.compile(rf"{_UNNAMED}(?:,?[ \n]{_UNNAMED}){{0,2}}(?:[ \n]của)?[ \n]?$")
# " (tại khoản 2, Điều 5"
_ARTICLE_AFTER: Final = re.compile(rf"[ \n]?[(,][ \n]?(?:tại[ \n])?{_UNNAMED}(?:,?[ \n]{_UNNAMED}){{0,2}}")


def article(text: str, start: int, end: int, floor: int) -> CitedArticle | None:
    """ "Điều 36, khoản 4, điểm a" where the citation at `start:end` is of an article alone, whatever the
    order.
    """
    match = _ARTICLE_BEFORE.search(text, max(floor, start - 45), start) or _ARTICLE_AFTER.match(text, end)
    if match is None:
        return None
    parts = list(_ARTICLE_PART.finditer(text, *match.span()))
    found = {k: v for part in parts for k, v in part.groupdict().items() if v}
    named = (("Điều", "article"), ("khoản", "clause"), ("điểm", "point"))
    said = ", ".join(f"{name} {found[key]}" for name, key in named if key in found)
    return CitedArticle(said, (parts[0].start(), parts[-1].end()))
