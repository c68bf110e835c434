"""What was asked and what came, so that anybody can ask the same again and compare."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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


class Archive:
    """Keeps each answer as `<name>.json` in a ZIP in memory, and what was asked beside it as `<name>.asked.json`."""

    def __init__(self) -> None:
        self._packed = io.BytesIO()

    def __call__(self, name: str, answer: Answer) -> None:
        """Keep an answer under a name that is not there yet."""
        asked = json.dumps(answer.told(), ensure_ascii=False, indent=1) + "\n"
        with zipfile.ZipFile(self._packed, "a", zipfile.ZIP_DEFLATED) as archive:
            for file, content in ((f"{name}.json", answer.content), (f"{name}.asked.json", asked.encode())):
                # The instant stands in what was asked; the same answers make the same ZIP.
                part = zipfile.ZipInfo(file)
                part.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(part, content)

    def packed(self) -> bytes:
        """The ZIP."""
        return self._packed.getvalue()
