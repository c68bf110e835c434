"""The description: it is OpenAPI 3.1, and every answer is what it says."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from monitor.access.roles import Role
from monitor.web.api.asked import HERE
from monitor.wiring import Services
from tests.web.api.conftest import PATHS, Asking, asking


@pytest.fixture(scope="module")
def description(shipped: Asking) -> dict[str, Any]:
    found: dict[str, Any] = shipped("openapi.json").json()
    return found


def check(answer: Any, description: dict[str, Any]) -> None:
    """That an answer is what the description says of its address, its status and its kind."""
    path = urlsplit(str(answer.request.url)).path
    found = [each for each in description["paths"] if re.fullmatch(re.sub(r"\{id\}", "[^/]+", each), path)]
    (operation,) = [description["paths"][each]["get"] for each in found]
    told = operation["responses"][str(answer.status_code)]["content"]
    schema = told[answer.headers["content-type"]]["schema"]
    whole = {**schema, "components": description["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(
        answer.json() if "json" in answer.headers["content-type"] else answer.text
    )


def addresses(shipped: Asking) -> Iterator[str]:
    yield from ("strategy", "status", "status?as_of=2019-06-01", "initiatives?limit=2", "indicators?limit=3")
    yield from (f"initiatives/{row['id']}" for row in shipped.everything("initiatives"))
    for row in shipped.everything("indicators"):
        yield from (row["url"], row["observations"], f"{row['observations']}?as_of=2018-06-01")


def test_a_validator_takes_it_for_openapi_3_1(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(description).validate()


def test_the_validator_would_refuse_what_is_none(description: dict[str, Any]) -> None:
    broken = {**description, "paths": {"status": {}}}
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def test_it_names_every_address(description: dict[str, Any]) -> None:
    assert set(description["paths"]) == {
        f"{HERE}/{path}"
        for path in (
            "strategy",
            "initiatives",
            "initiatives/{id}",
            "status",
            "indicators",
            "indicators/{id}",
            "indicators/{id}/editions",
            "indicators/{id}/observations",
            "indicators/{id}/observations.csv",
        )
    }


def test_every_answer_on_what_ships_is_what_it_says(shipped: Asking, description: dict[str, Any]) -> None:
    asked = list(addresses(shipped))
    assert len(asked) > 100
    for path in asked:
        answer = shipped(path)
        assert answer.status_code == 200, answer.text
        check(answer, description)


@pytest.mark.parametrize("role", [Role.READER, Role.ANALYST])
@pytest.mark.parametrize("path", PATHS)
def test_so_is_every_answer_to_a_role_and_every_refusal(
    guarded: Services, description: dict[str, Any], role: Role, path: str
) -> None:
    check(asking(guarded, role)(path), description)
    check(asking(guarded, role)(f"{path}?colour=red"), description)
    check(Asking(guarded)(path), description)
    check(Asking(guarded)(path, Origin="http://elsewhere.example"), description)


@pytest.mark.parametrize(
    "path", ["initiatives/9", "indicators/x", "indicators/x/observations", "status?cursor=" + "0" * 16 + "-1"]
)
def test_so_is_what_is_not_there(shipped: Asking, description: dict[str, Any], path: str) -> None:
    answer = shipped(path)
    assert answer.status_code in (404, 410)
    check(answer, description)


def test_every_parameter_it_names_is_taken_and_no_other(shipped: Asking, description: dict[str, Any]) -> None:
    examples = {"as_of": "2019-01-01", "lang": "nb", "limit": "2", "from": "2010", "to": "2030"}
    named = {"{id}": "1.1"}
    indicator = shipped.data("indicators")[0]
    for path, entry in description["paths"].items():
        own = indicator["id"] if "indicators" in path else named["{id}"]
        address = path.replace("{id}", own)
        taken = {each["name"] for each in entry["get"]["parameters"] if each["in"] == "query"}
        for name in taken & set(examples):
            assert shipped(f"{address}?{name}={examples[name]}").status_code == 200
        for name in set(examples) - taken:
            assert shipped.problem(f"{address}?{name}={examples[name]}")["code"] == "unknown_parameter"


def test_a_check_that_should_fail_does(shipped: Asking, description: dict[str, Any]) -> None:
    """The answers are held to closed schemas: another member, or one less, is not passed over."""
    schema = description["components"]["schemas"]["StatusOf"]
    assert schema["additionalProperties"] is False
    assert "reported" in schema["required"]


def test_a_date_is_told_as_text_alone(description: dict[str, Any]) -> None:
    deadline = description["components"]["schemas"]["Schedule"]["properties"]["deadline"]
    assert [each["type"] for each in deadline["anyOf"]] == ["string", "null"]
