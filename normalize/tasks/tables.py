"""Tasks from tables: which tables hold tasks, and what is doubted about their rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from kehoach.language.folding import fold
from kehoach.records import FIELD_OF_ROLE, Document, Range, Table, Zone, ZoneName
from normalize.doubts import Doubt
from normalize.provenance import word_span
from normalize.tasks.cell_contents import DITTO, is_mark
from normalize.tasks.clauses import has_act
from normalize.tasks.columns import Columns, cell_at, cell_text, guess_columns, read_columns
from normalize.tasks.drafts import Draft, Field
from normalize.tasks.group_labels import Labelling, check_labels, group_places, is_misread
from normalize.tasks.header_words import Role
from normalize.tasks.meanings import REPEATED, Meaning, read_meanings
from normalize.tasks.numbers import Numbering, check_numbers
from normalize.tasks.rows import TaskRow, read_rows

Part = tuple[Table, Columns]
_STRAY_WORDS: Final = 2  # specks between two parts of a table that were read as text
_WORDS_WITHOUT_HEADER: Final = 12  # … where the later part has no header, without which no new table begins
_LEAST_TASK_COLUMNS: Final = 4
# Columns that are filled in nearly all rows, of at least so many, are hardly left empty in one.
_SELDOM_EMPTY: Final[tuple[Role, ...]] = ("lead", "due")
_NEARLY_ALL: Final = 0.7
_FEWEST_ROWS: Final = 4
_SURE: Final = 0.97  # likelihood of a column's role where header and cells agree
_ODDS: Final = 20.0  # a misread number or label seldom is the one that is due
_SAME_HEADER: Final = 85.0  # of 100
_TWO_NUMBERS = re.compile(r"(?:\d+(?:\.\d+)*[.)]?\s+){1,2}\d+(?:\.\d+)*[.)]?")  # "5.4 5.5"
# "Họ và tên"
_PEOPLE: Final = re.compile(r"ho,? (?:va |dem,? )?(?:chu )?ten(?![a-z])")
_APPENDIX: Final[tuple[ZoneName, ...]] = ("appendix", "appendix_head")
# "Kế hoạch cải cách hành chính năm 2024"
_PLAN_OF_YEAR = re.compile(
    r"(?<![a-z])(?:ke\s+hoach|chuong\s+trinh)(?![a-z])[^.;:]{0,120}?(?<![a-z])nam\s+(?P<year>20[0-9]{2})"
)
# "năm 2024"
_YEAR_OF_WORK = re.compile(
    r"(?<![a-z])nam\s+(?P<year>20[0-9]{2})(?!\s*-\s*(?:nam\s+)?(?:20)?[0-9]{2})(?![0-9])"
)
_YEARS_AHEAD: Final = 2
# "Báo cáo kết quả năm trước"
_LOOKS_BACK = re.compile(
    r"(?<![a-z])(?:danh\s+gia|bao\s+cao|tong\s+ket|so\s+ket|ket\s+qua|kiem\s+diem|rut\s+kinh\s+nghiem"
    r"|quyet\s+toan|chi\s+so"
    r"|thay\s+the|tiep\s+tuc|ton\s+tai)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class TableTasks:
    """The tasks of the document's tables, the starts of the tables that they stand in, and the tables of the
    appendix that could hold tasks but have no header that says what stands where.
    """

    drafts: tuple[Draft, ...]
    tables: frozenset[int]
    unread: tuple[Table, ...]
    read: tuple[tuple[Part, ...], ...] = ()  # the tables that hold tasks, in their parts


def read_task_tables(document: Document, zones: tuple[Zone, ...], plan_year: int) -> TableTasks:
    """Tasks in reading order from every table whose header shows that its rows are tasks."""
    drafts: list[Draft] = []
    starts: set[int] = set()
    found = _task_tables(document, zones)
    for in_body, parts in found:
        starts.update(table.start for table, _ in parts)
        year = _year_ahead(_title_above(document, zones, parts[0][0].start), plan_year)
        drafts.extend(
            _with_year(draft, year, plan_year) for draft in _drafts(document, parts, in_body, plan_year)
        )
    unread = (
        table for table in document.tables if table.start not in starts and _is_unread(document, zones, table)
    )
    read = tuple(tuple(parts) for _, parts in found)
    return TableTasks(tuple(drafts), frozenset(starts), tuple(unread), read)


def _is_unread(document: Document, zones: tuple[Zone, ...], table: Table) -> bool:
    wide = table.column_count >= _LEAST_TASK_COLUMNS and table.row_count > 1
    return wide and _zone_at(zones, table.start) in _APPENDIX and read_columns(document, table) is None


def _task_tables(document: Document, zones: tuple[Zone, ...]) -> list[tuple[bool, list[Part]]]:
    """Task tables, each with the parts of it that pages cut off: they have the same header, or none."""
    found: list[tuple[bool, list[Part]]] = []
    for table in document.tables:
        zone = _zone_at(zones, table.start)
        in_body = zone not in (None, *_APPENDIX)
        columns = read_columns(document, table)
        previous = found[-1][1][-1] if found and found[-1][0] == in_body else None
        if previous and _goes_on(document, previous, table, columns):
            found[-1][1].append((table, columns or Columns(previous[1].columns, 0)))
            continue
        if columns is None and zone in _APPENDIX and table.row_count > 1:
            columns = guess_columns(document, table)
        if columns and _holds_tasks(columns, in_body) and not _lists_people(document, table, columns):
            found.append((in_body, [(table, columns)]))
    return found


def _goes_on(document: Document, previous: Part, table: Table, columns: Columns | None) -> bool:
    """Whether `table` is more of the one before: as wide, nothing said between them, and no other header."""
    above, known = previous
    between = document.text[above.end : table.start].split()
    if table.column_count != above.column_count or len(between) > (
        _STRAY_WORDS if columns else _WORDS_WITHOUT_HEADER
    ):
        return False
    pairs = zip(columns.columns, known.columns, strict=True) if columns else ()
    return all(fuzz.ratio(fold(new.header), fold(old.header)) >= _SAME_HEADER for new, old in pairs)


def _zone_at(zones: tuple[Zone, ...], offset: int) -> ZoneName | None:
    return next((zone.name for zone in zones if zone.start <= offset < zone.end), None)


def _title_above(document: Document, zones: tuple[Zone, ...], start: int) -> str:
    """The head of the appendix that the table at `start` stands in; empty for one in the body."""
    heads = [zone for zone in zones if zone.start <= start and zone.name == "appendix_head"]
    return document.text[heads[-1].start : heads[-1].end] if heads else ""


def _with_year(draft: Draft, table_year: int | None, plan_year: int) -> Draft:
    """The draft with the year that holds for its time: its column's, else its group's, else its table's."""
    return replace(
        draft, due_year=draft.due_year or _year_ahead(draft.group_title or "", plan_year) or table_year
    )


def _year_ahead(title: str, plan_year: int) -> int | None:
    """The one later year that a title is about. An earlier one is rather what the work looks back on."""
    years = {int(match["year"]) for match in _YEAR_OF_WORK.finditer(fold(title))}
    ahead = [year for year in years if plan_year < year <= plan_year + _YEARS_AHEAD]
    return ahead[0] if len(ahead) == len(years) == 1 else None


def _holds_tasks(columns: Columns, in_body: bool) -> bool:
    """In the body many a table is none of tasks: what is to be done must be named there, not whom it is done
    to, and who leads, or when, in cells that are times.
    """
    if in_body:
        timed = any(c.role == "mark" or (c.role == "due" and c.likelihood >= _SURE) for c in columns.columns)
        made = columns.has("due", "start", "end") and columns.has("product")
        return columns.has("content") and (columns.has("lead") or made or timed)
    described = columns.has("content", "name")
    if not columns.by_header:
        return described and columns.has("lead", "due")
    return described and columns.has("lead", "coordination", "due", "mark", "start", "end", "product")


def _lists_people(document: Document, table: Table, columns: Columns) -> bool:
    """Whether the rows are people with their posts, and neither what they do nor when is said."""
    if not any(_PEOPLE.match(fold(column.header)) for column in columns.columns):
        return False
    if any(c.role in ("due", "start", "end", "mark") and c.likelihood >= _SURE for c in columns.columns):
        return False
    contents = [index for index, column in enumerate(columns.columns) if column.role == "content"]
    rows = range(columns.first_row, table.row_count)
    said = [cell_text(document, cell_at(table, row, index)) for row in rows for index in contents]
    return 2 * sum(map(has_act, said)) < max(1, len(said))


def _drafts(document: Document, parts: list[Part], in_body: bool, plan_year: int) -> Iterator[Draft]:
    columns = parts[0][1]
    rows = read_rows(document, parts)
    expected = _expected(rows, columns)
    empty_doubts = _bare_doubts if _are_assigned(rows, columns) else _empty_doubts
    meanings, labels = read_meanings(rows, columns), check_labels(document, rows)
    for row, numbering, meaning, labelling in zip(rows, check_numbers(rows), meanings, labels, strict=True):
        texts = {FIELD_OF_ROLE[role]: text for role, text in row.texts.items()}
        doubts = [
            *empty_doubts(row, expected),
            *_number_doubts(row, numbering),
            *_cell_doubts(row, meaning),
            *labelling.doubts,
            *stale_years(texts.get("content", ""), plan_year),
        ]
        if numbering.meant:
            texts["number"] = numbering.meant
        ranges = {FIELD_OF_ROLE[role]: places for role, places in row.ranges.items()}
        if row.group_range:
            label, title = group_places(document, row)
            ranges |= {"group_label": (label,), "group_title": (title,)}
        yield Draft(
            source="body" if in_body else "appendix",
            group_label=row.group_label,
            group_title=row.group_title,
            texts=texts,
            ranges=ranges,
            span=row.span,
            section=parts[0][0].start if in_body else None,
            due_year=row.due_year,
            doubts=tuple(doubts),
            row=(row.table, row.row),
            meant={FIELD_OF_ROLE[role]: text for role, text in meaning.texts.items()},
            repairs=_repairs(document, row, numbering),
            odds=_odds(numbering, labelling),
            signs=tuple(_signs(document, row, columns)),
        )


def _signs(document: Document, row: TaskRow, columns: Columns) -> Iterator[Range]:
    """Where a mark says that a task is due in its column's period, or that a field is as above, and all
    readings of it are such signs: which of them is printed changes nothing.
    """
    for role in REPEATED:
        for place in row.ranges.get(role, ()):
            words = document.words[slice(*word_span(document, *place))]
            texts = [text for word in words for text in (word.text, *(c.text for c in word.candidates))]
            marks = role == "due" and columns.has("mark") and all(map(is_mark, texts))
            if marks or all(DITTO.fullmatch(fold(text)) for text in texts):
                yield place


def _odds(numbering: Numbering, labelling: Labelling) -> dict[Field, float]:
    confirmed: dict[Field, bool] = {"number": numbering.confirmed, "group_label": labelling.confirmed}
    return {name: _ODDS for name, due in confirmed.items() if due}


def _repairs(document: Document, row: TaskRow, numbering: Numbering) -> dict[Field, str]:
    number: dict[Field, str] = {"number": "sequence"} if numbering.meant else {}
    label: dict[Field, str] = {"group_label": "look-alikes"} if is_misread(document, row) else {}
    return number | label


def _expected(rows: Sequence[TaskRow], columns: Columns) -> dict[Role, str]:
    """The fields that a row of this table is doubted without, each with the rule that says so."""
    filled = Counter(role for row in rows for role in row.texts)
    expected: dict[Role, str] = {"content": "missing_content"}
    if 2 * filled["number"] >= len(rows):
        expected["number"] = "missing_number"
    for role in _SELDOM_EMPTY:
        if len(rows) >= _FEWEST_ROWS and filled[role] >= _NEARLY_ALL * len(rows):
            expected[role] = "empty_cell"
    return expected | ({"due": "unmarked_row"} if columns.has("mark") else {})


def _are_assigned(rows: Sequence[TaskRow], columns: Columns) -> bool:
    """Whether nearly all rows of a table that has both columns have a lead or a time."""
    told = sum(any(role in row.texts for role in _SELDOM_EMPTY) for row in rows)
    both = all(columns.has(role) for role in _SELDOM_EMPTY)
    return both and len(rows) >= _FEWEST_ROWS and told >= _NEARLY_ALL * len(rows)


def _bare_doubts(row: TaskRow, expected: Mapping[Role, str]) -> Iterator[Doubt]:
    """As `_empty_doubts`, but one doubt where a row with a number has neither lead nor time."""
    number = row.texts.get("number")
    if number is None or any(role in row.texts for role in _SELDOM_EMPTY):
        yield from _empty_doubts(row, expected)
        return
    yield Doubt(None, "bare_row", number)
    others = {role: rule for role, rule in expected.items() if role not in _SELDOM_EMPTY}
    yield from _empty_doubts(row, others)


def _empty_doubts(row: TaskRow, expected: Mapping[Role, str]) -> Iterator[Doubt]:
    return (Doubt(FIELD_OF_ROLE[role], rule) for role, rule in expected.items() if role not in row.texts)


def _number_doubts(row: TaskRow, numbering: Numbering) -> Iterator[Doubt]:
    number = row.texts.get("number")
    if numbering.after is not None:
        yield Doubt("number", "broken_sequence", number, None, {"previous": numbering.after or "đầu bảng"})
    if numbering.meant is not None:
        places = row.ranges["number"]
        yield Doubt("number", "number_repaired", number, numbering.meant, places=places)


def _cell_doubts(row: TaskRow, meaning: Meaning) -> Iterator[Doubt]:
    if _TWO_NUMBERS.fullmatch(row.texts.get("number", "")) and "content" in row.texts:
        yield Doubt("content", "mixed_rows", row.texts["content"])
    for role in meaning.doubted:
        yield Doubt(FIELD_OF_ROLE[role], "unclear_repeat", row.texts[role])
    for role in sorted(row.mixed):
        yield Doubt(FIELD_OF_ROLE[role], "mixed_rows", row.texts[role])


def stale_years(content: str, plan_year: int) -> Iterator[Doubt]:
    """A doubt for a content that is to make or carry out last year's plan, and does not look back on it."""
    folded = fold(content)
    for match in _PLAN_OF_YEAR.finditer(folded):
        clause = max(folded.rfind(mark, 0, match.start()) for mark in ";.") + 1
        if int(match["year"]) == plan_year - 1 and not _LOOKS_BACK.search(folded, clause, match.end()):
            yield Doubt(
                "content", "stale_year", content[match.start() : match.end()], None, {"plan_year": plan_year}
            )
            return
