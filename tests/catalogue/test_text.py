"""Text that carries its language."""

import pytest
from pydantic import ValidationError

from monitor.catalogue.text import LocalText


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_text_is_read_in_the_language_asked_for_where_it_exists(language: str):
    text = LocalText(nb="Bolig", nn="Bustad", en="Housing")
    assert text.wording(language) == (
        {"nb": "Bolig", "nn": "Bustad", "en": "Housing"}[language],
        language,
        True,
    )


@pytest.mark.parametrize(
    ("held", "asked", "found"),
    [
        ({"nn": "Bustad", "en": "Housing"}, "nb", "nn"),
        ({"en": "Housing"}, "nb", "en"),
        ({"nb": "Bolig", "en": "Housing"}, "nn", "nb"),
        ({"nb": "Bolig", "nn": "Bustad"}, "en", "nb"),
        ({"nn": "Bustad"}, "en", "nn"),
    ],
)
def test_a_missing_language_is_served_by_the_nearest_and_marked(held: dict[str, str], asked: str, found: str):
    words = LocalText(**held).wording(asked)
    assert (words.text, words.language, words.as_asked) == (held[found], found, False)


@pytest.mark.parametrize("held", [{}, {"nb": ""}, {"en": "   "}, {"en": "a\x07b"}, {"de": "Wohnung"}])
def test_a_text_without_words_or_with_unseen_signs_is_refused(held: dict[str, str]):
    with pytest.raises(ValidationError):
        LocalText.model_validate(held)
