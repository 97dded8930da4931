"""Who may ask what: stewards by name, forms with a token, and pages that can load nothing from elsewhere."""

import getpass
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from fastapi import HTTPException, Request, Response

COOKIE: Final = "kehoach_desk"
_LOCAL: Final = frozenset(("127.0.0.1", "localhost", "[::1]"))
_POLICY: Final = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Access:
    """How stewards are known: by a header that a reverse proxy sets, else by a list of names to choose from,
    else there is one, and the desk answers on this machine alone.
    """

    secret: bytes
    user_header: str | None = None
    names: tuple[str, ...] = ()

    @property
    def local_only(self) -> bool:
        """Whether only this machine may ask."""
        return self.user_header is None and not self.names


def token(access: Access, request: Request) -> str:
    """The token that this browser's forms must carry."""
    return hmac.new(access.secret, request.state.session.encode(), sha256).hexdigest()


def check_token(access: Access, request: Request, given: str) -> None:
    """Refuse a form that another page made."""
    if not hmac.compare_digest(token(access, request).encode(), given.encode("utf-8", "replace")):
        raise HTTPException(403, "Phiên làm việc đã đổi. Hãy tải lại trang rồi làm lại.")


def steward_of(access: Access, request: Request) -> str:
    """The steward's name; empty where the proxy names none, or one has still to be chosen."""
    if access.user_header is not None:
        return request.headers.get(access.user_header, "").strip()[:100]
    if access.names:
        name = request.cookies.get(f"{COOKIE}_name", "")
        place = int(name) if name.isascii() and name.isdigit() and len(name) < 6 else -1
        return access.names[place] if 0 <= place < len(access.names) else ""
    return getpass.getuser()


def guard(
    access: Access,
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """The middleware: refuses foreign hosts, gives each browser a session, and sets the headers."""

    async def guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host", "")
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        if access.local_only and name not in _LOCAL:
            return Response("Chỉ dùng được trên máy này.", 403, _HEADERS, "text/plain; charset=utf-8")
        if request.method == "POST" and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return Response("Yêu cầu đến từ trang khác.", 403, _HEADERS, "text/plain; charset=utf-8")
        known = request.cookies.get(COOKIE, "")
        request.state.session = known if len(known) == 43 and known.isascii() else secrets.token_urlsafe(32)
        response = await go_on(request)
        response.headers.update(_HEADERS)
        if request.state.session != known:
            response.set_cookie(COOKIE, request.state.session, httponly=True, samesite="strict")
        return response

    return guarded
