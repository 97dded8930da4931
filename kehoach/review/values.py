"""Level 1: doubtful values, one after another."""

from typing import Annotated, Any, cast
from uuid import uuid4

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query, Request
from fastapi.responses import Response

from kehoach.review.desk import Desk, StaleEditError
from kehoach.review.items import Item
from kehoach.review.web import Site, SiteOf, Steward, Wanted, checked, document, go, page, query
from kehoach.run.corrections.entry import Action

router = APIRouter()
Key = Annotated[str, Path(pattern="^[0-9a-f]{20}$")]
_BOUND = 0.5  # a page with a value below this likelihood is not accepted as a whole


@router.get("/queue")
def next_value(request: Request, site: SiteOf, steward: Steward, filter_: Wanted) -> Response:
    """The worst open value that nobody else is at."""
    item = site.desk.next_item(filter_, steward)
    if item is None:
        return page(request, "empty.html", filter=filter_)
    return _show(request, site, item, {"steward": steward, "query": query(filter_), "filter": filter_})


@router.get("/items/{key}")
def one_value(request: Request, site: SiteOf, steward: Steward, filter_: Wanted, key: Key) -> Response:
    """A value by its address."""
    item = site.desk.item(key)
    if item is None:
        return page(request, "done.html", 404, query=query(filter_))
    return _show(request, site, item, {"steward": steward, "query": query(filter_), "filter": filter_})


@router.post("/items/{key}", dependencies=[Depends(checked)])
def decide(
    request: Request,
    site: SiteOf,
    steward: Steward,
    filter_: Wanted,
    key: Key,
    action: Annotated[Action, Form()] = "correct",
    text: Annotated[str, Form(max_length=20_000)] = "",
    seen: Annotated[str, Form(max_length=20_000)] = "",
    seconds: Annotated[float, Form(ge=0, le=86_400)] = 0.0,
) -> Response:
    """Decide on a value: accept it, correct it, say that it cannot be read, or dismiss the doubt."""
    item = site.desk.item(key)
    if item is None or (item.value or "") != _lines(seen):
        return _stale(request, site.desk, key, query(filter_))
    if action not in ("accept", "correct", "unreadable", "dismiss"):
        raise HTTPException(422, "Không có thao tác này.")
    after = _lines(text) or None
    if action == "correct" and after == item.value:
        action = "accept"
    if action in ("unreadable", "dismiss"):
        after = item.value
    try:
        entry = site.desk.decide(item, action, after, {"steward": steward, "seconds": seconds})
    except StaleEditError:
        return _stale(request, site.desk, key, query(filter_))
    except (ValueError, OverflowError):
        shown = {"steward": steward, "query": query(filter_), "filter": filter_, "wrong": after}
        return _show(request, site, item, shown, status=422)
    if action == "correct" and site.desk.same(item):
        return go(f"/same/{entry.entry_id}?{query(filter_)}")
    return go(f"/queue?{query(filter_)}")


@router.post("/items/{key}/skip", dependencies=[Depends(checked)])
def skip(site: SiteOf, steward: Steward, filter_: Wanted, key: Key) -> Response:
    """Leave a value for later."""
    site.desk.skip(key, steward)
    return go(f"/queue?{query(filter_)}")


@router.get("/next-document")
def next_document(
    site: SiteOf, steward: Steward, filter_: Wanted, after: Annotated[str, Query(max_length=60)] = ""
) -> Response:
    """The worst value of another document; the rest of this one is shown last."""
    for item in site.desk.items(filter_):
        if item.doc_id == after:
            site.desk.skip(item.key, steward)
    return go(f"/queue?{query(filter_)}")


@router.post("/undo", dependencies=[Depends(checked)])
def undo(site: SiteOf, steward: Steward, filter_: Wanted) -> Response:
    """Take back the last decision; its value is shown again."""
    entry = site.desk.undo(steward)
    if entry is not None:
        for item in site.desk.items(filter_):
            if (item.doc_id, *item.place) == (
                entry.anchor.doc_id,
                entry.anchor.table,
                entry.anchor.row_id,
                entry.anchor.field,
            ):
                return go(f"/items/{item.key}?{query(filter_)}")
    return go(f"/queue?{query(filter_)}")


@router.get("/same/{entry_id}")
def same_elsewhere(
    request: Request,
    site: SiteOf,
    steward: Steward,
    filter_: Wanted,
    entry_id: Annotated[str, Path(pattern="^[0-9a-f]{32}$")],
) -> Response:
    """Where else the same was read that has just been corrected."""
    entry, others = site.desk.same_as(entry_id)
    if entry is None or not others:
        return go(f"/queue?{query(filter_)}")
    shown = [(item, document(site, item.doc_id), _size(site, item)) for item in others[:60]]
    return page(request, "same.html", entry=entry, others=shown, count=len(others), query=query(filter_))


@router.post("/same/{entry_id}", dependencies=[Depends(checked)])
def apply_to_same(
    site: SiteOf,
    steward: Steward,
    filter_: Wanted,
    entry_id: Annotated[str, Path(pattern="^[0-9a-f]{32}$")],
    keys: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Correct the chosen places as the first one was; one undo takes all of them back."""
    entry, others = site.desk.same_as(entry_id)
    batch = uuid4().hex
    for item in others:
        if entry is not None and item.key in set(keys or ()):
            site.desk.decide(item, "correct", entry.after, {"steward": steward, "batch": batch})
    return go(f"/queue?{query(filter_)}")


@router.get("/documents/{doc_id}/pages/{number}")
def whole_page(
    request: Request,
    site: SiteOf,
    steward: Steward,
    filter_: Wanted,
    doc_id: str,
    number: Annotated[int, Path(ge=1)],
) -> Response:
    """A whole page with the boxes of all its values."""
    found = document(site, doc_id)
    values = [value for value in site.desk.rows(doc_id)["values"] if value["page"] == number]
    size = _page_size(site, doc_id, number)
    doubted = [item for item in site.desk.items(filter_) if item.doc_id == doc_id and item.page == number]
    return page(
        request,
        "page.html",
        document=found,
        number=number,
        size=size,
        values=values,
        doubted=doubted,
        acceptable=all(item.likelihood >= _BOUND for item in doubted),
        query=query(filter_),
    )


@router.post("/documents/{doc_id}/pages/{number}", dependencies=[Depends(checked)])
def accept_page(
    request: Request,
    site: SiteOf,
    steward: Steward,
    filter_: Wanted,
    doc_id: str,
    number: Annotated[int, Path(ge=1)],
) -> Response:
    """Accept all that is open on a page, where nothing on it is below the bound."""
    document(site, doc_id)
    doubted = [item for item in site.desk.items(filter_) if item.doc_id == doc_id and item.page == number]
    if any(item.likelihood < _BOUND for item in doubted):
        raise HTTPException(409, "Trên trang còn giá trị quá đáng ngờ, phải xem từng giá trị.")
    batch = uuid4().hex
    for item in doubted:
        site.desk.decide(item, "accept", item.value, {"steward": steward, "batch": batch})
    return go(f"/queue?{query(filter_)}")


def _show(request: Request, site: Site, item: Item, shown: dict[str, Any], status: int = 200) -> Response:
    found = document(site, item.doc_id)
    other = site.desk.lease(item.key, shown["steward"])
    values = {
        "item": item,
        "document": found,
        "size": _size(site, item),
        "other": other,
        "wrong": None,
        "left": len(site.desk.items(shown["filter"])),
        "same": len(site.desk.same(item)),
        "next_page": found.pages > item.page,
    }
    return page(request, "value.html", status, **(values | shown))


def _stale(request: Request, desk: Desk, key: str, query_: str) -> Response:
    """Two stewards at one value: the second sees what the first one made of it, and decides."""
    now, entry = desk.item(key), desk.last_entry(key)
    return page(request, "stale.html", 409, item=now, entry=entry, query=query_)


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
