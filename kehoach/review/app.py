"""The desk as a web application."""

import secrets
from pathlib import Path

import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from kehoach.errors import KehoachError, WrongUsage
from kehoach.review import overview, tables, values
from kehoach.review.desk import Desk
from kehoach.review.security import Access, guard
from kehoach.review.stock import Stock
from kehoach.review.web import Site, go, load_templates, page
from kehoach.run.pictures import Pictures

_LOCAL = "127.0.0.1"


def create_app(desk: Desk, pictures: Pictures, access: Access | None = None) -> FastAPI:
    """The application over a desk. Without `access` there is one steward, on this machine."""
    access = access or Access(secrets.token_bytes(32))
    app = FastAPI(title="kehoach", docs_url=None, redoc_url=None)
    app.state.site = Site(desk, pictures, access, load_templates())
    app.middleware("http")(guard(access))
    for room in (overview, values, tables):
        app.include_router(room.router)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(KehoachError, _refused)
    return app


def serve(folder: Path, pictures: Pictures, access: Access, address: tuple[str, int]) -> None:
    """Serve the desk until it is interrupted.

    Raises WrongUsage where it would answer other machines without knowing who asks, WarehouseError where
    there is no warehouse.
    """
    host, port = address
    if access.local_only and host != _LOCAL:
        raise WrongUsage(
            f"Without names of stewards the desk answers on {_LOCAL} only.",
            "Give --stewards FILE, or --stewards header:NAME behind a reverse proxy that sets it.",
        )
    app = create_app(Desk(Stock(folder)), pictures, access)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _refused(request: Request, error: Exception) -> Response:
    """A refusal as a page that says what to do."""
    if isinstance(error, HTTPException) and error.status_code == 303:
        return go((error.headers or {})["Location"])
    if isinstance(error, StarletteHTTPException):
        detail = error.detail if isinstance(error, HTTPException) else "Không có trang này."
        return page(request, "error.html", error.status_code, message=detail)
    if isinstance(error, KehoachError):
        return page(request, "error.html", 503, message=str(error))
    return page(request, "error.html", 422, message="Địa chỉ hoặc biểu mẫu không đúng.")
