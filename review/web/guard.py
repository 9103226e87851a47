"""What stands before every page: only this machine's browser that was given the link gets in.

The one-time token of the printed link buys a cookie; without it nothing is shown. A request for another host
(as by DNS rebinding) is refused, and so is a form that another site sends.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = ("GET", "HEAD")
STRANGER = "请使用终端里打印的链接打开本页；链接只能用一次，用过之后请重新运行 juesuan review。\n"
OTHER_HOST = "不是这台机器上的地址：如需用其他名称访问，请在 juesuan review 后加 --host 名称。\n"
OTHER_SITE = "这个请求来自别的网站，没有执行。\n"


class Guard:
    """An ASGI application around the pages. `hosts`: the names, without port, that a request may call this
    server; `port`: where it listens.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], port: int) -> None:
        self.app = app
        self.hosts = frozenset(h.lower() for h in hosts)
        self.token: str | None = secrets.token_urlsafe(24)
        self.cookie = f"juesuan_{port}"
        self._session = secrets.token_urlsafe(24)
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or has the pages answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refused(scope)
        await (refused or self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that does not reach the pages; null where it does."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return PlainTextResponse(OTHER_HOST, 421)
        if scope["method"] not in SAFE and headers.get("origin", "") not in (
            f"http://{host}",
            f"https://{host}",
        ):
            return PlainTextResponse(OTHER_SITE, 403)
        if self._known(headers.get("cookie", "")):
            return None
        return self._admitted(scope) or PlainTextResponse(STRANGER, 403)

    def _known(self, cookies: str) -> bool:
        try:
            held = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return held is not None and secrets.compare_digest(held.value.encode(), self._session.encode())

    def _admitted(self, scope: Scope) -> Response | None:
        """The cookie for who brings the token, which is then spent, and the way on without it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token", "")
        with self._lock:
            if self.token is None or not secrets.compare_digest(given.encode(), self.token.encode()):
                return None
            self.token = None
        rest = urlencode([(k, v) for k, v in query if k != "token"])
        # A path of two slashes at the front would name another host.
        path = "/" + str(scope["path"]).lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(self.cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer


def _name(host: str) -> str:
    """The name in a Host header: 127.0.0.1 of 127.0.0.1:8000."""
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdecimal() else host.lower()
