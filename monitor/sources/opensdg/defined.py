"""The definition of one indicator of an Open SDG repository, and its figures in the columns they are kept in."""

import hashlib
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.text import LocalText
from monitor.errors import Fault
from monitor.measures.datasets import DataSet, Imported, Remark
from monitor.measures.dimensions import Code, Dimension, DimensionKind, DimensionRole
from monitor.measures.quality import Flag
from monitor.measures.received import Received
from monitor.sources.markup import shown
from monitor.sources.names import RESERVED, name_of, unlike
from monitor.sources.opensdg import fields
from monitor.sources.opensdg.annotations import breaks, targets
from monitor.sources.opensdg.broken_down import NOT_STATED, Column, columns
from monitor.sources.opensdg.description import Description
from monitor.sources.opensdg.metadata import Metadata
from monitor.sources.opensdg.roles import Roles, read_roles
from monitor.sources.opensdg.statuses import status
from monitor.sources.opensdg.words import Words, label
from monitor.sources.tabular import numbers, periods
from monitor.sources.tabular.cells import Cells
from monitor.sources.tabular.figures import figures, settle_repeats
from monitor.sources.tabular.refusals import Refusals

_UNSTATED = LocalText(en="not stated by the source", nb="ikke oppgitt av kilden")


def received(
    identity: str,
    cells: Cells,
    digest: str,
    about: Description,
    *,
    config: Metadata,
    dataset: DataSet,
    words: Words,
    noted: list[Fault],
) -> Received:
    """One indicator. `identity` is its number with dashes; `digest` that of the bytes of `cells`.

    Raises Refused where the table has no column of years or of values.
    """
    roles = read_roles(cells, config)
    refusals = Refusals(cells)
    years = periods.read_periods(cells.columns[roles.year])
    refusals.note(cells.names[roles.year], years.faults, periods.ACCEPTED)
    values = numbers.read_numbers(cells.columns[roles.value])
    refusals.note(cells.names[roles.value], values.faults, numbers.ACCEPTED)
    flags, missing, notes = _quality(cells, roles, values.missing)
    found = columns(cells, roles, refusals)
    named = _named([column for column in found if column.constant is None])
    key = [years.text, *(column.codes for column in named.values())]
    stays, same = settle_repeats(key, values.values, refusals, cells.line_of)
    if same:
        told = f"{same:,} lines say the same as another and were passed over."
        noted.append(Fault(cells.file, 0, "", told, "one line for each figure."))
    mask = pa.array(stays)
    named = {
        name: column for name, column in named.items() if pc.any(column.codes.filter(mask).is_valid()).as_py()
    }
    table = figures(
        {name: column.codes for name, column in named.items()},
        {
            "period": years.text,
            "first_day": years.first_day,
            "last_day": years.last_day,
            "value": values.values,
            "decimals": values.decimals,
            "flags": flags,
            "missing": missing,
            "note": notes,
        },
        stays,
    )
    definition = _definition(identity, about, found, named, table, dataset, words)
    return Received(definition, table, digest, refusals.told(), refusals.untold, dataset=dataset)


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _named(found: Sequence[Column]) -> dict[str, Column]:
    named: dict[str, Column] = {}
    for place, column in enumerate(found, start=1):
        name = name_of(label(column.heading), otherwise=f"d{place}")
        named[unlike(name, (*named, *RESERVED))] = column
    return named


def _quality(cells: Cells, roles: Roles, missing: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """The flags, the reasons for missing values and the notes of each row."""
    pieces: list[pa.Array] = []
    flags = pa.nulls(cells.rows, pa.string())
    if roles.status is not None:
        said = cells.columns[roles.status].dictionary_encode()
        read = [status(text) for text in said.dictionary.to_pylist()]
        flags = pa.array([_flag(flag) for flag, _why, _note in read], pa.string()).take(said.indices)
        why = pa.array([why and str(why) for _flag, why, _note in read], pa.string()).take(said.indices)
        missing = pc.if_else(pc.is_valid(missing), pc.coalesce(why, missing), missing)
        heading = cells.names[roles.status]
        kept = [f"{heading}: {shown(note)}" if note else None for _flag, _why, note in read]
        pieces.append(pa.array(kept, pa.string()).take(said.indices))
    for place in roles.notes:
        said = cells.columns[place].dictionary_encode()
        kept = [shown(text) or None for text in said.dictionary.to_pylist()]
        pieces.append(pa.array(kept, pa.string()).take(said.indices))
    if not pieces:
        return flags, missing, pa.nulls(cells.rows, pa.string())
    notes = pieces[0]
    for piece in pieces[1:]:
        both = pc.binary_join_element_wise(notes, piece, "; ")
        notes = pc.coalesce(both, notes, piece)  # null where one of the two is
    return flags, missing, notes


def _flag(flag: Flag | None) -> str | None:
    return str(flag) if flag else None


def _definition(
    identity: str,
    about: Description,
    found: Sequence[Column],
    named: Mapping[str, Column],
    table: pa.Table,
    dataset: DataSet,
    words: Words,
) -> Imported:
    number = shown(about.raw(fields.NUMBER)) or identity.replace("-", ".")
    constant = [column for column in found if column.constant is not None]
    unit = next((column for column in constant if column.unit), None)
    stated = _label(unit, unit.constant, words) if unit and unit.constant != NOT_STATED else None
    dimensions = tuple(_dimension(name, column, words, table) for name, column in named.items())
    series = _series(constant, words)
    return Imported(
        id=name_of(f"{dataset.id[:22]} {identity}", otherwise="sdg"),
        dataset=dataset.id,
        group=group_of(identity),
        number=number[:100],
        title=about.title()
        or next((remark.text for remark in series), None)
        or LocalText(en=f"Indicator {number}", nb=f"Indikator {number}"),
        definition=about.first(fields.DEFINITION, line=False),
        unit=stated or about.first(fields.UNIT),
        population=_population(about, constant, words),
        shown_as=about.drawing(),
        dimensions=dimensions,
        sources=about.sources(dataset.title.wording(words.main).text),
        method=about.first(fields.METHOD, line=False),
        breaks=breaks(about, named, table),
        targets=targets(about, named),
        caveats=about.caveats(),
        remarks=(
            *_unnamed(about),
            *series,
            *about.remarks([about.used(fields.DEFINITION), about.used(fields.TITLE)]),
        ),
    )


def group_of(identity: str) -> str:
    """The id of the goal that an indicator belongs to."""
    return identity.partition("-")[0]


def _dimension(name: str, column: Column, words: Words, table: pa.Table) -> Dimension:
    left = set(pc.unique(table.column(f"by:{name}").cast(pa.string())).to_pylist())
    codes = [code for code in column.codes.dictionary.to_pylist() if code in left]
    return Dimension(
        id=name,
        title=words.text(column.heading, ("data", column.heading)) or _raw(label(column.heading), words),
        kind=DimensionKind.MEASURE if column.measure else DimensionKind.SEPARATE,
        role=DimensionRole.GEO if column.geo else None,
        codes=tuple(_code(column, code, words) for code in codes),
    )


def _code(column: Column, code: str, words: Words) -> Code:
    text = _label(column, code, words)
    counted = column.units.get(code, code if column.unit else NOT_STATED)
    if counted == NOT_STATED:
        return Code(code=code, label=text)
    return Code(code=code, label=text, unit=text if column.unit else _unit(counted, words))


def _label(column: Column, code: str | None, words: Words) -> LocalText:
    said = column.words.get(code or "", code or "")
    if column.measure and said == NOT_STATED:
        return _UNSTATED
    return words.text(said, (column.heading, "data")) or _raw(label(said), words)


def _unit(said: str, words: Words) -> LocalText:
    """The words for a unit that belongs to what a column measures."""
    return words.text(said, ("Units", "UNIT_MEASURE", "data")) or _raw(label(said), words)


def _raw(text: str, words: Words) -> LocalText:
    return words.of({words.main: text}) or LocalText(en=text)


def _population(about: Description, constant: Sequence[Column], words: Words) -> LocalText | None:
    """Where or whom the figures are about: the coverage, and what every single row says."""
    parts = [text for text in (about.first(fields.COVERAGE),) if text is not None]
    told = {text.wording(words.main).text for text in parts}
    for column in constant:
        text = None if column.measure else _label(column, column.constant, words)
        if text is not None and text.wording(words.main).text not in told:
            heading = words.text(column.heading, ("data", column.heading)) or _raw(
                label(column.heading), words
            )
            said = f"{heading.wording(words.main).text}: {text.wording(words.main).text}"
            parts.append(_raw(said, words))
    if len(parts) < 2:
        return parts[0] if parts else None
    return _raw("; ".join(part.wording(words.main).text for part in parts), words)


def _unnamed(about: Description) -> tuple[Remark, ...]:
    """That its name is not known, where only a key stands for it."""
    key = about.key_of_name() if about.title() is None else ""
    if not key:
        return ()
    said = LocalText(
        en=f"The source names it by the key {key}; the words for it did not come along.",
        nb=f"Kilden navngir den med nøkkelen {key}, og ordene for den fulgte ikke med.",
    )
    return (Remark(heading=LocalText(en="Name", nb="Navn"), text=said),)


def _series(constant: Sequence[Column], words: Words) -> tuple[Remark, ...]:
    return tuple(
        Remark(heading=LocalText(en="Series", nb="Serie"), text=_label(column, column.constant, words))
        for column in constant
        if column.measure and not column.unit and column.constant != NOT_STATED
    )
