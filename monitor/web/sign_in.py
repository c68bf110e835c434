"""Sign-in with OpenID Connect: what Streamlit is told of the provider, and the way back to the page one came from."""

from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.settings import Provider
from monitor.show.adapter.entrance import PROVIDER
from monitor.show.addresses import PAGES, SIGN_IN_FAILED

ADDRESSES = ("auth", "oauth2callback")
"""First parts of the addresses at which Streamlit signs people in and out."""

_LOGIN, _LOGOUT, _CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
_COOKIE = "monitor_return"
_KEPT = 600  # seconds that a sign-in may take
_LONGEST = 2000  # characters of an address; more would not fit a cookie


def secrets(provider: Provider, public_url: str) -> dict[str, Any]:
    """What Streamlit reads under [auth] in a file of secrets."""
    return {
        "auth": {
            "redirect_uri": public_url + _CALLBACK,
            "cookie_secret": provider.cookie_secret,
            PROVIDER: {
                "client_id": provider.client_id,
                "client_secret": provider.client_secret,
                "server_metadata_url": provider.discovery_url,
                "client_kwargs": {
                    "scope": provider.scope,
                    # Streamlit asks for PKCE only where the provider says that it knows it. Some that require it do
                    # not say so, and one that does not know it passes over the parameter (RFC 7636, 5).
                    "code_challenge_method": "S256",
                    # An empty list leaves the parameter out; without the key Streamlit sends one of its own, which
                    # some providers refuse.
                    "prompt": provider.prompt or [],
                },
                # A provider with a session of its own asks again where that is older, and says when it asked.
                "authorize_params": {"max_age": str(int(provider.max_age.total_seconds()))},
            },
        }
    }


class WayBack:
    """Middleware around Streamlit's addresses for sign-in: leads back to the page one came from, and lets a cookie
    live no longer than a sign-in.

    Streamlit leads to the first page and keeps its cookies for 30 days. The page is known from the Referer of the
    way out, which the browser tells to this server only, and kept in a cookie for the way in. `origin` is the
    dashboard's address, `max_age` the longest that a sign-in holds."""

    def __init__(self, app: ASGIApp, origin: str, max_age: timedelta) -> None:
        self._app = app
        self._origin = origin
        self._max_age = int(max_age.total_seconds())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        path = scope["path"].rstrip("/") if scope["type"] == "http" else ""
        if path not in (_LOGIN, _LOGOUT, _CALLBACK):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        back = self._kept(headers) if path == _CALLBACK else self._came_from(headers)
        if path == _CALLBACK and not {"code", "error"} & QueryParams(scope["query_string"]).keys():
            # The provider sends people here once they have signed out; Streamlit would take it for a fault.
            await self._redirect(back)(scope, receive, send)
            return
        replaced: RedirectResponse | None = None

        async def send_back(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                away = answer.get("location", "/") != "/"  # to the provider
                signed_in = _sets_person(answer)
                if path == _LOGIN and (message["status"] >= 400 or not away):
                    replaced = self._redirect(failed(back))
                    for line in answer.getlist("set-cookie"):
                        replaced.headers.append("set-cookie", line)
                elif path != _CALLBACK and away:
                    answer.append("set-cookie", self._cookie(back))
                else:
                    answer["location"] = back if path == _LOGOUT or signed_in else failed(back)
                    answer.append("set-cookie", self._cookie(""))
                    self._shorten(answer)
                if replaced is not None:
                    await replaced(scope, receive, send)
                    return
            if replaced is None:
                await send(message)

        await self._app(scope, receive, send_back)

    def _came_from(self, headers: Headers) -> str:
        """The page that led to sign-in or sign-out."""
        referer = headers.get("referer", "")
        return page_of(referer[len(self._origin) :]) if referer.startswith(f"{self._origin}/") else "/"

    def _kept(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return "/"
        return page_of(unquote(cookies[_COOKIE].value)) if _COOKIE in cookies else "/"

    def _redirect(self, to: str) -> RedirectResponse:
        answer = RedirectResponse(to, 302)
        answer.headers.append("set-cookie", self._cookie(""))
        return answer

    def _cookie(self, page: str) -> str:
        """The cookie that keeps a page, or ends."""
        line = f"{_COOKIE}={quote(page, safe='')}; Path={_CALLBACK}; HttpOnly; SameSite=lax; Max-Age="
        secure = "; Secure" if self._origin.startswith("https:") else ""
        return f"{line}{_KEPT if page else 0}{secure}"

    def _shorten(self, answer: MutableHeaders) -> None:
        lines = answer.getlist("set-cookie")
        del answer["set-cookie"]
        for line in lines:
            kept = "; ".join(
                f"Max-Age={min(int(part[8:]), self._max_age)}"
                if part.lower().startswith("max-age=")
                else part
                for part in line.split("; ")
            )
            answer.append("set-cookie", kept)


def page_of(address: str) -> str:
    """The address of a page of ours, safe to be led to; "/" where it is none.

    `address` begins behind the server's name. It is written anew, so that nothing in it can be read as another
    server's name or as a line of a header.
    """
    if not address.startswith("/") or address.startswith(("//", "/\\")) or len(address) > _LONGEST:
        return "/"
    try:
        parts = urlsplit(address)
        query = [
            (name, value)
            for name, value in parse_qsl(parts.query, errors="strict", max_num_fields=50)
            if name != SIGN_IN_FAILED
        ]
    except ValueError:
        return "/"
    page = parts.path.strip("/")
    if page and page not in PAGES:
        return "/"
    return f"/{page}?{urlencode(query)}" if query else f"/{page}"


def failed(page: str) -> str:
    """The same page, told that the sign-in did not succeed."""
    return f"{page}{'&' if '?' in page else '?'}{SIGN_IN_FAILED}=1"


def _sets_person(answer: Headers) -> bool:
    """Whether an answer signs somebody in: it sets Streamlit's cookie, and does not end it."""
    lines = [line for line in answer.getlist("set-cookie") if line.startswith("_streamlit_user=")]
    return any("max-age=0" not in line.lower() for line in lines)
