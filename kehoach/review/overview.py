"""Where the work stands, who the steward is, pictures of pages, letters about documents, and publishing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Request
from fastapi.responses import FileResponse, Response

from kehoach.errors import KehoachError
from kehoach.records import Source
from kehoach.review import estimate
from kehoach.review.desk import Filter
from kehoach.review.security import COOKIE
from kehoach.review.stock import StockDocument
from kehoach.review.web import HERE, Asked, SiteOf, Wanted, checked, document, go, page, query
from kehoach.run.corrections.entry import standing
from kehoach.run.pictures import Pictures
from kehoach.run.publish import publish

router = APIRouter()
_KEPT_PICTURES = 48
_STATIC = {
    "icon.svg": "image/svg+xml",
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
}


@router.get("/")
def overview(ask: Asked) -> Response:
    """What is open by office and rule, what was done by whom, and how good the tables are."""
    desk = ask.site.desk
    entries = standing(desk.log.entries())
    by_issuer = desk.counts(
        lambda item, found: [found.issuer or "(không rõ)"] if item.queue == "reading" else []
    )
    documents = Counter(found.issuer or "(không rõ)" for found in desk.documents.values())
    done = Counter(
        desk.documents[e.anchor.doc_id].issuer for e in entries if e.anchor.doc_id in desk.documents
    )
    by_rule = desk.counts(lambda item, _: {reason.rule for reason in item.reasons}).most_common()
    by_steward = defaultdict(list)
    for entry in entries:
        by_steward[entry.steward].append(entry)
    return page(
        ask.request,
        "overview.html",
        documents=documents,
        by_issuer=by_issuer,
        done=done,
        by_rule=by_rule,
        choices=_choices(desk.documents.values(), (rule for rule, _ in by_rule)),
        tables=len(desk.tables(Filter())),
        stewards={
            name: (len(made), estimate.seconds_a_value(made)) for name, made in sorted(by_steward.items())
        },
        silent=estimate.silent_errors(entries),
        precision=estimate.precision_of_rules(entries),
        published=ask.request.query_params.get("published") == "1",
    )


def _choices(documents: Collection[StockDocument], rules: Iterable[str]) -> list[tuple[str, str, list[str]]]:
    """By what the queue can be narrowed: the name in the address, its title, and what there is."""
    return [
        ("issuer", "Cơ quan", sorted({found.issuer for found in documents} - {""})),
        ("province", "Tỉnh", sorted({found.province for found in documents} - {""})),
        ("year", "Năm", sorted({str(found.year) for found in documents})),
        ("rule", "Quy tắc", sorted(rules)),
    ]


@router.get("/documents")
def documents(ask: Asked) -> Response:
    """All documents that pass the filter, with what is open in each."""
    open_ = ask.site.desk.counts(lambda item, _: [item.doc_id])
    found = [
        item
        for item in ask.site.desk.documents.values()
        if ask.filter.issuer in ("", item.issuer)
        and ask.filter.year in (0, item.year)
        and ask.filter.province in ("", item.province)
    ]
    found.sort(key=lambda item: (-open_[item.doc_id], item.name))
    return page(ask.request, "documents.html", documents=found[:500], count=len(found), open=open_)


@router.get("/letters")
def letters(ask: Asked) -> Response:
    """A printable letter to each office: what its documents contradict themselves in."""
    by_issuer = defaultdict(list)
    for item in ask.site.desk.items(Filter("document", issuer=ask.filter.issuer, year=ask.filter.year)):
        found = document(ask.site, item.doc_id)
        by_issuer[found.issuer or "(không rõ cơ quan)"].append((found, item))
    return page(ask.request, "letters.html", letters=sorted(by_issuer.items()))


@router.get("/pictures/{doc_id}/{number}.png")
def picture(ask: Asked, doc_id: str, number: Annotated[int, Path(ge=1)]) -> Response:
    """A page as a picture; 404 with a sentence where its file is gone or is another one now."""
    found = document(ask.site, doc_id)
    row = next((row for row in ask.site.desk.rows(doc_id)["pages"] if row["page"] == number), None)
    if row is None:
        raise HTTPException(404, "Văn bản không có trang này.")
    try:
        source = Source(ask.site.pictures.inputs / found.name, found.name, found.sha256)
        png = _drawn(ask.site.pictures, source, (number, cast(int, row["rotation"])))
    except (KehoachError, IndexError) as error:
        raise HTTPException(404, "Không có ảnh: tệp gốc không còn hoặc đã thay đổi.") from error
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@lru_cache(maxsize=_KEPT_PICTURES)
def _drawn(pictures: Pictures, source: Source, place: tuple[int, int]) -> bytes:
    return pictures.page(source, place)


@router.post("/publish", dependencies=[Depends(checked)])
def publish_now(ask: Asked) -> Response:
    """Write the tables with all corrections applied."""
    try:
        publish(ask.site.desk.stock.folder)
    except KehoachError as error:
        return page(ask.request, "error.html", 503, message=f"Chưa xuất bản được: {error}")
    return go("/?published=1")


@router.get("/who")
def who(request: Request, site: SiteOf) -> Response:
    """Which steward is at this browser."""
    return page(request, "who.html", names=site.access.names)


@router.post("/who", dependencies=[Depends(checked)])
def choose(site: SiteOf, place: Annotated[int, Form(ge=0)]) -> Response:
    """Remember the steward at this browser."""
    if place >= len(site.access.names):
        raise HTTPException(422, "Không có tên này trong danh sách.")
    response = go("/")
    response.set_cookie(f"{COOKIE}_name", str(place), httponly=True, samesite="strict")
    return response


@router.get("/help")
def help_(request: Request, site: SiteOf, filter_: Wanted) -> Response:
    """The keys."""
    return page(request, "help.html", query=query(filter_))


@router.get("/static/{name}")
def static(name: str) -> Response:
    """The style sheet and the script."""
    if name not in _STATIC:
        raise HTTPException(404, "Không có tệp này.")
    return FileResponse(
        HERE / "static" / name, media_type=_STATIC[name], headers={"Cache-Control": "no-cache"}
    )
