"""The description of the interface, OpenAPI 3.1. It is made from the table of addresses and from the answers' own
models, so that it cannot say anything else than what is answered. It holds no data.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from monitor.web.api.asked import HERE
from monitor.web.api.endpoints import ENDPOINTS, Endpoint
from monitor.web.api.figures_csv import CSV
from monitor.web.api.parameters import Parameter
from monitor.web.api.problems import MEDIA_TYPE, Problem

ADDRESS: Final = f"{HERE}/openapi.json"

_ABOUT: Final = (
    "What was promised, what was reported, what is on public record and what changed for people, for programs. "
    "Read-only, under the same permission as the pages: a token carries one role. Reported status, public record and "
    "calendar stay apart. What is not known is null and never 0, and a member beside it says why. What waits for "
    "answers and is not published is not in it. A page of another site cannot read here: no CORS."
)
_PROBLEMS: Final[Mapping[str, str]] = {
    "400": "A parameter that there is not, or that cannot be what it is said to be",
    "401": "No token, or one that is not in force",
    "403": "The token's role may not read this, or a page of another site asks",
    "503": "The database or a file that ships cannot be read",
}


@cache
def description() -> bytes:
    """The document, as JSON."""
    return json.dumps(_document(), ensure_ascii=False).encode()


def _document() -> dict[str, Any]:
    shapes: list[type[BaseModel]] = [*(each.shape for each in ENDPOINTS if each.shape), Problem]
    found, models = models_json_schema(
        [(shape, "serialization") for shape in shapes],
        by_alias=True,
        ref_template="#/components/schemas/{model}",
    )
    schemas: dict[Any, Any] = {shape: schema for (shape, _), schema in found.items()}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Reintegration strategy monitor", "version": "1", "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": {each.path: {"get": _operation(each, schemas)} for each in ENDPOINTS},
        "components": {
            "schemas": models["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        # Without one where readers need none: public mode, and one's own machine.
        "security": [{"token": []}, {}],
    }


def _operation(endpoint: Endpoint, schemas: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    in_path = [_in_path(endpoint.named)] if endpoint.named else []
    problems = dict(_PROBLEMS)
    if endpoint.named:
        edition = any(parameter.name == "edition" for parameter in endpoint.parameters)
        problems["404"] = f"There is no such {endpoint.named}" + (", or no such edition" if edition else "")
    if any(parameter.name == "cursor" for parameter in endpoint.parameters):
        problems["410"] = "The list has changed since the cursor was made"
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [*in_path, *(_in_query(each) for each in endpoint.parameters)],
        "responses": {
            "200": {
                "description": endpoint.summary,
                "headers": _headers(endpoint),
                "content": _content(endpoint, schemas),
            },
            "304": {"description": "What the header If-None-Match names still holds"},
            **{
                status: {
                    "description": about,
                    "content": {MEDIA_TYPE: {"schema": schemas[Problem]}},
                }
                for status, about in sorted(problems.items())
            },
        },
    }


def _content(endpoint: Endpoint, schemas: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    if endpoint.shape is None:
        return {CSV: {"schema": {"type": "string"}}}
    return {"application/json": {"schema": schemas[endpoint.shape]}}


def _headers(endpoint: Endpoint) -> dict[str, Any]:
    text = {"type": "string"}
    found = {"ETag": {"description": "Made from the content; send it back as If-None-Match", "schema": text}}
    if any(parameter.name == "cursor" for parameter in endpoint.parameters):
        found["Link"] = {"description": 'The next part, as <…>; rel="next"', "schema": text}
    return found


def _in_path(named: str) -> dict[str, Any]:
    about = f"Id of the {named}"
    return {"name": "id", "in": "path", "required": True, "description": about, "schema": {"type": "string"}}


def _in_query(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "schema": dict(parameter.schema),
        **parameter.more,
    }
