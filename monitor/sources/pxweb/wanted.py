"""What a request asks for, beside what the table has: refused where they do not fit, before any figure is fetched."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.measures.periods import Period
from monitor.sources.json_door import read_json
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.pxweb.chunks import Selection
from monitor.sources.pxweb.expressions import chosen, codes_gone
from monitor.sources.pxweb.request import Described, TableRequest
from monitor.sources.pxweb.time_codes import period


def wanted(request: TableRequest, table: Dataset, codes_of_lists: Mapping[str, Sequence[str]]) -> Selection:
    """The codes to be asked for, by variable. `table` is its description, `codes_of_lists` has those of code lists by
    variable.

    Raises Refused: `pxweb_variable_gone`, `pxweb_variable_not_chosen`, `pxweb_not_left_out` and `pxweb_no_total` with
    `variable`; `pxweb_no_time`; and what `expressions.chosen` raises.
    """
    there = {dimension.id: dimension for dimension in table.dimensions}
    for variable in (*request.select, *request.left_out):
        if variable not in there:
            raise _gone(variable, there)
    for variable in there:
        if variable not in request.select and variable not in request.left_out:
            raise Refused(
                "pxweb_variable_not_chosen",
                f"The table has a variable {variable}, of which nothing is selected. Select codes of it, or name it "
                "among those that are left out.",
                variable=variable,
            )
    for variable in request.left_out:
        if not there[variable].may_be_left_out:
            raise Refused(
                "pxweb_not_left_out",
                f"{variable} cannot be left out: the source does not sum over it. Select codes of it.",
                variable=variable,
            )
    time = the_time(table)
    if time not in request.select:
        raise _no_time()
    selection: dict[str, tuple[str, ...]] = {}
    available: dict[str, Sequence[str]] = {}
    for variable, expressions in request.select.items():
        codes: Sequence[str] = [category.code for category in there[variable].categories]
        codes = codes_of_lists.get(variable, codes)
        if variable == time:
            codes = _from_the_earliest(codes)
        available[variable] = codes
        selection[variable] = chosen(expressions, codes, variable, is_time=variable == time)
    check_totals(request, table, available)
    return selection


def check_totals(described: Described, table: Dataset, codes: Mapping[str, Sequence[str]]) -> None:
    """That every code that stands for all is a code of its dimension, and of none that holds measures.

    Raises Refused: `pxweb_no_total` and `pxweb_variable_gone` with `variable`, `pxweb_codes_gone` with `codes` as well.
    """
    for variable, total in described.totals.items():
        if variable not in codes:
            raise _gone(variable, codes)
        if variable in table.role.get("metric", ()):
            raise Refused(
                "pxweb_no_total",
                f"{variable} holds quantities of different kinds, which have no total. Leave out its total.",
                variable=variable,
            )
        if total not in codes[variable]:
            raise codes_gone(variable, [total])


def the_time(table: Dataset) -> str:
    """The one dimension that is time, by its role. Refused `pxweb_no_time` where there is none, or more than one."""
    names = table.role.get("time", ())
    if len(names) != 1:
        raise _no_time()
    return names[0]


def _gone(variable: str, there: Iterable[str]) -> Refused:
    listed = ", ".join(there)
    return Refused(
        "pxweb_variable_gone",
        f"The table has no variable {variable} (any more). It has {listed}.",
        variable=variable,
        there=listed,
    )


def _no_time() -> Refused:
    return Refused(
        "pxweb_no_time",
        "The table has not one variable that is time, or it is left out; figures without a period cannot be used.",
    )


def _from_the_earliest(codes: Sequence[str]) -> Sequence[str]:
    """Codes of time in order; as the source has them where one of them is not understood."""
    try:
        read: list[tuple[Period, str]] = [(period(code), code) for code in codes]
    except ValueError:
        return codes
    return [code for _period, code in sorted(read, key=lambda pair: pair[0].sort_key())]


def codes_in_list(content: bytes, name: str) -> list[str]:
    """The codes of a code list (`/codelists/{id}`); Refused as of `read_json`, and `pxweb_codelist` with `name`."""
    told = read_json(content)
    values = told.get("values") if isinstance(told, dict) else None
    codes = []
    for value in values if isinstance(values, list) else []:
        code = value.get("code") if isinstance(value, dict) else None
        if isinstance(code, str):
            codes.append(code)
    if not codes or len(codes) != len(set(codes)):
        raise Refused(
            "pxweb_codelist",
            f"The code list {quoted(name)} holds no codes that can be used. Choose another.",
            name=quoted(name),
        )
    return codes
