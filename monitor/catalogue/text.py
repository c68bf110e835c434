"""Text that people read, in the languages it exists in."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BaseModel as PydanticModel
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from monitor.catalogue.signs import code_point, first_forbidden

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# A reader who lacks one language is best served by the next in this order.
_NEXT_BEST: Mapping[str, tuple[Language, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
}


def _nothing_hidden(value: Any) -> Any:
    if isinstance(value, str) and (place := first_forbidden(value)) is not None:
        raise ValueError(
            f"the text holds {code_point(value[place])} as character {place + 1}. Accepted: text that can be seen."
        )
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    BeforeValidator(_nothing_hidden),
]


class Frozen(PydanticModel):
    """A part of a file that people edit: read once, never changed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Wording(NamedTuple):
    """A text as it can be shown: its words, their language, and whether that is the language asked for."""

    text: str
    language: str
    as_asked: bool


AnyLanguage = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language as in BCP 47, such as fr or de-CH."""


class OtherText(Frozen):
    """A text in a language that the pages do not exist in, as an imported data set may have it."""

    language: AnyLanguage = Field(description="As in BCP 47, such as fr or de-CH")
    text: Line


class LocalText(Frozen):
    """The same text in one or more languages; at least one is there."""

    nb: Line | None = Field(None, description="Norwegian Bokmål")
    nn: Line | None = Field(None, description="Norwegian Nynorsk")
    en: Line | None = Field(None, description="English")
    other: OtherText | None = Field(None, description="Any other language")

    @model_validator(mode="after")
    def _in_some_language(self) -> "LocalText":
        if not (self.nb or self.nn or self.en or self.other):
            raise ValueError("the text exists in no language. Accepted: at least one of nb, nn, en.")
        return self

    def wording(self, language: str) -> Wording:
        """The text in `language`, or in the nearest language it exists in, marked as such."""
        for candidate in _NEXT_BEST.get(language, LANGUAGES):
            words = getattr(self, candidate)
            if words:
                return Wording(words, candidate, candidate == language)
        if self.other is not None:
            return Wording(self.other.text, self.other.language, self.other.language == language)
        raise AssertionError("a text without any language passed the door")
