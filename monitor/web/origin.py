"""Which pages may open a session: ours."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SameOrigin:
    """Middleware: refuses a session whose page does not come from this server, or does not say where from.

    Streamlit takes a session without Origin, and one from localhost whatever its own address. A browser always
    sends Origin; a program that leaves it out is no reader. With a public address the page has to come from there.
    Without one it has to come from the address it asks, and that from this machine where only this machine
    is served: a name elsewhere that points here (DNS rebinding) does not open the door.
    """

    def __init__(self, app: ASGIApp, *, public_url: str, local: bool) -> None:
        self._app = app
        self._public_url = public_url
        self._local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "").lower()
        host = headers.get("host", "").lower()
        if not is_ours(origin, host, public_url=self._public_url, local=self._local):
            await PlainTextResponse("This page may not open a session here.", 403)(scope, receive, send)
            return
        # A proxy may have put its own name into Host, and Streamlit would go and ask the internet for this
        # machine's address to compare. The question is settled here.
        kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
        settled = (b"host", urlsplit(origin).netloc.encode())
        await self._app({**scope, "headers": [*kept, settled]}, receive, send)


def is_ours(origin: str, host: str, *, public_url: str, local: bool) -> bool:
    """Whether a page at `origin` is one of ours, asked of at `host`; both in lower case."""
    try:
        page = urlsplit(origin)
        name = page.hostname
    except ValueError:
        return False
    if page.scheme not in ("http", "https") or not page.netloc:
        return False
    if public_url:
        return origin == public_url
    return page.netloc == host and (not local or name in _LOOPBACK)
