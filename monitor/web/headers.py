"""What every answer says to the browser, and which of Streamlit's own addresses stay closed."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.cookies import hardened

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
    "X-Frame-Options": "DENY",  # frame-ancestors, for browsers that do not know it
    # A link to a source must not tell that source which initiative was being read.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), "
        "browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
_STARTS = ("http.response.start", "websocket.http.response.start")


class SafeHeaders:
    """Middleware: sets the policy on every answer, refusals of a session among them, hardens cookies, and answers
    "not found" at closed doors."""

    def __init__(self, app: ASGIApp, *, behind_tls: bool) -> None:
        self._app = app
        self._behind_tls = behind_tls
        policy = _POLICY | (_ONLY_TLS if behind_tls else {})
        self._policy = [(name.lower().encode(), value.encode()) for name, value in policy.items()]
        self._names = {name for name, _ in self._policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        accepted = False

        async def send_with_policy(message: Message) -> None:
            nonlocal accepted
            kind = message["type"]
            if kind in _STARTS:
                kept = self._hardened(message)
                message["headers"] = [pair for pair in kept if pair[0] not in self._names] + self._policy
            elif kind == "websocket.accept":
                accepted = True
                message["headers"] = self._hardened(message)
            elif kind == "websocket.close" and not accepted:
                # Refused without words; the server would answer 403 without the policy.
                accepted = True
                await PlainTextResponse("Forbidden", 403)(scope, receive, send_with_policy)
                return
            await send(message)

        path: str = scope["path"]
        closed = any(path == door or path.startswith(f"{door}/") for door in _CLOSED)
        answer = PlainTextResponse("Not found", status_code=404) if closed else self._app
        await answer(scope, receive, send_with_policy)

    def _hardened(self, message: Message) -> list[tuple[bytes, bytes]]:
        return [
            (
                name.lower(),
                hardened(value, secure=self._behind_tls) if name.lower() == b"set-cookie" else value,
            )
            for name, value in message.get("headers", ())
        ]
