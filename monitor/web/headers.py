"""What every answer says to the browser, and which of Streamlit's own addresses stay closed."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Open to anybody in Streamlit: figures about the running process, and a door for programs that nobody here
uses.
"""

_POLICY = {
    # The browser itself keeps every request on this machine; Streamlit styles its parts inline.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'; "
        "form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    # A link to a source must not tell that source which initiative was being read.
    "Referrer-Policy": "same-origin",
}


class SafeHeaders:
    """Middleware: sets the policy on every answer and answers "not found" at closed doors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_POLICY)
            await send(message)

        path: str = scope["path"]
        closed = any(path == door or path.startswith(f"{door}/") for door in _CLOSED)
        answer = PlainTextResponse("Not found", status_code=404) if closed else self._app
        await answer(scope, receive, send_with_policy)
