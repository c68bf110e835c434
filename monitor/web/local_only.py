"""Without sign-in, one person on this machine has every role; nobody else may reach the server by any name."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.show.words import Words
from monitor.web.language import preferred_language

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers by which a proxy says that somebody else asks."""


class LocalOnly:
    """Middleware: refuses what is not asked of this machine by its own name, and what a proxy passed on.

    The name, because a page elsewhere can have its own name lead to 127.0.0.1 and would then read as this machine's
    person (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        if scope["type"] not in ("http", "websocket") or _asked_here(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            _ = Words(preferred_language(None, Headers(scope=scope).get("accept-language")))
            told = _(
                "Nobody signs in here, so this dashboard answers its own machine only, as localhost. To let others "
                "in, set up sign-in; docs/operations.md says how."
            )
            await PlainTextResponse(told, 421)(scope, receive, send)


def _asked_here(headers: Headers) -> bool:
    if any(name in headers for name in _PASSED_ON):
        return False
    try:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
