"""The doubts that are open as tasks for Label Studio, and what was decided there as entries of the log.

A page is a task, a doubted value a region of it: a rectangle, its label, and its text, as Label Studio's own
template for recognised text has them. `data` keeps where each value stands, so that an export finds its way
back without the warehouse.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast
from xml.sax.saxutils import quoteattr

from kehoach.errors import WrongUsage
from kehoach.export.selection import Row, Rows
from kehoach.records import Source
from kehoach.run.corrections.entry import Anchor, Entry
from kehoach.run.corrections.sheet import as_column
from kehoach.run.pictures import Pictures

_DPI: Final = 150.0
_POINTS: Final = 72.0
_PAGES: Final = "pages"
_CONFIG: Final = """<View>
  <Image name="image" value="$ocr" zoom="true"/>
  <Labels name="label" toName="image">{labels}</Labels>
  <Rectangle name="bbox" toName="image" strokeWidth="2"/>
  <TextArea name="transcription" toName="image" editable="true" perRegion="true" maxSubmissions="1" \
displayMode="region-list"/>
</View>
"""
_Place = tuple[str, str, str | None]


def write_tasks(rows: Rows, folder: Path, pictures: Pictures) -> None:
    """Write `tasks.json`, the labelling interface `config.xml` and a picture a page into `folder`, which
    Label Studio is to serve as local files.

    Raises UnreadableFile where a document's file is gone or has changed.
    """
    (folder / _PAGES).mkdir(parents=True, exist_ok=True)
    documents = {row["doc_id"]: row for row in rows["documents"]}
    sizes = {(row["doc_id"], row["page"]): row for row in rows["pages"]}
    tasks = []
    for place, values in sorted(_doubted(rows).items()):
        document, page = documents[place[0]], sizes[place]
        picture = f"{_PAGES}/{place[0]}-{place[1]}.png"
        source = Source(Path(), document["source_path"], document["source_sha256"])
        png = pictures.page(source, (page["page"], page["rotation"]), dpi=_DPI)
        (folder / picture).write_bytes(png)
        address = f"/data/local-files/?d={folder.name}/{picture}"
        tasks.append(_task(address, document, page, values))
    (folder / "tasks.json").write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")
    labels = sorted({_label(value) for values in _doubted(rows).values() for value, _ in values})
    listed = "".join(f"<Label value={quoteattr(label)}/>" for label in labels)
    (folder / "config.xml").write_text(_CONFIG.format(labels=listed), encoding="utf-8")


def read_annotations(text: str) -> tuple[Entry, ...]:
    """The decisions in what Label Studio exported as JSON: a text that was changed is a correction, one that
    was left as it was is accepted. What was skipped, or whose region was deleted, is no decision.

    Raises WrongUsage where the text is no such export, or a value is none of its column's.
    """
    try:
        tasks = json.loads(text)
        return tuple(entry for task in tasks for entry in _decisions(task))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        advice = "Give what Label Studio exported as JSON from tasks that kehoach export wrote."
        raise WrongUsage(f"No annotations of doubts: {error}.", advice) from error


def _doubted(rows: Rows) -> dict[tuple[str, int], list[tuple[Row, list[str]]]]:
    """The values that may have been read wrongly, with the rules that say so, by document and page."""
    rules: dict[_Place, list[str]] = defaultdict(list)
    for flag in rows["flags"]:
        if flag["status"] == "open" and flag["subject"] == "reading":
            rules[_place(flag)].append(flag["rule"])
    found: dict[tuple[str, int], list[tuple[Row, list[str]]]] = defaultdict(list)
    for value in rows["values"]:
        if value["bbox"] and value["table"] != "tables" and (why := rules.get(_place(value))):
            found[value["doc_id"], value["page"]].append((value, why))
    return found


def _task(address: str, document: Row, page: Row, values: Sequence[tuple[Row, list[str]]]) -> Row:
    ids = {_region_id(value): (value, why) for value, why in values}
    kept = ("table", "row_id", "field", "value", "bbox")
    return {
        "data": {
            "ocr": address,
            "doc_id": document["doc_id"],
            "source_path": document["source_path"],
            "page": page["page"],
            "values": {
                name: {**{key: value[key] for key in kept}, "rules": why}
                for name, (value, why) in ids.items()
            },
        },
        "predictions": [
            {
                "model_version": document["pipeline_version"],
                "result": [part for name, (value, _) in ids.items() for part in _region(name, value, page)],
            }
        ],
    }


def _region(name: str, value: Row, page: Row) -> Iterator[Row]:
    """A value as Label Studio's three results: rectangle, label and text, in percent of the page."""
    x0, top, x1, bottom = value["bbox"]
    width, height = page["width"], page["height"]
    box = {
        "x": 100 * x0 / width,
        "y": 100 * top / height,
        "width": 100 * (x1 - x0) / width,
        "height": 100 * (bottom - top) / height,
        "rotation": 0,
    }
    shared = {
        "id": name,
        "to_name": "image",
        "original_width": round(width * _DPI / _POINTS),
        "original_height": round(height * _DPI / _POINTS),
        "image_rotation": 0,
    }
    yield {**shared, "from_name": "bbox", "type": "rectangle", "value": box}
    yield {**shared, "from_name": "label", "type": "labels", "value": {**box, "labels": [_label(value)]}}
    text = {**box, "text": [value["value"] or ""]}
    told = {"from_name": "transcription", "type": "textarea", "value": text, "score": value["likelihood"]}
    yield {**shared, **told}


def _decisions(task: Mapping[str, Any]) -> Iterator[Entry]:
    for annotation in task["annotations"]:
        if annotation.get("was_cancelled"):
            continue
        texts = {
            result["id"]: " ".join(" ".join(result["value"]["text"]).split())
            for result in annotation["result"]
            if result["type"] == "textarea"
        }
        for name, value in task["data"]["values"].items():
            if texts.get(name):
                yield _entry(task["data"], annotation, value, texts[name])


def _entry(
    data: Mapping[str, Any], annotation: Mapping[str, Any], value: Mapping[str, Any], text: str
) -> Entry:
    table, row_id, field, before = (value[key] for key in ("table", "row_id", "field", "value"))
    as_column(table, field, text)
    made = datetime.fromisoformat(annotation.get("updated_at") or annotation["created_at"])
    who = annotation.get("completed_by")
    name = who.get("email") if isinstance(who, dict) else f"Label Studio {who}"
    told = json.dumps([annotation["id"], data["doc_id"], table, row_id, field, text])
    x0, top, x1, bottom = map(float, value["bbox"])
    return Entry(
        entry_id=sha256(told.encode()).hexdigest()[:32],
        made_at=made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC),
        steward=str(name),
        action="accept" if text == " ".join((before or "").split()) else "correct",
        anchor=Anchor(data["doc_id"], table, row_id, field, data["page"], (x0, top, x1, bottom)),
        before=before,
        after=before if text == " ".join((before or "").split()) else text,
        detail={"rules": value["rules"]},
    )


def _place(row: Row) -> _Place:
    return cast(_Place, (row["table"], row["row_id"], row["field"]))


def _label(value: Row) -> str:
    return f"{value['table']}.{value['field']}"


def _region_id(value: Row) -> str:
    """The same value has the same one in every export."""
    return sha256(repr((value["doc_id"], _place(value))).encode()).hexdigest()[:20]
