"""Reads a Frictionless data package: each of its tables that holds figures in time is an indicator."""

import hashlib
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from monitor.errors import Fault, MonitorError, Refused
from monitor.measures.datasets import DataSet
from monitor.measures.figures import DIMENSION
from monitor.measures.received import Received
from monitor.sources.bundles import Bundle
from monitor.sources.delivery import Delivery, Progress
from monitor.sources.frictionless.beside import read_beside
from monitor.sources.frictionless.contents import read_contents
from monitor.sources.frictionless.defined import MEASURE, Named, dataset_of, definition_of
from monitor.sources.frictionless.descriptor import Fetch, Hosts, Package, Resource, read_package
from monitor.sources.frictionless.lists import Codes, Open, read_codes
from monitor.sources.frictionless.parts import Parts, read_parts
from monitor.sources.frictionless.values import read_times, read_values
from monitor.sources.known import Lookup
from monitor.sources.names import RESERVED, name_of, unlike
from monitor.sources.own_files import own_definition, read_own_cells
from monitor.sources.tabular import numbers, periods
from monitor.sources.tabular.cells import Cells
from monitor.sources.tabular.figures import figures, settle_repeats
from monitor.sources.tabular.refusals import Refusals


def read_data_package(
    bundle: Bundle,
    *,
    identity: str = "",
    language: str = "en",
    hosts: Hosts = (),
    fetch: Fetch | None = None,
    known: Lookup = lambda _indicator: None,
    progress: Progress | None = None,
) -> Delivery:
    """Every table of a package that holds figures in time.

    `identity` names the set; without one it is the package's name. `language` is that of its texts, which no package
    says. A table that was written by this program is read as the edition it holds, unless `identity` asks for another
    set; `known` finds what is said of its indicator here. Tables that lie on the web are read through `fetch` where
    their host is among `hosts`, and refused otherwise.

    Raises Refused: what `read_package` raises, and where files unpack to too much.
    """
    package = read_package(bundle)
    dataset = dataset_of(package, bundle, identity, language)
    noted: list[Fault] = []
    read: list[Received] = []
    lists: dict[str, Cells] = {}

    def opened(resource: Resource) -> Cells:
        if resource.name not in lists:
            lists[resource.name] = read_contents(package, resource, bundle, hosts=hosts, fetch=fetch)[0]
        return lists[resource.name]

    for place, resource in enumerate(package.resources):
        file = resource.paths[0] if resource.paths else resource.name
        try:
            cells, data = read_contents(package, resource, bundle, hosts=hosts, fetch=fetch)
            parts = read_parts(resource, cells)
            if parts is None:
                told = "The table holds no figures in time; it is read where another table names it."
                noted.append(Fault(file, 0, resource.name, told, "a column of periods and one of numbers."))
            else:
                digest = hashlib.sha256(data).hexdigest()
                ours = own_definition(resource.said, known) if not identity else None
                keys = [key.field for key in resource.foreign_keys]
                own = read_own_cells(cells, keys, ours, digest) if ours is not None else None
                read.append(
                    own
                    or _Table(package, resource, dataset, cells, parts).received(opened, digest, len(read))
                )
        except MonitorError as error:
            if error.code in ("bundle_too_large", "bundle_bomb"):
                raise
            noted.append(Fault(file, 0, resource.name, error.message, "a table that can be read.", error))
        except ValidationError as error:
            told = f"What is said of the table cannot be kept: {error.errors()[0]['msg']}."
            noted.append(Fault(file, 0, resource.name, told, "a description that can be shown."))
        if progress is not None:
            progress(place + 1, len(package.resources))
    if not read and not noted:
        raise Refused("package_none", "The package holds no table.")
    return Delivery(dataset, tuple(read), tuple(noted), bundle.digest())


class _Table:
    """One table on its way to figures."""

    def __init__(
        self, package: Package, resource: Resource, dataset: DataSet, cells: Cells, parts: Parts
    ) -> None:
        self._package, self._resource, self._dataset = package, resource, dataset
        self._cells, self._parts = cells, parts
        self._refusals = Refusals(cells)

    def received(self, opened: Open, digest: str, place: int) -> Received:
        cells, parts, refusals = self._cells, self._parts, self._refusals
        times = read_times(parts.period, cells.column(parts.period.name))
        refusals.note(parts.period.name, times.faults, periods.ACCEPTED)
        read = []
        for field in parts.values:
            values = read_values(field, cells.column(field.name), self._resource.missing)
            refusals.note(field.name, values.faults, numbers.ACCEPTED)
            read.append(values)
        codes: dict[str, Codes] = {}
        named: dict[str, Named] = {}
        for number, field in enumerate(parts.dimensions, start=1):
            column = cells.column(field.name)
            found = read_codes(field, column, self._package, self._resource, opened, refusals)
            name = unlike(name_of(field.name, otherwise=f"d{number}"), (*named, *RESERVED))
            codes[name] = found
            named[name] = Named(field, found)
        beside = read_beside(cells, parts, self._resource, read[0].missing, refusals)
        return self._put_together(times, read, codes, named, beside, digest, place)

    def _put_together(
        self,
        times: periods.Periods,
        read: list[numbers.Numbers],
        codes: Mapping[str, Codes],
        named: Mapping[str, Named],
        beside: Mapping[str, pa.Array],
        digest: str,
        place: int,
    ) -> Received:
        filled = {name: found.codes for name, found in codes.items()}
        stays = [
            settle_repeats(
                [times.text, *filled.values()], values.values, self._refusals, self._cells.line_of
            )[0]
            for values in read
        ]
        kept = self._refusals.kept()
        left = pa.array(kept)
        filled = {
            name: column for name, column in filled.items() if pc.any(column.filter(left).is_valid()).as_py()
        }
        made = []
        for field, values, rows in zip(self._parts.values, read, stays, strict=True):
            measure = pa.array([field.name] * self._cells.rows, pa.string()).dictionary_encode()
            columns = {
                "period": times.text,
                "first_day": times.first_day,
                "last_day": times.last_day,
                "value": values.values,
                "decimals": values.decimals,
                "missing": values.missing,
                **beside,
            }
            dimensions = {**({MEASURE: measure} if len(read) > 1 else {}), **filled}
            made.append(figures(dimensions, columns, rows & kept))
        table = pa.concat_tables(made).unify_dictionaries().combine_chunks()
        definition = definition_of(
            self._package,
            self._resource,
            self._dataset,
            {name: named[name].left(table.column(f"{DIMENSION}{name}")) for name in filled},
            self._parts.values if len(read) > 1 else self._parts.values[:1],
            place,
        )
        refusals = self._refusals
        return Received(definition, table, digest, refusals.told(), refusals.untold, dataset=self._dataset)
