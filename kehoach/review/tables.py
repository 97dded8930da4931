"""Level 0: is this table read right? Its columns and rows, before any of its values."""

from collections.abc import Iterator
from typing import Any, cast

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response
from starlette.datastructures import FormData

from kehoach.records import BBox
from kehoach.review.items import box_of
from kehoach.review.labels import ROLES
from kehoach.review.web import Ask, Asked, Site, checked, document, go, page
from kehoach.run.corrections.entry import Action, Anchor
from kehoach.run.corrections.table_edits import TASK_FIELDS
from kehoach.run.warehouse.rows import Row

router = APIRouter()
_TYPED = tuple(field for field in TASK_FIELDS if field != "note")
_TABLE_ACTIONS: tuple[Action, ...] = ("confirm_table", "join_table", "add_row")
_ROW_ACTIONS: tuple[Action, ...] = ("delete_row", "merge_rows", "split_row", "add_row")


@router.get("/tables")
def next_table(ask: Asked) -> Response:
    """The table that is most in doubt and that nobody has confirmed."""
    for doc_id, table_id in ask.site.desk.tables(ask.filter):
        return go(f"/tables/{doc_id}/{table_id}?{ask.query}")
    return page(ask.request, "empty.html", filter=ask.filter)


@router.get("/tables/{doc_id}/{table_id}")
def one_table(ask: Asked, doc_id: str, table_id: str) -> Response:
    """A table: its pages with coloured columns and numbered rows, roles to change, rows to mend."""
    return _show(ask, (doc_id, table_id))


@router.post("/tables/{doc_id}/{table_id}", dependencies=[Depends(checked)])
async def change_table(ask: Asked, doc_id: str, table_id: str) -> Response:
    """Confirm the table, change its columns' roles, join it to the one before, or give it a first row."""
    form = await ask.request.form(max_fields=500)
    table = _table(ask.site, doc_id, table_id)
    action = cast(Action, form.get("action", "confirm_table"))
    columns = cast("list[Row]", table["columns"])
    roles = [str(form.get(f"role{place}", column["role"] or "")) for place, column in enumerate(columns)]
    if any(role not in ROLES for role in roles) or action not in _TABLE_ACTIONS:
        raise HTTPException(422, "Không có vai trò hoặc thao tác này.")
    changed = roles != [str(column["role"] or "") for column in columns]
    anchor = Anchor(doc_id, "tables", table_id, None, *_first_part(table))
    detail: dict[str, Any] = {"fields": _typed(form, "second")} if action == "add_row" else {}
    if action == "confirm_table" and changed:
        action, detail = "roles", {"roles": [role or None for role in roles]}
    try:
        ask.site.desk.edit_table(anchor, action, ask.steward, detail)
    except ValueError:
        return _show(ask, (doc_id, table_id), 422)
    stays = action in ("roles", "add_row")
    return go(f"/tables/{doc_id}/{table_id}?{ask.query}" if stays else f"/tables?{ask.query}")


@router.get("/tables/{doc_id}/{table_id}/first-row")
def first_row(ask: Asked, doc_id: str, table_id: str) -> Response:
    """The form in which a row is added before all others, or to a table that has none."""
    _table(ask.site, doc_id, table_id)
    where = f"/tables/{doc_id}/{table_id}"
    return page(ask.request, "row.html", task=None, fields=_TYPED, where=where, query=ask.query)


@router.get("/tables/{doc_id}/{table_id}/rows/{task_id}")
def one_row(
    ask: Asked,
    doc_id: str,
    table_id: str,
    task_id: str,
) -> Response:
    """The form in which a row is split in two, or one is added after it."""
    task = _task(ask.site, doc_id, table_id, task_id)
    where = f"/tables/{doc_id}/{table_id}"
    return page(ask.request, "row.html", task=task, fields=_TYPED, where=where, query=ask.query)


@router.post("/tables/{doc_id}/{table_id}/rows/{task_id}", dependencies=[Depends(checked)])
async def change_row(
    ask: Asked,
    doc_id: str,
    table_id: str,
    task_id: str,
) -> Response:
    """Delete a row, let it go on in the one before, split it, or add one after it."""
    form = await ask.request.form(max_fields=100)
    task, action = _task(ask.site, doc_id, table_id, task_id), cast(Action, form.get("action"))
    if action not in _ROW_ACTIONS:
        raise HTTPException(422, "Không có thao tác này.")
    first, second = _typed(form, "first"), _typed(form, "second")
    detail = {"split_row": {"first": first, "second": second}, "add_row": {"fields": second}}.get(action, {})
    anchor = Anchor(doc_id, "tasks", task_id, None, cast(int, task["page"]), box_of(task["bbox"]))
    try:
        ask.site.desk.edit_table(anchor, action, ask.steward, detail)
    except ValueError:
        return _show(ask, (doc_id, table_id), 422)
    return go(f"/tables/{doc_id}/{table_id}?{ask.query}")


def _typed(form: FormData, part: str) -> dict[str, str | None]:
    """The fields of a row as they were typed; browsers send line ends as CR LF."""
    return {f: " ".join(str(form.get(f"{part}.{f}", "")).split()) or None for f in _TYPED}


def _show(ask: Ask, place: tuple[str, str], status: int = 200) -> Response:
    doc_id, table_id = place
    table = _table(ask.site, doc_id, table_id)
    rows = ask.site.desk.rows(doc_id)
    tasks = [task for task in rows["tasks"] if task["table_id"] == table_id]
    flags = [
        f for f in rows["flags"] if (f["table"], f["row_id"], f["status"]) == ("tables", table_id, "open")
    ]
    return page(
        ask.request,
        "table.html",
        status,
        document=document(ask.site, doc_id),
        table=table,
        tasks=tasks,
        flags=flags,
        sheets=list(_sheets(rows["pages"], table, tasks)),
        where=f"/tables/{doc_id}/{table_id}",
        first=rows["tables"][0]["table_id"] == table_id,
        refused=status == 422,
        query=ask.query,
    )


def _sheets(pages: Any, table: Row, tasks: list[Row]) -> Iterator[dict[str, object]]:
    """The parts of a table with their pages: what is drawn, in points."""
    sizes = {page["page"]: page for page in pages}
    for part in cast("list[Row]", table["parts"]):
        box = box_of(part["bbox"])
        if box is None or part["page"] not in sizes:
            continue
        numbered = [(number, task) for number, task in enumerate(tasks, 1) if task["page"] == part["page"]]
        yield {"page": part["page"], "size": sizes[part["page"]], "box": box, "tasks": numbered}


def _first_part(table: Row) -> tuple[int | None, BBox | None]:
    parts = cast("list[Row]", table["parts"])
    return (cast(int, parts[0]["page"]), box_of(parts[0]["bbox"])) if parts else (None, None)


def _table(site: Site, doc_id: str, table_id: str) -> Row:
    document(site, doc_id)
    for table in site.desk.rows(doc_id)["tables"]:
        if table["table_id"] == table_id:
            return table
    raise HTTPException(404, "Không có bảng này.")


def _task(site: Site, doc_id: str, table_id: str, task_id: str) -> Row:
    _table(site, doc_id, table_id)
    for task in site.desk.rows(doc_id)["tasks"]:
        if (task["table_id"], task["task_id"]) == (table_id, task_id):
            return task
    raise HTTPException(404, "Không có dòng này.")
