"""Where the interface cannot answer: a problem as RFC 9457 has it, with our code and a sentence for a reader."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from pydantic import Field
from starlette.responses import Response

from monitor.errors import MonitorError
from monitor.show.refusals import sentence
from monitor.show.words import Words
from monitor.web import logs
from monitor.web.api.shapes import Shape
from monitor.web.script_faults import fault_sentence

MEDIA_TYPE: Final = "application/problem+json"

STATUSES: Final[Mapping[str, HTTPStatus]] = {
    "unknown_parameter": HTTPStatus.BAD_REQUEST,
    "parameter_twice": HTTPStatus.BAD_REQUEST,
    "query_too_long": HTTPStatus.BAD_REQUEST,
    "bad_parameter": HTTPStatus.BAD_REQUEST,
    "periods_reversed": HTTPStatus.BAD_REQUEST,
    "no_token": HTTPStatus.UNAUTHORIZED,
    "token_refused": HTTPStatus.UNAUTHORIZED,
    "not_for_you": HTTPStatus.FORBIDDEN,
    "not_this_machine": HTTPStatus.FORBIDDEN,
    "other_page": HTTPStatus.FORBIDDEN,
    "no_initiative": HTTPStatus.NOT_FOUND,
    "no_indicator": HTTPStatus.NOT_FOUND,
    "no_address": HTTPStatus.NOT_FOUND,
    "only_reading": HTTPStatus.METHOD_NOT_ALLOWED,
    "no_edition": HTTPStatus.NOT_FOUND,
    "too_many_of_the_day": HTTPStatus.BAD_REQUEST,
    "list_changed": HTTPStatus.GONE,
}
"""What each refusal is in HTTP. Any other error is of a database or of files that cannot be read: 503."""

_HEADERS: Final[Mapping[str, Mapping[str, str]]] = {
    "no_token": {"WWW-Authenticate": 'Bearer realm="reintegration"'},
    "token_refused": {"WWW-Authenticate": 'Bearer realm="reintegration", error="invalid_token"'},
    "not_for_you": {"WWW-Authenticate": 'Bearer realm="reintegration", error="insufficient_scope"'},
    "only_reading": {"Allow": "GET, HEAD"},
}


class Problem(Shape):
    """Why there is no answer (RFC 9457)."""

    type: str = Field(description="Always about:blank: the status says what kind of problem it is")
    title: str
    status: int
    detail: str = Field(description="Which thing, what is wrong with it, what is possible: in nb or en")
    code: str = Field(description="Our name for it, which stays the same")
    parameter: str | None = Field(description="The parameter it is about; null: about none")
    accepted: list[str] = Field(description="What would be accepted where that can be listed; else empty")


def problem(error: MonitorError, language: str) -> Response:
    """The answer that says why there is none."""
    status = STATUSES.get(error.code, HTTPStatus.SERVICE_UNAVAILABLE)
    parameter, accepted = error.fields.get("parameter"), error.fields.get("accepted", ())
    told = Problem(
        type="about:blank",
        title=status.phrase,
        status=status,
        detail=sentence(error, Words(language)),
        code=error.code,
        parameter=str(parameter) if parameter is not None else None,
        accepted=[str(each) for each in accepted] if isinstance(accepted, tuple) else [],
    )
    return _answer(told, language, _HEADERS.get(error.code, {}))


def fault(language: str) -> Response:
    """The answer to what nobody foresaw. The number in it is the one of the request in the log."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    told = Problem(
        type="about:blank",
        title=status.phrase,
        status=status,
        detail=fault_sentence(logs.REQUEST_ID.get(), language),
        code="fault",
        parameter=None,
        accepted=[],
    )
    return _answer(told, language, {})


def _answer(told: Problem, language: str, headers: Mapping[str, str]) -> Response:
    always = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Vary": "Accept-Language, Authorization",
    }
    return Response(told.model_dump_json(), told.status, {**always, **headers}, MEDIA_TYPE)
