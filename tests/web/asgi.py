"""Asks middleware without a server around it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from anyio.from_thread import start_blocking_portal
from starlette.types import ASGIApp, Message, Scope

T = TypeVar("T")


@dataclass
class Answer:
    """What came back: the messages as they were sent."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    def headers(self, name: str) -> list[str]:
        """Every value of a header."""
        return [
            value.decode()
            for key, value in self.messages[0]["headers"]
            if key.decode().lower() == name.lower()
        ]

    @property
    def body(self) -> str:
        return b"".join(message.get("body", b"") for message in self.messages[1:]).decode()


def ask(
    app: ASGIApp,
    path: str = "/",
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    query: str = "",
    session: bool = False,
    says: Sequence[Message] = (),
) -> Answer:
    """Makes one request, or opens a session that says `says` and leaves."""
    scope: Scope = {
        "type": "websocket" if session else "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": ("192.0.2.7", 4711),
        "extensions": {"websocket.http.response": {}},
        "subprotocols": [],
    }
    answer = Answer()
    start: Message = {"type": "websocket.connect"} if session else {"type": "http.request", "body": b""}
    heard = iter([start, *says, {"type": "websocket.disconnect", "code": 1000}])

    async def receive() -> Message:
        return next(heard)

    async def send(message: Message) -> None:
        answer.messages.append(message)

    in_a_thread(app, scope, receive, send)
    return answer


def in_a_thread(act: Callable[..., Awaitable[T]], *given: Any) -> T:
    """What comes of an asynchronous call, made in a thread of its own: a browser that another test has open keeps a
    loop running in this one.
    """
    with start_blocking_portal() as portal:
        return portal.call(act, *given)
