"""From a tree of text to a frozen model, with every fault named by file, line and entry."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.catalogue.checks import Path
from monitor.errors import Fault, FaultyFiles
from monitor.sources.yaml_door import MAX_FAULTS, Document

_LONGEST = 300  # characters of a problem

Model = TypeVar("Model", bound=BaseModel)


def shaped(document: Document, model: type[Model]) -> Model:
    """The document as a `model`; FaultyFiles lists what does not fit it, `MAX_FAULTS` entries at most."""
    try:
        return model.model_validate(_without_empty_keys(document.tree))
    except ValidationError as error:
        found = error.errors()
        # pydantic counts only the entries of a list that are right, and calls a list empty whose one entry is not.
        above = {details["loc"][:length] for details in found for length in range(len(details["loc"]))}
        told = [details for details in found if details["type"] != "too_short" or details["loc"] not in above]
        raise FaultyFiles([_fault(document, details) for details in told[:MAX_FAULTS]]) from None


def _without_empty_keys(tree: Any) -> Any:
    # A key without a value says the same as no key: the default holds, and a required key is missing.
    if isinstance(tree, dict):
        return {key: _without_empty_keys(value) for key, value in tree.items() if value is not None}
    if isinstance(tree, list):
        return [_without_empty_keys(value) for value in tree]
    return tree


def _fault(document: Document, details: ErrorDetails) -> Fault:
    path: Path = tuple(details["loc"])
    problem, accepted = sentence(details)
    return Fault(document.file, document.line_of(path), document.name_of(path), problem, accepted)


def sentence(details: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what would be accepted, for one fault pydantic found."""
    context = details.get("ctx", {})
    given = (
        f"{details['input']!r} " if isinstance(details["input"], str) and len(details["input"]) < 60 else ""
    )
    last = str(details["loc"][-1]) if details["loc"] else "the file"
    match details["type"]:
        case "missing":
            return f"The key {last!r} is missing.", f"{last!r} with a value."
        case "extra_forbidden":
            return (
                f"There is no key {last!r} here.",
                "only the keys of the schema (python -m monitor schema).",
            )
        case "enum" | "literal_error":
            return f"The value {given}is not known.", f"{context['expected']}."
        case "value_error":
            said = str(context["error"]).rstrip(".")
            problem, _, accepted = said.rpartition(" Accepted: ") if " Accepted: " in said else (said, "", "")
            if len(problem) > _LONGEST:  # it quotes what it was given
                problem = f"{problem[:_LONGEST]}…"
            return (
                f"{problem[0].upper()}{problem[1:].rstrip('.')}.",
                f"{accepted or 'what the schema describes'}.",
            )
        case "string_pattern_mismatch":
            return (
                f"The value {given}is no name for a file.",
                "a small letter, then small letters, digits and _.",
            )
        case "string_too_long":
            return "The text is too long.", f"at most {context['max_length']:,} characters."
        case "int_parsing" | "int_type":
            return f"The value {given}is no whole number.", "digits only."
        case "bool_parsing" | "bool_type":
            return f"The value {given}is neither true nor false.", "true or false."
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"The value {given}stands where a mapping is expected.", "`key: value` lines below it."
        case "tuple_type" | "list_type":
            return f"The value {given}stands where a list is expected.", "a list, each entry after a dash."
        case "too_short":
            return "The list is empty.", f"at least {context.get('min_length', 1)}."
        case _:
            return f"{details['msg'].rstrip('.')}.", "what the schema describes (python -m monitor schema)."
