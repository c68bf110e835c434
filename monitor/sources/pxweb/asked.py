"""What was asked and what came, so that anybody can ask the same again and compare."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from monitor.sources.pxweb.chunks import Selection


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with the bytes that answered it.

    `selection` is empty where the address says all. `instant` is when the whole answer had come.
    """

    url: str
    selection: Selection
    codelists: Mapping[str, str]
    language: str
    instant: datetime
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the answer, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    def told(self) -> dict[str, object]:
        """The question, and by what its answer is known again; as it can be written as JSON."""
        return {
            "url": self.url,
            "selection": {variable: list(codes) for variable, codes in self.selection.items()},
            "codelists": dict(self.codelists),
            "language": self.language,
            "instant": self.instant.isoformat(),
            "sha256": self.digest,
            "bytes": len(self.content),
        }


class Keep(Protocol):
    """Where answers are kept as they came."""

    def __call__(self, name: str, answer: Answer, /) -> None:
        """Keep an answer under a name that is its own within one fetching."""


class Folder:
    """Keeps each answer as `<name>.json` and what was asked beside it as `<name>.asked.json`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, name: str, answer: Answer) -> None:
        """Keep an answer. What is kept is never written over: FileExistsError."""
        self._path.mkdir(parents=True, exist_ok=True)
        with (self._path / f"{name}.json").open("xb") as raw:
            raw.write(answer.content)
        with (self._path / f"{name}.asked.json").open("x", encoding="utf-8") as asked:
            json.dump(answer.told(), asked, ensure_ascii=False, indent=1)
            asked.write("\n")
