"""What is said of an edition as the file that is kept of it: JSON that says which model it is read as."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from monitor.errors import Unreadable
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition
from monitor.measures.editions import Edition, NewEdition
from monitor.measures.indicators import Indicator
from monitor.storage import edition_bytes

_MODELS: Final[Mapping[str, type[Definition]]] = {
    "indicator": Indicator,
    "imported": Imported,
    "definition": Definition,
}
"""What a definition is read as, by the word for it in the file."""

_FORM: Final = 1
"""Of the file of a definition: raised when its keys come to mean something else."""

Said = tuple[Definition, DataSet | None]
"""A definition, and the set that the indicator belongs to."""


def understood(edition: Edition, content: bytes | None) -> Said:
    """The definition in a file and the set it belongs to. Raises Unreadable: `edition_missing`, `edition_damaged`,
    `edition_unknown_form`.
    """
    if content is None:
        raise edition_bytes.missing(edition)
    if hashlib.sha256(content).hexdigest() != edition.definition_digest:
        raise edition_bytes.damaged(edition)
    with _known_form(edition):
        said: dict[str, Any] = json.loads(content)
        if said["form"] != _FORM:
            raise ValueError("another form")
        dataset = DataSet.model_validate(said["dataset"]) if "dataset" in said else None
        return _MODELS[said["model"]].model_validate(said["definition"]), dataset


@contextmanager
def _known_form(edition: Edition) -> Iterator[None]:
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:  # what pydantic raises is a ValueError
        raise Unreadable(
            "edition_unknown_form",
            f"The definition in edition {edition.number} of {edition.indicator} was written by a version of this "
            "program that said other things; open it with that version.",
            indicator=edition.indicator,
            number=edition.number,
        ) from error


def written(new: NewEdition) -> str:
    """The file of a definition."""
    model = next(word for word, kind in _MODELS.items() if type(new.definition) is kind)
    said: dict[str, object] = {"form": _FORM, "model": model, "definition": _plain(new.definition)}
    if new.dataset is not None:
        said["dataset"] = _plain(new.dataset)
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)


def _plain(model: Definition | DataSet) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)
