"""What all pages of the desk share: its templates, who asks, and how a page comes out, whole or in part."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, cast
from urllib.parse import urlencode

from fastapi import Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kehoach.review import labels, security
from kehoach.review.desk import Desk, Filter
from kehoach.review.items import Item, Queue
from kehoach.review.security import Access
from kehoach.review.stock import StockDocument
from kehoach.run.pictures import Pictures

HERE: Final = Path(__file__).parent
_MARGIN: Final = 46.0  # points of page shown around a value
_CHOSEN: Final = ("issuer", "province", "year", "rule")
_WIDTH: Final = 400.0  # … and the least width, so that its row can be told


@dataclass(frozen=True, slots=True)
class Site:
    """What the routes work on."""

    desk: Desk
    pictures: Pictures
    access: Access
    templates: Environment


def load_templates() -> Environment:
    """The templates; everything that they show is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters |= {"chance": labels.chance, "percent": labels.percent}
    environment.globals |= {
        "field_name": labels.field_name,
        "roles": labels.ROLES,
        "actions": labels.ACTIONS,
        "view": view_box,
    }
    return environment


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast(Site, request.app.state.site)


def wanted(  # the filter travels in every address, so that a page can be loaded again
    queue: Annotated[Queue, Query()] = "reading",
    rule: Annotated[str, Query(max_length=60)] = "",
    issuer: Annotated[str, Query(max_length=300)] = "",
    province: Annotated[str, Query(max_length=100)] = "",
    year: Annotated[int, Query(ge=0, le=9999)] = 0,
    doc: Annotated[str, Query(max_length=60)] = "",
) -> Filter:
    """The filter of an address."""
    return Filter(queue, rule, issuer, province, year, doc)


def query(filter_: Filter) -> str:
    """The filter as an address has it, without empty parts."""
    parts = {
        "queue": filter_.queue,
        "rule": filter_.rule,
        "issuer": filter_.issuer,
        "province": filter_.province,
        "year": filter_.year,
        "doc": filter_.doc_id,
    }
    return urlencode({name: value for name, value in parts.items() if value})


async def checked(request: Request, csrf: Annotated[str, Form(max_length=100)] = "") -> None:
    """Every form passes here: it must carry the token of its browser."""
    security.check_token(site_of(request).access, request, csrf)


def steward(request: Request) -> str:
    """The steward who asks; one who has still to say their name is sent to do so."""
    access = site_of(request).access
    name = security.steward_of(access, request)
    if not name and access.user_header is not None:
        raise HTTPException(403, "Máy chủ trung gian không cho biết người dùng.")
    if not name:
        raise HTTPException(303, headers={"Location": "/who"})
    return name


SiteOf = Annotated[Site, Depends(site_of)]
Wanted = Annotated[Filter, Depends(wanted)]


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks for what: what every page of a steward's needs to know."""

    request: Request
    site: Site
    steward: str
    filter: Filter

    @property
    def query(self) -> str:
        """The filter as an address has it."""
        return query(self.filter)


def _ask(request: Request, name: Annotated[str, Depends(steward)], filter_: Wanted) -> Ask:
    return Ask(request, site_of(request), name, filter_)


Asked = Annotated[Ask, Depends(_ask)]


def document(site: Site, doc_id: str) -> StockDocument:
    """A document of the warehouse, or the page that says that there is none."""
    found = site.desk.documents.get(doc_id)
    if found is None:
        raise HTTPException(404, "Không có văn bản này trong kho.")
    return found


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk; only its main part where the script asks for that."""
    site = site_of(request)
    shared = {
        "csrf": security.token(site.access, request),
        "who": security.steward_of(site.access, request),
        "partial": request.headers.get("x-partial") == "1",
        "open_reading": site.desk.open_count(),
        "here": request.url.path,
        "chosen": chosen(site, request.query_params),
    }
    text = site.templates.get_template(template).render(shared | values)
    return HTMLResponse(text, status)


def chosen(site: Site, asked: Mapping[str, str]) -> list[str]:
    """What an address leaves of all there is, as people call it."""
    found = site.desk.documents.get(asked.get("doc", ""))
    parts = [found.title if found else "", *(asked.get(name, "") for name in _CHOSEN)]
    return [part for part in parts if part not in ("", "0")]


def go(where: str) -> Response:
    """On to another page, after a form."""
    return RedirectResponse(where, 303)


def view_box(item: Item, size: Mapping[str, float]) -> tuple[float, float, float, float]:
    """The part of the page around a value that is shown, in points: x0, top, width, height. Narrow values are
    shown at about twice their printed size.
    """
    x0, top, x1, bottom = item.bbox
    width = min(size["width"], max(_WIDTH, x1 - x0 + 2 * _MARGIN))
    left = min(max(0.0, (x0 + x1 - width) / 2), size["width"] - width)
    above = max(0.0, top - _MARGIN)
    return left, above, width, min(size["height"], bottom + _MARGIN) - above
