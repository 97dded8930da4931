"""The tables: names, types and meaning of their columns. Writer, checks and data dictionary all come from here.

Seven hold what was read, and `runs` what became of each file. `SCHEMA_VERSION` stands in the metadata of each file: it
rises when a column goes, or changes its type or meaning; a column more leaves it as it is.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pyarrow as pa

SCHEMA_VERSION: Final = "2"

_TEXT = pa.string()
_NAMES = pa.list_(pa.string())
_NAME_LISTS = pa.list_(_NAMES)
_BOX = pa.list_(pa.float32(), 4)
_DAY = pa.date32()
_COUNT = pa.int32()
_SMALL = pa.int16()
_REAL = pa.float32()
_MOMENT = pa.timestamp("us", tz="UTC")


def _column(name: str, kind: pa.DataType, description: str) -> pa.Field:
    """A column that is filled in every row."""
    return pa.field(name, kind, nullable=False, metadata={"description": description})


def _maybe(name: str, kind: pa.DataType, description: str) -> pa.Field:
    """A column that is empty where nothing was read."""
    return pa.field(name, kind, metadata={"description": description})


_DOC_ID = _column("doc_id", _TEXT, "Document: the first 16 hexadecimal digits of the file's SHA-256")
_PLAN_YEAR = _column("plan_year", _SMALL, "Year that the plan is for; a file holds one")
_EVIDENCE = (
    _column("page", _COUNT, "Page of the file where it was read, from 1"),
    _column("bbox", _BOX, "Where on the page: x0, top, x1, bottom in points, origin top left, page upright"),
    _column("confidence", _REAL, "How surely it was read, 0–1"),
)


def _about(description: str) -> Mapping[str, str]:
    return {"description": description, "schema_version": SCHEMA_VERSION}


def _table(description: str, *columns: pa.Field) -> pa.Schema:
    return pa.schema([_DOC_ID, *columns, _PLAN_YEAR], metadata=_about(description))


_DOCUMENTS = _table(
    "One row per source file that was read",
    _column("source_path", _TEXT, "The file, relative to the folder that all inputs of the run share"),
    _column("source_sha256", _TEXT, "SHA-256 of the file's bytes, hexadecimal"),
    _maybe("doc_type", _TEXT, "Type as printed in the title, “Kế hoạch”"),
    _maybe("number", _TEXT, "Number and symbol without blanks, “286/KH-SGTVT”"),
    _maybe("issuer", _TEXT, "Agency that issued it, “Sở Giao thông vận tải”"),
    _maybe("parent_issuer", _TEXT, "Agency that the issuer belongs to, as in the letterhead"),
    _maybe("place", _TEXT, "Place of issue"),
    _maybe("issued_on", _DAY, "Date of issue"),
    _maybe("title", _TEXT, "Title with the type, on one line"),
    _maybe("signer", _TEXT, "Name under the signature"),
    _maybe("signer_title", _TEXT, "Authority and office above the signature"),
    _column("page_count", _COUNT, "Pages of the file"),
    _column("text_source", _TEXT, "Where its text comes from: ocr, text-layer, mixed"),
    _column("mean_confidence", _REAL, "Mean confidence of its words, 0–1"),
    _column("recognisers", _NAMES, "Recognisers that took part; empty where a text layer served"),
    _column("pipeline_version", _TEXT, "Release and fingerprint of the code and models that read it"),
    _column("processed_at", _MOMENT, "When it was read"),
)

_SECTIONS = _table(
    "One row per block of the body, in reading order, no block lost",
    _column("section_id", _TEXT, "Block"),
    _maybe("parent_id", _TEXT, "`section_id` of the block that it stands under"),
    _column("ordinal", _COUNT, "Place in the document's reading order, from 0"),
    _column(
        "level", _SMALL, "0 outside any section, 1 the topmost headings, then counting down as the plan nests"
    ),
    _maybe("label", _TEXT, "Enumerator without punctuation: III, 3.5, đ"),
    _maybe("title", _TEXT, "Heading without its label; headings only"),
    _column("text", _TEXT, "The block as printed, label included, children excluded"),
    *_EVIDENCE,
)

_TASKS = _table(
    "One row per task: an appendix table row, or a body item that names who leads or when",
    _column("task_id", _TEXT, "Task"),
    _column("ordinal", _COUNT, "Place among the document's tasks, from 0"),
    _column("source", _TEXT, "appendix or body"),
    _maybe("group_label", _TEXT, "Enumerator of the group that it stands in, “I”"),
    _maybe("group_title", _TEXT, "Title of that group, “CẢI CÁCH THỂ CHẾ”"),
    _maybe("number", _TEXT, "Its number as printed (STT)"),
    _maybe("content", _TEXT, "What is to be done"),
    _maybe("product", _TEXT, "What comes of it"),
    _maybe("lead_text", _TEXT, "Who leads, as printed"),
    _column("lead", _NAMES, "Who leads, one name each"),
    _column(
        "lead_full", _NAMES, "The names of `lead` spelled out: “Sở Thông tin và Truyền thông” for “STTTT”"
    ),
    _column(
        "lead_today",
        _NAME_LISTS,
        "For each of them the agencies that have its duties now, none where none is known",
    ),
    _maybe("coordination_text", _TEXT, "Who helps, as printed"),
    _column("coordination", _NAMES, "Who helps, one name each"),
    _column(
        "coordination_full",
        _NAMES,
        "The names of `coordination` spelled out: “Sở Thông tin và Truyền thông” for “STTTT”",
    ),
    _column(
        "coordination_today",
        _NAME_LISTS,
        "For each of them the agencies that have its duties now, none where none is known",
    ),
    _maybe("due_text", _TEXT, "When, as printed"),
    _maybe("note", _TEXT, "Note, and the text of columns that are not known"),
    _maybe("section_id", _TEXT, "Block of the body that it was read from; body tasks only"),
    *_EVIDENCE,
)

_DEADLINES = _table(
    "One row per period that a task or a section is due in (“Quý II, IV/2020” is two)",
    _column("deadline_id", _TEXT, "Deadline"),
    _maybe("task_id", _TEXT, "Task that is due"),
    _maybe("section_id", _TEXT, "Section that is due, where it is no task's deadline"),
    _column("text", _TEXT, "As printed"),
    _column(
        "kind", _TEXT, "date, month, quarter, half, year, range, ongoing, recurring, relative or unparsed"
    ),
    _column("relation", _TEXT, "in, before, by, from or after; in unless said"),
    _maybe("start", _DAY, "First day"),
    _maybe("end", _DAY, "Last day; for before and by the day that is named"),
    _maybe("recurrence", _TEXT, "RFC 5545 rule, FREQ=MONTHLY;INTERVAL=3"),
    _maybe("anchor", _TEXT, "Event that a relative deadline hangs on, or the citation that sets it"),
    _column("year_inferred", pa.bool_(), "True where no year is printed and the plan year was taken"),
    *_EVIDENCE,
)

_CITATIONS = _table(
    "One row per mention of another numbered document, anywhere in the file",
    _column("citation_id", _TEXT, "Citation"),
    _maybe("section_id", _TEXT, "Block that it stands in"),
    _maybe("task_id", _TEXT, "Task that it stands in"),
    _column("text", _TEXT, "As read"),
    _column("type", _TEXT, "Type spelled out: Nghị định, Quyết định, Luật"),
    _column("number", _TEXT, "Canonical number: 61/2018/NĐ-CP, 711-QĐ/TU"),
    _column("number_text", _TEXT, "Number as read"),
    _maybe(
        "document_key",
        _TEXT,
        "One key for one document however it is written; empty where that cannot be known",
    ),
    _maybe("year", _SMALL, "Year of the number, else of the date, else of the full citation that it repeats"),
    _maybe("issued_on", _DAY, "Date of the cited document"),
    _maybe("issuer", _TEXT, "Who issued the cited document"),
    _maybe("article", _TEXT, "Part that is cited, “Điều 5, khoản 2”"),
    _column(
        "relation",
        _TEXT,
        "basis, amends, amended_by, replaces, repeals, guides, implements, attached_to or mentions",
    ),
    _column("repaired", pa.bool_(), "True where `number` differs from what was read"),
    _column("char_start", _COUNT, "Where it begins in the document's text, in code points"),
    _column("char_end", _COUNT, "Where it ends there, exclusive"),
    *_EVIDENCE,
)

_FLAGS = _table(
    "One row per doubt that a steward should look at",
    _column("flag_id", _TEXT, "Flag; the same over re-runs"),
    _column("table", _TEXT, "Table of the doubted value"),
    _column("row_id", _TEXT, "Its row there"),
    _column("field", _TEXT, "Its column there"),
    _column("rule", _TEXT, "Rule that speaks, see `kehoach explain`"),
    _column("severity", _TEXT, "error, warning or info"),
    _maybe("value", _TEXT, "The doubted value"),
    _maybe("suggestion", _TEXT, "What it might be"),
    _column("reason", _TEXT, "Why, one Vietnamese sentence"),
    *_EVIDENCE,
    _column("status", _TEXT, "open, accepted, corrected or dismissed"),
)

_PAGES = _table(
    "One row per page of a source file",
    _column("page", _COUNT, "Page, from 1"),
    _column("width", _REAL, "Width in points, page upright"),
    _column("height", _REAL, "Height in points, page upright"),
    _column("rotation", _SMALL, "Degrees clockwise by which it was turned to stand upright"),
    _column(
        "skew", _REAL, "Degrees by which its lines leaned before it was straightened, positive clockwise"
    ),
    _column("dpi", _REAL, "Resolution of the picture that was read; 0 for a text layer"),
    _column("text_source", _TEXT, "ocr, text-layer or mixed"),
    _column("mean_confidence", _REAL, "Mean confidence of its words, 0–1"),
    _column("word_count", _COUNT, "Words on it"),
    _column("text", _TEXT, "All that was read, page number and seal noise included"),
    _maybe("unreadable", _TEXT, "Why nothing on it can be trusted; empty where it was read"),
)

TABLES: Final[Mapping[str, pa.Schema]] = MappingProxyType(
    {
        "documents": _DOCUMENTS,
        "sections": _SECTIONS,
        "tasks": _TASKS,
        "deadlines": _DEADLINES,
        "citations": _CITATIONS,
        "flags": _FLAGS,
        "pages": _PAGES,
    }
)

RUNS: Final = pa.schema(
    [
        _column("run_id", _TEXT, "Run: when it began, UTC"),
        _column("started_at", _MOMENT, "When the run began"),
        _column("finished_at", _MOMENT, "When the run ended"),
        _column("pipeline_version", _TEXT, "Release and fingerprint of the code and models of the run"),
        _column("source_path", _TEXT, "The file, relative to the folder that all inputs of the run share"),
        _maybe("doc_id", _TEXT, "Document; empty where the file's bytes could not be read"),
        _column("outcome", _TEXT, "read, moved, unchanged, duplicate, failed, gone or pruned"),
        _maybe("why", _TEXT, "Why it was to be read: new, changed, moved, upgraded or retried"),
        _maybe("reason", _TEXT, "Kind of failure"),
        _maybe("message", _TEXT, "What went wrong, or which file holds the same bytes"),
        _maybe("advice", _TEXT, "What to do about it"),
        _maybe("page", _COUNT, "Page that reading stopped at, from 1, where that is known"),
        _maybe("seconds", _REAL, "How long reading took"),
        _maybe("pages", _COUNT, "Its rows in `pages`"),
        _maybe("tasks", _COUNT, "Its rows in `tasks`"),
        _maybe("deadlines", _COUNT, "Its rows in `deadlines`"),
        _maybe("cited", _COUNT, "Different documents that it cites"),
        _maybe("flags", _COUNT, "Its rows in `flags`"),
        _maybe(
            "province", _TEXT, "Province, from the letterhead, else from the files beside it or the folder"
        ),
        _maybe("agency", _TEXT, "Agency, from the letterhead, else from the files beside it or the folder"),
    ],
    metadata=_about("One row per run and input file, and per file that is gone; a file a run"),
)
