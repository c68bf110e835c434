"""The words of the pages: every one is translated, none is left over, and none has lost what is filled in."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from monitor.settings import ROOT
from monitor.show.words import UI_LANGUAGES

TEMPLATE = ROOT / "locale" / "monitor.pot"
TRANSLATED = [code for code in UI_LANGUAGES if code != "en"]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "plural": (1, 2)}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
Key = str | tuple[str, ...]

# Where words stand is said once, in scripts/words; this reads it there.
SCRIPT = (ROOT / "scripts" / "words").read_text(encoding="utf-8")
SOURCES = re.findall(r'-o "\$template" (.+)', SCRIPT)[0].split()


def extracted() -> set[Key]:
    found: set[Key] = set()
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            found |= {entry[2] for entry in extract_from_dir(path, keywords=KEYWORDS)}
        else:
            found |= {entry[1] for entry in extract_from_file("python", path, keywords=KEYWORDS)}
    return found


def called() -> set[str]:
    """The words that calls name: what gathers words for translators passes over those inside f-strings."""
    files = [
        file
        for name in SOURCES
        for file in ((ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    calls = (
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and node.args
    )
    return {call.args[0].value for call in calls
            if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)}  # fmt: skip


def test_no_word_escapes_those_who_translate():
    known = {text for key in keys(catalogue(TEMPLATE)) for text in ([key] if isinstance(key, str) else key)}
    assert called() - known == set()


def catalogue(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(found: Catalog) -> Iterator[Message]:
    return (message for message in found if message.id)


def keys(found: Catalog) -> set[Key]:
    return {tuple(message.id) if isinstance(message.id, list) else message.id for message in messages(found)}


def po(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "monitor.po"


def texts(said: str | list[str] | tuple[str, ...]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def test_words_are_taken_from_everywhere_pages_are_made():
    assert {"app.py", "pages", "monitor/show", "monitor/documents"} <= set(SOURCES)


def test_no_words_are_handed_over_by_another_name_than_the_one_they_are_taken_from():
    """`_` is what extraction looks for: what is said by `words("…")` would stay English on every page."""
    assert unseen('words("Sign out")') == unseen('context.words("Sign out")') == ["Sign out"]
    assert unseen('_("Sign out")') == []
    for name in SOURCES:
        path = ROOT / name
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            assert unseen(file.read_text(encoding="utf-8")) == [], file


def test_no_words_stand_where_extraction_does_not_look():
    """Inside an f-string it finds nothing: what is not said elsewhere, too, would stay English on every page."""
    known = {text for key in extracted() for text in texts(key)}
    assert inside_braces("f\"{_('Sign out')}\"") == ["Sign out"]
    for name in SOURCES:
        path = ROOT / name
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            assert set(inside_braces(file.read_text(encoding="utf-8"))) <= known, file


def inside_braces(source: str) -> list[str]:
    """The words that a source translates inside an f-string."""
    return [
        call.args[0].value
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "_"
        and isinstance(call.args[0], ast.Constant)
    ]


def unseen(source: str) -> list[str]:
    """The words that a source translates by a name which extraction does not look for."""
    return [
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", ""))
        == "words"
        and len(call.args) == 1
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def test_the_template_holds_the_words_of_the_pages_and_no_other():
    now, kept = extracted(), keys(catalogue(TEMPLATE))
    assert now - kept == set(), "new words; run: make words"
    assert kept - now == set(), "unused words; run: make words"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_holds_the_words_of_the_pages_and_no_other(language: str):
    now, kept = extracted(), keys(catalogue(po(language), language))
    assert now - kept == set(), "new words; run: make words"
    assert kept - now == set(), "unused words; run: make words"
    assert not catalogue(po(language), language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_is_translated_and_none_is_a_guess(language: str):
    found = catalogue(po(language), language)
    assert [
        message.id for message in messages(found) if not all(part.strip() for part in texts(message.string))
    ] == []
    assert [message.id for message in messages(found) if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_original_fills_in(language: str):
    for message in messages(catalogue(po(language), language)):
        wanted = {frozenset(PLACEHOLDER.findall(text)) for text in texts(message.id)}
        found = {frozenset(PLACEHOLDER.findall(text)) for text in texts(message.string)}
        assert found <= wanted, message.id
        for text in texts(message.string):
            assert text.replace("{", "").count("}") == text.count("{"), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_ends_like_its_original(language: str):
    for message in messages(catalogue(po(language), language)):
        for original, translated in zip(texts(message.id), texts(message.string), strict=False):
            assert original[-1:].isspace() == translated[-1:].isspace(), message.id
            assert original.endswith(".") == translated.endswith("."), message.id


ONE_WORD = {
    "pålogg": "innlogget",
    "logget på": "logget inn",
    "logger på": "logger inn",
    "rettelse": "retting",
    "beslutning": "avgjørelse",
    "tjeneren": "serveren",
    "frata": "trekke tilbake, for nobody is named who loses it",
    "i dens sted": "erstatte",
    "slags": "type",
}
"""What is not said in Norwegian, and what is said instead: one thing has one name on every page."""


def test_norwegian_has_one_word_for_one_thing():
    told = [text for message in messages(catalogue(po("nb"), "nb")) for text in texts(message.string)]
    assert [(word, text) for text in told for word in ONE_WORD if word in text.lower()] == []


SENTENCE = re.compile(r"(?:Tiltak \{initiative\}|\{cell\}): [a-zæøå]")


def test_a_sentence_that_follows_a_colon_begins_with_a_capital_in_norwegian():
    """Of the refusals, where what comes before the colon is the place it is about."""
    told = [text for message in messages(catalogue(po("nb"), "nb")) for text in texts(message.string)]
    assert any(text.startswith("Tiltak {initiative}: ") for text in told)
    assert [text for text in told if SENTENCE.match(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_how_it_counts(language: str):
    text = po(language).read_text(encoding="utf-8")
    assert f'"Language: {language}\\n"' in text
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in text
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text


def test_taking_the_words_out_again_changes_nothing(tmp_path: Path):
    pybabel = Path(shutil.which("pybabel", path=str(Path(sys.executable).parent)) or "")
    assert pybabel.is_file()
    for name in (*SOURCES, "locale", "scripts/words"):
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "pybabel").symlink_to(pybabel)
    done = subprocess.run([tmp_path / "scripts" / "words"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for path in (TEMPLATE, *map(po, TRANSLATED)):
        assert (tmp_path / path.relative_to(ROOT)).read_text(encoding="utf-8") == path.read_text(
            encoding="utf-8"
        )
    assert sorted(path.name for path in (tmp_path / "locale" / "nb" / "LC_MESSAGES").iterdir()) == [
        "monitor.po"
    ]
