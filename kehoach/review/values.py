"""Level 1: doubtful values, one after another."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, cast
from uuid import uuid4

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query
from fastapi.responses import Response

from kehoach.review.desk import StaleEditError
from kehoach.review.items import Item
from kehoach.review.web import Ask, Asked, Site, checked, document, go, page
from kehoach.run.corrections.entry import Action

router = APIRouter()
Key = Annotated[str, Path(pattern="^[0-9a-f]{20}$")]
EntryId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
PageNumber = Annotated[int, Path(ge=1, le=100_000)]
_BOUND: Final = 0.5  # a page with a value below this likelihood is not accepted as a whole
_SHOWN: Final = 60  # places with the same doubt that are shown at once


@dataclass(frozen=True, slots=True)
class Decision:
    """What a steward's form says: what to do, the text, and the value that they saw."""

    action: Action
    text: str | None
    seen: str
    seconds: float


def _decision(
    action: Annotated[Action, Form()] = "correct",
    text: Annotated[str, Form(max_length=20_000)] = "",
    seen: Annotated[str, Form(max_length=20_000)] = "",
    seconds: Annotated[float, Form(ge=0, le=86_400)] = 0.0,
) -> Decision:
    if action not in ("accept", "correct", "unreadable", "dismiss"):
        raise HTTPException(422, "Không có thao tác này.")
    return Decision(action, _lines(text) or None, _lines(seen), seconds)


@router.get("/queue")
def next_value(ask: Asked) -> Response:
    """The worst open value that nobody else is at."""
    item = ask.site.desk.next_item(ask.filter, ask.steward)
    return page(ask.request, "empty.html", filter=ask.filter) if item is None else _show(ask, item)


@router.get("/items/{key}")
def one_value(ask: Asked, key: Key) -> Response:
    """A value by its address."""
    item = ask.site.desk.item(key)
    return page(ask.request, "done.html", 404, query=ask.query) if item is None else _show(ask, item)


@router.post("/items/{key}", dependencies=[Depends(checked)])
def decide(ask: Asked, key: Key, given: Annotated[Decision, Depends(_decision)]) -> Response:
    """Decide on a value: accept it, correct it, say that it cannot be read, or dismiss the doubt."""
    desk = ask.site.desk
    item = desk.item(key)
    if item is None or _lines(item.value or "") != given.seen:
        return _stale(ask, key)
    changed = given.action == "correct" and given.text != item.value
    action: Action = "accept" if given.action == "correct" and not changed else given.action
    try:
        made = {"steward": ask.steward, "seconds": given.seconds}
        entry = desk.decide(item, action, given.text if changed else item.value, made)
    except StaleEditError:
        return _stale(ask, key)
    except (ValueError, OverflowError):
        return _show(ask, item, 422, wrong=given.text or "")
    if changed and desk.same(item):
        return go(f"/same/{entry.entry_id}?{ask.query}")
    return go(f"/queue?{ask.query}")


@router.post("/items/{key}/skip", dependencies=[Depends(checked)])
def skip(ask: Asked, key: Key) -> Response:
    """Leave a value for later."""
    ask.site.desk.skip(key, ask.steward)
    return go(f"/queue?{ask.query}")


@router.get("/next-document")
def next_document(ask: Asked, after: Annotated[str, Query(max_length=60)] = "") -> Response:
    """The worst value of another document; the rest of this one is shown last."""
    for item in ask.site.desk.items(ask.filter):
        if item.doc_id == after:
            ask.site.desk.skip(item.key, ask.steward)
    return go(f"/queue?{ask.query}")


@router.post("/undo", dependencies=[Depends(checked)])
def undo(ask: Asked) -> Response:
    """Take back the last decision; its value is shown again."""
    entry = ask.site.desk.undo(ask.steward)
    if entry is not None:
        anchor = entry.anchor
        for item in ask.site.desk.items(ask.filter):
            if (item.doc_id, *item.place) == (anchor.doc_id, anchor.table, anchor.row_id, anchor.field):
                return go(f"/items/{item.key}?{ask.query}")
    return go(f"/queue?{ask.query}")


@router.get("/same/{entry_id}")
def same_elsewhere(ask: Asked, entry_id: EntryId) -> Response:
    """Where else the same was read that has just been corrected."""
    entry, others = ask.site.desk.same_as(entry_id)
    if entry is None or not others:
        return go(f"/queue?{ask.query}")
    places = [(item, document(ask.site, item.doc_id), _size(ask.site, item)) for item in others[:_SHOWN]]
    return page(ask.request, "same.html", entry=entry, others=places, count=len(others), query=ask.query)


@router.post("/same/{entry_id}", dependencies=[Depends(checked)])
def apply_to_same(
    ask: Asked, entry_id: EntryId, keys: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Correct the chosen places as the first one was; one undo takes all of them back."""
    entry, others = ask.site.desk.same_as(entry_id)
    batch, chosen = uuid4().hex, set(keys or ())
    for item in others:
        if entry is not None and item.key in chosen:
            ask.site.desk.decide(item, "correct", entry.after, {"steward": ask.steward, "batch": batch})
    return go(f"/queue?{ask.query}")


@router.get("/documents/{doc_id}/pages/{number}")
def whole_page(ask: Asked, doc_id: str, number: PageNumber) -> Response:
    """A whole page with the boxes of all its values."""
    found = document(ask.site, doc_id)
    values = [value for value in ask.site.desk.rows(doc_id)["values"] if value["page"] == number]
    doubted = _on_page(ask, doc_id, number)
    return page(
        ask.request,
        "page.html",
        document=found,
        number=number,
        size=_page_size(ask.site, doc_id, number),
        values=values,
        doubted=doubted,
        acceptable=all(item.likelihood >= _BOUND for item in doubted),
        query=ask.query,
    )


@router.post("/documents/{doc_id}/pages/{number}", dependencies=[Depends(checked)])
def accept_page(ask: Asked, doc_id: str, number: PageNumber) -> Response:
    """Accept all that is open on a page, where nothing on it is below the bound."""
    document(ask.site, doc_id)
    doubted = _on_page(ask, doc_id, number)
    if any(item.likelihood < _BOUND for item in doubted):
        raise HTTPException(409, "Trên trang còn giá trị quá đáng ngờ, phải xem từng giá trị.")
    batch = uuid4().hex
    for item in doubted:
        ask.site.desk.decide(item, "accept", item.value, {"steward": ask.steward, "batch": batch})
    return go(f"/queue?{ask.query}")


def _on_page(ask: Ask, doc_id: str, number: int) -> list[Item]:
    open_ = ask.site.desk.items(ask.filter)
    return [item for item in open_ if (item.doc_id, item.page) == (doc_id, number)]


def _show(ask: Ask, item: Item, status: int = 200, **more: Any) -> Response:
    desk = ask.site.desk
    values = {
        "item": item,
        "document": document(ask.site, item.doc_id),
        "size": _size(ask.site, item),
        "other": desk.lease(item.key, ask.steward),
        "wrong": None,
        "left": len(desk.items(ask.filter)),
        "same": len(desk.same(item)),
        "query": ask.query,
    }
    return page(ask.request, "value.html", status, **(values | more))


def _stale(ask: Ask, key: str) -> Response:
    """Two stewards at one value: the second sees what the first one made of it, and decides."""
    now, entry = ask.site.desk.item(key), ask.site.desk.last_entry(key)
    return page(ask.request, "stale.html", 409, item=now, entry=entry, query=ask.query)


def _size(site: Site, item: Item) -> dict[str, float]:
    return _page_size(site, item.doc_id, item.page)


def _page_size(site: Site, doc_id: str, number: int) -> dict[str, float]:
    for row in site.desk.rows(doc_id)["pages"]:
        if row["page"] == number:
            return {name: cast(float, row[name]) for name in ("width", "height")}
    raise HTTPException(404, "Văn bản không có trang này.")


def _lines(text: str) -> str:
    """Browsers send line ends as CR LF."""
    return text.replace("\r\n", "\n").strip()
