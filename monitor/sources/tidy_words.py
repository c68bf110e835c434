"""What a plain table says of single figures in words and codes: flags, sources, notes, how exact and how sure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.signs import first_forbidden
from monitor.measures.columns import FLAG_OF
from monitor.measures.definitions import Definition
from monitor.measures.observations import Qualifier
from monitor.measures.quality import FLAG_OF_SEEN, Flag
from monitor.sources.tabular.cells import Cells
from monitor.sources.tabular.refusals import Refusals

MOST_LISTED: Final = 30
"""Codes in one sentence."""

_LONGEST_NOTE: Final = 4_000
_BETWEEN: Final = "\x1f"  # stands in no flag and in no id


def read_words(cells: Cells, definition: Definition, refusals: Refusals) -> dict[str, pa.Array]:
    """The columns of words by the names they are kept under; rows with a word that is not known are refused."""
    found: dict[str, pa.Array] = {}
    if "flags" in cells.names:
        accepted = f"any of {', '.join(Flag)}, with spaces between."
        found["flags"] = _mapped(cells, "flags", _flags, accepted, refusals)
    if "source" in cells.names:
        known = definition.source
        listed = ", ".join(list(known)[:MOST_LISTED])
        found["source"] = _mapped(
            cells,
            "source",
            lambda text: text if text in known else None,
            f"one of {listed}, or blank.",
            refusals,
        )
    # The files that ship have their notes in two languages; the English one is what stands in `note` elsewhere.
    for name, kept in (("note", "note"), ("note_en", "note"), ("note_nb", "note_nb")):
        if name in cells.names:
            accepted = f"text that can be seen, at most {_LONGEST_NOTE:,} characters."
            found[kept] = _mapped(cells, name, _note, accepted, refusals)
    for name, known_words in (("qualifier", list(Qualifier)), ("confidence", list(Confidence))):
        if name in cells.names:
            accepted = f"one of {', '.join(known_words)}, or blank."
            found[name] = _mapped(cells, name, _one_of(known_words), accepted, refusals)
    if "qualifier" in found or any(source.seen in FLAG_OF_SEEN for source in definition.sources):
        found["flags"] = _flags_of_all(cells.rows, definition, found)
    return found


def _one_of(words: Sequence[str]) -> Callable[[str], str | None]:
    return lambda text: text if text in words else None


def _flags_of_all(rows: int, definition: Definition, found: Mapping[str, pa.Array]) -> pa.Array:
    """The flags of each row, with what a qualifier and the way the source was seen say as flags, as in what ships."""
    columns = [found.get(name, pa.nulls(rows, pa.string())) for name in ("flags", "qualifier", "source")]
    told = pc.binary_join_element_wise(
        *(pc.fill_null(column, "") for column in columns), _BETWEEN
    ).dictionary_encode()
    made = []
    for flags, qualifier, source in (text.split(_BETWEEN) for text in told.dictionary.to_pylist()):
        said = set(flags.split())
        if qualifier:
            said.add(FLAG_OF[Qualifier(qualifier)])
        seen = definition.source[source or definition.sources[0].id].seen
        made.append(" ".join(flag for flag in Flag if flag in said or flag is FLAG_OF_SEEN.get(seen)) or None)
    return pa.array(made, pa.string()).take(told.indices)


def _flags(text: str) -> str | None:
    words = text.split()
    if not set(words) <= set(Flag):
        return None
    return " ".join(flag for flag in Flag if flag in words)


def _note(text: str) -> str | None:
    return text if len(text) <= _LONGEST_NOTE and first_forbidden(text) is None else None


def _mapped(
    cells: Cells, name: str, read: Callable[[str], str | None], accepted: str, refusals: Refusals
) -> pa.Array:
    """Each different text of a column read once; a text that reads as None is refused, a blank is null."""
    words = cells.column(name).dictionary_encode()
    texts = words.dictionary.to_pylist()
    made = [read(text) if text else None for text in texts]
    bad = pa.array(
        [bool(text) and entry is None for text, entry in zip(texts, made, strict=True)], pa.bool_()
    )
    refusals.refuse(name, bad.take(words.indices), "is not known.", accepted)
    return pa.array(made, pa.string()).take(words.indices)
