"""The way in: which address is asked for, by whom, and whether they may."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.access.access import Access
from monitor.access.actions import Action
from monitor.catalogue.signs import quoted
from monitor.errors import MonitorError, Refused
from monitor.web.api import openapi, parameters
from monitor.web.api.answering import as_json, respond, stream
from monitor.web.api.asked import Asked
from monitor.web.api.endpoints import ENDPOINTS, Endpoint
from monitor.web.api.figures_csv import File
from monitor.web.api.problems import fault, problem
from monitor.web.language import preferred_language
from monitor.web.origin import is_ours
from monitor.wiring import Services

_PREFIX = "/api"


class Api:
    """Middleware: answers everything under /api.

    It stands before Streamlit's own layers: they would refuse some addresses in words of their own, and compress an
    answer under the tag of the plain one. `public_url` and `local` are those of `SameOrigin`.
    """

    def __init__(
        self, app: ASGIApp, services: Callable[[], Services], *, public_url: str, local: bool
    ) -> None:
        self._app = app
        self._services = services
        self._public_url = public_url
        self._local = local
        self._router = Router(
            [
                *(Route(each.path, _Answers(self._answer, each)) for each in ENDPOINTS),
                Route(openapi.ADDRESS, _Answers(self._describe)),
            ],
            redirect_slashes=False,
            default=_Answers(_no_address),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path != _PREFIX and not path.startswith(f"{_PREFIX}/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            self._check_origin(request)
            await self._router(scope, receive, send_noting)
        except Refused as refused:
            await _told(refused, request)(scope, receive, send)
        except Exception:
            if not begun:
                await fault(_language(request))(scope, receive, send)
            raise  # into the log

    def _check_origin(self, request: Request) -> None:
        """A page of ours sends no Origin with what it reads; another site's page that says so is sent away."""
        origin, host = request.headers.get("origin"), request.headers.get("host", "").lower()
        if origin is not None and not is_ours(
            origin.lower(), host, public_url=self._public_url, local=self._local
        ):
            raise Refused("other_page", "A page of another site may not read here.")

    def _answer(self, request: Request, endpoint: Endpoint | None) -> Response:
        assert endpoint is not None
        services = self._services()
        access = _access(services, request)
        access.require(Action.READ_STATUS)
        given = parameters.read(_query(request), endpoint.parameters)
        earliest = services.files.shipped().catalogue.strategy.period.from_.first_day
        desk = services.desk_for(access, as_of=given.day(earliest=earliest, today=services.today()))
        named = {name: str(value) for name, value in request.path_params.items()}
        answer = endpoint.answer(
            Asked(
                desk,
                services.editions,
                services.figures,
                given,
                quote(request.scope["path"]),
                named,
                services.settings.demo,
                services.settings.public_url or f"http://localhost:{services.settings.port}",
                services,
                access,
            )
        )
        return (
            stream(request, answer) if isinstance(answer, File) else respond(request, as_json(answer), answer)
        )

    def _describe(self, request: Request, _endpoint: Endpoint | None) -> Response:
        parameters.read(_query(request), (parameters.lang,))
        return respond(request, openapi.description())


class _Answers:
    """Answers GET and HEAD in a thread, since the log is asked; says what stands against it, and refuses the rest."""

    def __init__(
        self,
        answer: Callable[[Request, Endpoint | None], Response],
        endpoint: Endpoint | None = None,
    ) -> None:
        self._answer = answer
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request (ASGI)."""
        request = Request(scope)
        try:
            if request.method not in ("GET", "HEAD"):
                raise Refused("only_reading", "Only GET and HEAD are answered here.")
            answer = await run_in_threadpool(self._answer, request, self._endpoint)
        except MonitorError as error:
            answer = _told(error, request)
        await answer(scope, receive, send)


def _access(services: Services, request: Request) -> Access:
    """What the request may do. Raises Refused: `token_refused`, or `not_this_machine`."""
    authorization = request.headers.get("authorization")
    if authorization is None and services.settings.local and _is_elsewhere(request):
        raise Refused("not_this_machine", "Nobody signs in here, so only this machine may read.")
    return services.access_for_request(authorization)


def _is_elsewhere(request: Request) -> bool:
    """Whether another machine asks; another server may have been told to serve them."""
    try:
        return request.client is not None and not ip_address(request.client.host).is_loopback
    except ValueError:
        return True


def _told(error: MonitorError, request: Request) -> Response:
    answer = problem(_for_programs(error), _language(request))
    if request.method == "HEAD":
        answer.body = b""
    return answer


def _for_programs(error: MonitorError) -> MonitorError:
    """The same refusal, with the remedy that a program has."""
    codes = {"not_signed_in": "no_token", "not_allowed": "not_for_you"}
    if error.code in codes:
        return Refused(codes[error.code], error.message, **error.fields)
    if error.code in ("no_initiative", "no_indicator"):
        return Refused(error.code, error.message, said=quoted(str(error.fields["said"])))
    if error.code == "too_many_figures":
        # The files of the pages are no remedy here.
        return Refused("too_many_of_the_day", error.message, **error.fields)
    return error


def _no_address(_request: Request, _endpoint: Endpoint | None) -> Response:
    raise Refused("no_address", "There is nothing at this address.")


def _query(request: Request) -> list[tuple[str, str]]:
    said: bytes = request.scope["query_string"]
    return parse_qsl(said.decode("latin-1"), keep_blank_values=True)


def _language(request: Request) -> str:
    chosen = dict(_query(request)).get(parameters.LANG)
    return preferred_language(chosen, request.headers.get("accept-language"), default="en")
