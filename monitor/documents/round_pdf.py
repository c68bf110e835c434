"""The extract of a round as PDF/A-2a that is PDF/UA-1 too: for an archive, and for those who listen.

typst sets it. It is asked for both standards and refuses to write what does not keep them. It gets every word as
data, so that nothing a person typed can be read as markup, and only the fonts it carries itself, so that the same
extract looks the same everywhere.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal

import typst

from monitor.documents.round_text import Pair, RoundText
from monitor.reporting.days import day_of
from monitor.reporting.events import LogEntry
from monitor.reporting.links import is_safe_link

_TEMPLATE: Final = Path(__file__).with_suffix(".typ")
_STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]
_ONE_TEXT: Final = b"""#set document(title: "-")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))
#sys.inputs.data"""

_REGIONS: Final = {"nb": "NO", "en": "GB"}
_UNBROKEN, _PIECE = 40, 30  # a word longer than the first may be broken after every so many characters
_DIGEST: Final = re.compile(r"[0-9a-f]{64}\W*")  # fits into a line, and is copied to be compared
_MOST_TRIED = 300  # characters that are tried one by one


def as_pdf(text: RoundText) -> bytes:
    """The extract. A character that its fonts do not hold is written as its code point, such as [U+1F600].

    RuntimeError where typst cannot set it all the same, which would be a fault of ours.
    """
    content = _content(text)
    source = _TEMPLATE.read_bytes()
    for spell in (_as_it_is, _spell_what_cannot_be_set, _spell_all_but_latin):
        try:
            return _typeset(source, json.dumps(_each_text(content, spell(content)), ensure_ascii=False))
        except typst.TypstError as error:
            fault = error
    raise RuntimeError(f"The extract of a round could not be set: {fault}") from fault


def _typeset(source: bytes, data: str) -> bytes:
    return typst.compile(
        source,
        format="pdf",
        pdf_standards=list(_STANDARDS),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )


def _content(text: RoundText) -> dict[str, Any]:
    """What the template lays out."""
    _, extract = text.say, text.extract
    now = extract.now
    made = day_of(extract.made_at)  # as the text says it, in Norwegian time
    header = _("Extract of the log as of {day} · not the archive · round {id}").format(
        day=_.day(now.as_of), id=now.round.id
    )
    return {
        "lang": _.language,
        "region": _REGIONS[_.language],
        "title": text.title,
        "header": header,
        "page": _("Page {page} of {pages}"),
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "keywords": [
            now.round.id,
            *sorted({each.case_number for each in extract.entries if each.case_number}),
        ],
        "demonstration": text.demonstration,
        "notice": text.notice,
        "notes": text.notes,
        "facts": _pairs(text.facts()),
        "asked": {
            "heading": _("Who was asked"),
            "columns": text.asked_columns(),
            "rows": list(text.asked()),
            "none": _("No body was asked."),
        },
        "statements": {
            "heading": _("What was recorded"),
            "none": _("Nothing was recorded in the round."),
            "groups": list(_groups(text)),
        },
        "control": {
            "heading": _("Entries and their digests"),
            "note": _(
                "The digest of an entry covers the entry and the digest of the one before it. The same digests "
                "stand in the log."
            ),
            "columns": [_("No. in the log"), _("Entry"), _("Digest (SHA-256)")],
            "rows": [
                [str(entry.sequence), text.headline(entry), extract.digests[entry.sequence]]
                for entry in extract.entries
            ],
        },
    }


def _groups(text: RoundText) -> Iterator[dict[str, Any]]:
    """The entries by initiative, in the strategy's order, each initiative's in the order of the log."""
    places = {initiative.id: place for place, initiative in enumerate(text.catalogue.initiatives)}

    def place(entry: LogEntry) -> tuple[int, str]:
        return places.get(entry.initiative, len(places)), entry.initiative

    entries = sorted(text.extract.entries, key=lambda entry: (*place(entry), entry.sequence))
    for (_place, initiative), group in groupby(entries, key=place):
        yield {"title": text.initiative(initiative), "items": [_item(text, entry) for entry in group]}


def _item(text: RoundText, entry: LogEntry) -> dict[str, Any]:
    _ = text.say
    number = _("no. {sequence}").format(sequence=entry.sequence)
    first = [
        (_("About"), text.about(entry)),
        (_("State"), text.state(entry)),
        (_("Asked for an answer"), text.asked_ministries(entry)),
    ]
    pairs = [*(pair for pair in first if pair[1]), *text.content(entry)]
    progress = text.progress.get(entry.sequence)
    if progress is not None and (answers := text.answers(progress)):
        pairs.append((_("Answers of the responsible ministries"), "\n".join(answers)))
    return {
        "title": f"{text.headline(entry)} ({number})",
        "pairs": _pairs([*pairs, *text.recorded(entry)], link=entry.evidence_url),
    }


def _pairs(pairs: list[Pair], *, link: str | None = None) -> list[dict[str, object]]:
    """Labels and texts; the link to evidence is one that can be followed if it is what the rules accept."""
    return [
        {"label": label, "shown": said, "address": said if said == link and is_safe_link(said) else ""}
        for label, said in pairs
    ]


def _each_text(content: Any, spell: Callable[[str], str]) -> Any:
    """The content with every text spelt so that it can be set and broken into lines, but for where a link leads."""
    match content:
        case str():
            return _breakable(spell(content))
        case list():
            return [_each_text(part, spell) for part in content]
        case dict():
            return {
                name: part if name == "address" else _each_text(part, spell) for name, part in content.items()
            }
    return content


def _breakable(text: str) -> str:
    """The text with spaces for tabs, and places to break a word that would run over the edge of the page."""
    text = text.replace("\t", "    ")
    if len(text) <= _UNBROKEN:
        return text
    return "".join(
        word
        if len(word) <= _UNBROKEN or word.isspace() or _DIGEST.fullmatch(word)
        else "\N{ZERO WIDTH SPACE}".join(
            word[start : start + _PIECE] for start in range(0, len(word), _PIECE)
        )
        for word in _words(text)
    )


def _words(text: str) -> Iterator[str]:
    """Words and the spaces between them."""
    for _space, characters in groupby(text, key=str.isspace):
        yield "".join(characters)


def _as_it_is(_content: Any) -> Callable[[str], str]:
    return str


def _spell_what_cannot_be_set(content: Any) -> Callable[[str], str]:
    unusual = sorted({char for text in _texts(content) for char in text if ord(char) > 0xFF})
    if len(unusual) > _MOST_TRIED:
        return _spell_all_but_latin(content)
    return _spelling({char for char in unusual if not _can_be_set(char)})


def _spell_all_but_latin(content: Any) -> Callable[[str], str]:
    return _spelling({char for text in _texts(content) for char in text if ord(char) > 0xFF})


def _spelling(chars: set[str]) -> Callable[[str], str]:
    table = str.maketrans({char: f"[U+{ord(char):04X}]" for char in chars})
    return lambda text: text.translate(table)


def _texts(content: Any) -> Iterator[str]:
    match content:
        case str():
            yield content
        case list():
            for part in content:
                yield from _texts(part)
        case dict():
            for part in content.values():
                yield from _texts(part)


def _can_be_set(char: str) -> bool:
    try:
        _typeset(_ONE_TEXT, f"a{char}a")
    except typst.TypstError:
        return False
    return True
