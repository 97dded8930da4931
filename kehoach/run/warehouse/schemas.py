"""The tables: names, types and meaning of their columns. Writer, checks and data dictionary all come from
here.

Nine hold what was read, and `runs` what became of each file. Each column says of itself whether it is `read`
from a page, so that its values stand in `values`, `derived` from what was read, or `technical`.

`SCHEMA_VERSION` stands in the metadata of each file: it rises when a column goes, or changes its type or
meaning; a column more leaves it as it is.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import pyarrow as pa

SCHEMA_VERSION: Final = "3"

_TEXT = pa.string()
_NAMES = pa.list_(pa.string())
_NAME_LISTS = pa.list_(_NAMES)
_BOX = pa.list_(pa.float32(), 4)
_DAY = pa.date32()
_COUNT = pa.int32()
_SMALL = pa.int16()
_REAL = pa.float32()
_MOMENT = pa.timestamp("us", tz="UTC")
_CANDIDATES = pa.list_(pa.struct([("text", _TEXT), ("recogniser", _TEXT)]))
_PARTS = pa.list_(pa.struct([("page", _COUNT), ("bbox", _BOX), ("rows", _COUNT)]))
_COLUMNS = pa.list_(
    pa.struct([("header", _TEXT), ("role", _TEXT), ("x0", _REAL), ("x1", _REAL), ("likelihood", _REAL)])
)


Kind = Literal["read", "derived", "technical"]


def _column(kind: Kind, name: str, of: pa.DataType, description: str) -> pa.Field:
    """A column that is filled in every row."""
    return _field(kind, name, of, description, nullable=False)


def _maybe(kind: Kind, name: str, of: pa.DataType, description: str) -> pa.Field:
    """A column that is empty where nothing was read."""
    return _field(kind, name, of, description, nullable=True)


def _field(kind: Kind, name: str, of: pa.DataType, description: str, *, nullable: bool) -> pa.Field:
    return pa.field(name, of, nullable=nullable, metadata={"description": description, "kind": kind})


_DOC_ID = _column(
    "technical", "doc_id", _TEXT, "Document: the first 16 hexadecimal digits of the file's SHA-256"
)
_PLAN_YEAR = _column("technical", "plan_year", _SMALL, "Year that the plan is for; a file holds one")
_EVIDENCE = (
    _column("technical", "page", _COUNT, "Page of the file where it was read, from 1"),
    _column(
        "technical",
        "bbox",
        _BOX,
        "Where on the page: x0, top, x1, bottom in points, origin top left, page upright",
    ),
    _column("technical", "confidence", _REAL, "The chance that all of it is as printed, 0–1"),
)


def _about(description: str) -> Mapping[str, str]:
    return {"description": description, "schema_version": SCHEMA_VERSION}


def _table(description: str, *columns: pa.Field, year: pa.Field = _PLAN_YEAR) -> pa.Schema:
    return pa.schema([_DOC_ID, *columns, year], metadata=_about(description))


_DOCUMENTS = _table(
    "One row per source file that was read",
    _column(
        "technical", "source_path", _TEXT, "The file, relative to the folder that all inputs of the run share"
    ),
    _column("technical", "source_sha256", _TEXT, "SHA-256 of the file's bytes, hexadecimal"),
    _maybe("read", "doc_type", _TEXT, "Type as printed in the title, “Kế hoạch”"),
    _maybe("read", "number", _TEXT, "Number and symbol without blanks, “286/KH-SGTVT”"),
    _maybe("read", "issuer", _TEXT, "Agency that issued it, “Sở Giao thông vận tải”"),
    _maybe("read", "parent_issuer", _TEXT, "Agency that the issuer belongs to, as in the letterhead"),
    _maybe("read", "place", _TEXT, "Place of issue"),
    _maybe("read", "issued_on", _DAY, "Date of issue"),
    _maybe("read", "title", _TEXT, "Title with the type, on one line"),
    _maybe("read", "signer", _TEXT, "Name under the signature"),
    _maybe("read", "signer_title", _TEXT, "Authority and office above the signature"),
    _maybe(
        "derived", "document_key", _TEXT, "One key for one document however it is written, as in `citations`"
    ),
    _maybe("derived", "issuer_key", _TEXT, "The issuer's entry in the registry, as of the date of issue"),
    _maybe("derived", "province", _TEXT, "Province of the issuer, where the head gives it"),
    _maybe(
        "derived",
        "same_document_as",
        _TEXT,
        "`doc_id` of the copy that was read best, where another scan is of the same document",
    ),
    _column("technical", "first_page", _COUNT, "Page of the file that it begins on, from 1"),
    _column("technical", "page_count", _COUNT, "Pages of the document"),
    _column("derived", "text_source", _TEXT, "Where its text comes from: ocr, text-layer, mixed"),
    _column("derived", "mean_confidence", _REAL, "Mean confidence of its words, 0–1"),
    _column(
        "technical", "recognisers", _NAMES, "Recognisers that took part; empty where a text layer served"
    ),
    _column(
        "technical", "pipeline_version", _TEXT, "Release and fingerprint of the code and models that read it"
    ),
    _column("technical", "processed_at", _MOMENT, "When it was read"),
    year=_column("read", "plan_year", _SMALL, "Year that the plan is for; a file holds one"),
)

_SECTIONS = _table(
    "One row per block of the body, in reading order, no block lost",
    _column("technical", "section_id", _TEXT, "Block"),
    _maybe("derived", "parent_id", _TEXT, "`section_id` of the block that it stands under"),
    _column("technical", "ordinal", _COUNT, "Place in the document's reading order, from 0"),
    _column(
        "derived",
        "level",
        _SMALL,
        "0 outside any section, 1 the topmost headings, then counting down as the plan nests",
    ),
    _maybe("read", "label", _TEXT, "Enumerator without punctuation: III, 3.5, đ"),
    _maybe("read", "title", _TEXT, "Heading without its label; headings only"),
    _column("derived", "text", _TEXT, "The block as printed, label included, children excluded"),
    *_EVIDENCE,
)

_TASKS = _table(
    "One row per task: an appendix table row, or a body item that names who leads or when",
    _column("technical", "task_id", _TEXT, "Task"),
    _column("technical", "ordinal", _COUNT, "Place among the document's tasks, from 0"),
    _column("technical", "source", _TEXT, "appendix or body"),
    _maybe("read", "group_label", _TEXT, "Enumerator of the group that it stands in, “I”"),
    _maybe("read", "group_title", _TEXT, "Title of that group, “CẢI CÁCH THỂ CHẾ”"),
    _maybe("read", "number", _TEXT, "Its number as printed (STT)"),
    _maybe("read", "content", _TEXT, "What is to be done"),
    _maybe("read", "product", _TEXT, "What comes of it"),
    _maybe("read", "lead_text", _TEXT, "Who leads, as printed"),
    _column("derived", "lead", _NAMES, "Who leads, one name each"),
    _column(
        "derived",
        "lead_full",
        _NAMES,
        "The names of `lead` spelled out: “Sở Thông tin và Truyền thông” for “STTTT”",
    ),
    _column(
        "derived",
        "lead_today",
        _NAME_LISTS,
        "For each of them the agencies that have its duties now, none where none is known",
    ),
    _maybe("read", "coordination_text", _TEXT, "Who helps, as printed"),
    _column("derived", "coordination", _NAMES, "Who helps, one name each"),
    _column(
        "derived",
        "coordination_full",
        _NAMES,
        "The names of `coordination` spelled out: “Sở Thông tin và Truyền thông” for “STTTT”",
    ),
    _column(
        "derived",
        "coordination_today",
        _NAME_LISTS,
        "For each of them the agencies that have its duties now, none where none is known",
    ),
    _maybe("read", "due_text", _TEXT, "When, as printed"),
    _maybe("read", "note", _TEXT, "Note, and the text of columns that are not known"),
    _maybe("technical", "section_id", _TEXT, "Block of the body that it was read from; body tasks only"),
    _maybe("technical", "table_id", _TEXT, "Table that it stands in"),
    _maybe("technical", "table_row", _COUNT, "Its row there, from 0"),
    *_EVIDENCE,
)

_DEADLINES = _table(
    "One row per period that a task or a section is due in (“Quý II, IV/2020” is two)",
    _column("technical", "deadline_id", _TEXT, "Deadline"),
    _maybe("technical", "task_id", _TEXT, "Task that is due"),
    _maybe("technical", "section_id", _TEXT, "Section that is due, where it is no task's deadline"),
    _column("read", "text", _TEXT, "As printed"),
    _column(
        "derived",
        "kind",
        _TEXT,
        "date, month, quarter, half, year, range, ongoing, recurring, relative or unparsed",
    ),
    _column("derived", "relation", _TEXT, "in, before, by, from or after; in unless said"),
    _maybe("derived", "start", _DAY, "First day"),
    _maybe("derived", "end", _DAY, "Last day; for before and by the day that is named"),
    _maybe("derived", "recurrence", _TEXT, "RFC 5545 rule, FREQ=MONTHLY;INTERVAL=3"),
    _maybe(
        "derived", "anchor", _TEXT, "Event that a relative deadline hangs on, or the citation that sets it"
    ),
    _column(
        "derived", "year_inferred", pa.bool_(), "True where no year is printed and the plan year was taken"
    ),
    *_EVIDENCE,
)

_CITATIONS = _table(
    "One row per mention of another numbered document, anywhere in the file",
    _column("technical", "citation_id", _TEXT, "Citation"),
    _maybe("technical", "section_id", _TEXT, "Block that it stands in"),
    _maybe("technical", "task_id", _TEXT, "Task that it stands in"),
    _column("derived", "text", _TEXT, "As read"),
    _column("read", "type", _TEXT, "Type spelled out: Nghị định, Quyết định, Luật"),
    _maybe(
        "read",
        "number",
        _TEXT,
        "Canonical number: 61/2018/NĐ-CP, 711-QĐ/TU; empty for a law named without one",
    ),
    _maybe("derived", "number_text", _TEXT, "Number as read"),
    _maybe(
        "derived",
        "document_key",
        _TEXT,
        "One key for one document however it is written; empty where that cannot be known",
    ),
    _maybe(
        "derived",
        "year",
        _SMALL,
        "Year of the number, else of the date, else of the full citation that it repeats",
    ),
    _maybe("read", "issued_on", _DAY, "Date of the cited document"),
    _maybe("read", "issuer", _TEXT, "Who issued the cited document"),
    _maybe("read", "article", _TEXT, "Part that is cited, “Điều 5, khoản 2”"),
    _column(
        "derived",
        "relation",
        _TEXT,
        "basis, amends, amended_by, replaces, repeals, guides, implements, attached_to or mentions",
    ),
    _column("derived", "repaired", pa.bool_(), "True where `number` differs from what was read"),
    _column("technical", "char_start", _COUNT, "Where it begins in the document's text, in code points"),
    _column("technical", "char_end", _COUNT, "Where it ends there, exclusive"),
    *_EVIDENCE,
)

_FLAGS = _table(
    "One row per doubt that a steward should look at",
    _column("technical", "flag_id", _TEXT, "Flag; the same over re-runs"),
    _column("technical", "table", _TEXT, "Table of the doubted value"),
    _column("technical", "row_id", _TEXT, "Its row there"),
    _maybe("technical", "field", _TEXT, "Its column there; empty where all of the row is doubted"),
    _column("technical", "rule", _TEXT, "Rule that speaks, see `kehoach explain`"),
    _column("technical", "severity", _TEXT, "error, warning or info"),
    _maybe("technical", "value", _TEXT, "The doubted value"),
    _maybe("technical", "suggestion", _TEXT, "What it might be"),
    _column("technical", "reason", _TEXT, "Why, one Vietnamese sentence"),
    *_EVIDENCE,
    _column("technical", "word_bbox", _BOX, "Where the doubted words stand on that page"),
    _column("technical", "likelihood", _REAL, "The chance that the value is as printed, 0–1"),
    _column("technical", "candidates", _CANDIDATES, "What others made of the value, best first, and who"),
    _column(
        "technical",
        "group_key",
        _TEXT,
        "Equal for the same doubt about the same value in other places and documents",
    ),
    _column("technical", "subject", _TEXT, "reading: was it read right; document: is what is printed right"),
    _column("technical", "status", _TEXT, "open, accepted, corrected or dismissed"),
)

_VALUES = _table(
    "One row per published value that was read from a page, and per empty cell that a doubt covers",
    _column("technical", "table", _TEXT, "Table that it stands in"),
    _column("technical", "row_id", _TEXT, "Its row there"),
    _column("technical", "field", _TEXT, "Its column there; of `tables` the role of a column"),
    _column("technical", "value", _TEXT, "As published; no letter of a cell in which nothing was read"),
    _column("technical", "raw_text", _TEXT, "As first read, before any vote or repair"),
    _column("technical", "page", _COUNT, "Page of the file where it was read, from 1"),
    _column("technical", "bbox", _BOX, "Where this value alone stands on the page"),
    _column("technical", "likelihood", _REAL, "The chance that the value is as printed, 0–1"),
    _column("technical", "candidates", _CANDIDATES, "What others made of it, best first, and who"),
    _maybe("technical", "repair", _TEXT, "What changed it after it was first read; empty where nothing did"),
    _column(
        "technical", "flagged", pa.bool_(), "True where a flag speaks of it, or of its column, table or page"
    ),
    _maybe("technical", "reviewed", _TEXT, "What a steward decided: accepted, corrected or unreadable"),
)

_TABLES = _table(
    "One row per table of the file, joined over its pages",
    _column("technical", "table_id", _TEXT, "Table"),
    _column("technical", "ordinal", _COUNT, "Place among the document's tables, from 0"),
    _column("derived", "holds_tasks", pa.bool_(), "True where its rows are tasks"),
    _column("derived", "parts", _PARTS, "What of it stands on each page"),
    _column(
        "read",
        "columns",
        _COLUMNS,
        "Its columns: header, role, edges in points, the chance that the role is right",
    ),
    _column("technical", "likelihood", _REAL, "The chance that rows and columns are read as drawn, 0–1"),
    _column("technical", "flagged", pa.bool_(), "True where a flag speaks of it or of one of its columns"),
)

_PAGES = _table(
    "One row per page of a source file",
    _column("technical", "page", _COUNT, "Page, from 1"),
    _column("technical", "width", _REAL, "Width in points, page upright"),
    _column("technical", "height", _REAL, "Height in points, page upright"),
    _column("derived", "rotation", _SMALL, "Degrees clockwise by which it was turned to stand upright"),
    _column(
        "derived",
        "skew",
        _REAL,
        "Degrees by which its lines leaned before it was straightened, positive clockwise",
    ),
    _column("technical", "dpi", _REAL, "Resolution of the picture that was read; 0 for a text layer"),
    _column("technical", "text_source", _TEXT, "ocr, text-layer or mixed"),
    _column("technical", "mean_confidence", _REAL, "Mean confidence of its words, 0–1"),
    _column("derived", "word_count", _COUNT, "Words on it"),
    _column("derived", "text", _TEXT, "All that was read, page number and seal noise included"),
    _maybe(
        "derived",
        "unexplained_ink",
        _REAL,
        "Share of its ink that belongs to nothing that was read or set aside for a reason",
    ),
    _maybe("derived", "unreadable", _TEXT, "Why nothing on it can be trusted; empty where it was read"),
)

TABLES: Final[Mapping[str, pa.Schema]] = MappingProxyType(
    {
        "documents": _DOCUMENTS,
        "sections": _SECTIONS,
        "tasks": _TASKS,
        "deadlines": _DEADLINES,
        "citations": _CITATIONS,
        "tables": _TABLES,
        "values": _VALUES,
        "flags": _FLAGS,
        "pages": _PAGES,
    }
)

# The column that tells a table's rows apart.
KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {"documents": "doc_id"}
    | {f"{name}s": f"{name}_id" for name in ("section", "task", "deadline", "citation", "table", "flag")}
)

RUNS: Final = pa.schema(
    [
        _column("technical", "run_id", _TEXT, "Run: when it began, UTC"),
        _column("technical", "started_at", _MOMENT, "When the run began"),
        _column("technical", "finished_at", _MOMENT, "When the run ended"),
        _column(
            "technical",
            "pipeline_version",
            _TEXT,
            "Release and fingerprint of the code and models of the run",
        ),
        _column(
            "technical",
            "source_path",
            _TEXT,
            "The file, relative to the folder that all inputs of the run share",
        ),
        _maybe("technical", "doc_id", _TEXT, "Document; empty where the file's bytes could not be read"),
        _column("technical", "outcome", _TEXT, "read, moved, unchanged, duplicate, failed, gone or pruned"),
        _maybe("technical", "why", _TEXT, "Why it was to be read: new, changed, moved, upgraded or retried"),
        _maybe("technical", "reason", _TEXT, "Kind of failure"),
        _maybe("technical", "message", _TEXT, "What went wrong, or which file holds the same bytes"),
        _maybe("technical", "advice", _TEXT, "What to do about it"),
        _maybe("technical", "page", _COUNT, "Page that reading stopped at, from 1, where that is known"),
        _maybe("technical", "seconds", _REAL, "How long reading took"),
        _maybe("technical", "pages", _COUNT, "Its rows in `pages`"),
        _maybe("technical", "tasks", _COUNT, "Its rows in `tasks`"),
        _maybe("technical", "deadlines", _COUNT, "Its rows in `deadlines`"),
        _maybe("technical", "cited", _COUNT, "Different documents that it cites"),
        _maybe("technical", "flags", _COUNT, "Its rows in `flags`"),
        _maybe("technical", "checked", _COUNT, "Words read without Tesseract and then checked by it"),
        _maybe("technical", "differing", _COUNT, "How many of them it reads otherwise"),
        _maybe(
            "technical",
            "province",
            _TEXT,
            "Province, from the letterhead, else from the files beside it or the folder",
        ),
        _maybe(
            "technical",
            "agency",
            _TEXT,
            "Agency, from the letterhead, else from the files beside it or the folder",
        ),
    ],
    metadata=_about("One row per run and input file, and per file that is gone; a file a run"),
)
