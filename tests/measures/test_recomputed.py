"""Every interval, difference and distance to a target of what ships, computed once more from the files themselves.

The files are read here with PyYAML and the CSV reader of Python, the intervals are those of statsmodels, and which
figures have none is decided anew from the rules in docs/reading.md. Nothing of the program is used to find what is
expected, so that a fault in reading a file shows as well as one in a formula.
"""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa
import pytest
import yaml
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from monitor.measures.columns import in_columns
from monitor.measures.definitions import Definition
from monitor.measures.from_columns import observations
from monitor.measures.intervals import intervals
from monitor.measures.observations import Series
from monitor.measures.reading.change import changes
from monitor.measures.reading.compare import Comparison, compare
from monitor.measures.reading.gap import gaps
from monitor.measures.reading.ruling import Reason, Why
from monitor.measures.reading.subjects import Figure
from monitor.measures.reading.targets import aims
from monitor.measures.uncertainty import Basis, NoInterval, Range, uncertainty
from monitor.settings import ROOT
from monitor.show.intervals import judged
from monitor.show.words import Words
from monitor.sources.tidy_csv import read_tidy
from monitor.statistics.change import Verdict
from tests.builders import an_import
from tests.installed import read_once

NAMES = sorted(path.stem for path in (ROOT / "indicators").glob("*.yaml"))
TODAY = date(2026, 11, 22)
NONE_BY_COLLECTION = {
    "register": "register",
    "full_count": "full_count",
    "administrative": "administrative",
    "estimate": "estimate",
    "plan": "planned",
    "mixed": "several_ways",
}
COUNTED = ("register", "full_count", "administrative")


@cache
def said(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / "indicators" / f"{name}.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def series(name: str) -> Series:
    return read_once(ROOT).measures.series[name]


def unit(name: str, row: dict[str, str]) -> str:
    for dimension in said(name).get("dimensions", ()):
        if dimension.get("kind") == "measure":
            for code in dimension["codes"]:
                if code["code"] == row[dimension["id"]] and "unit" in code:
                    return str(code["unit"])
    return str(said(name)["unit"])


def expected(name: str, row: dict[str, str]) -> tuple[float, float] | str:
    """The bounds of statsmodels in per cent, those that are printed, or the word for why there are none."""
    flags = (row.get("flags") or "").split()
    reason = NONE_BY_COLLECTION.get(said(name).get("collection", ""))
    if row.get("missing"):
        return "missing"
    if row.get("lower"):
        return float(row["lower"]), float(row["upper"])
    if row["qualifier"] in ("planned", "target"):
        return "planned"
    if reason:
        return reason
    if "estimated" in flags:
        return "estimate"
    if row["qualifier"] or "about" in flags:
        return "in_words"
    if unit(name, row) != "percent":
        return "no_share"
    if not row["n"]:
        return "n_unknown"
    n, value = int(row["n"]), Decimal(row["value"])
    count: float = float(value) / 100 * n
    if row.get("numerator"):
        exact = Decimal(100) * Decimal(row["numerator"]) / n
        half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
        count = float(row["numerator"]) if abs(exact - value) <= half else count
    low, high = proportion_confint(count, n, method="wilson")
    return 100 * low, 100 * high


def found(figure: Range | NoInterval) -> tuple[float, float] | str:
    return figure.value if isinstance(figure, NoInterval) else (figure.lower, figure.upper)


@pytest.mark.parametrize("name", NAMES)
def test_every_interval_that_ships_is_that_of_statsmodels_or_is_missing_for_its_reason(name: str) -> None:
    of = series(name)
    assert len(of.observations) == len(rows(name))
    columns = intervals(in_columns(of), of.indicator)
    for place, (figure, row) in enumerate(zip(of.observations, rows(name), strict=True)):
        wanted = expected(name, row)
        ours = found(uncertainty(figure, of.indicator))
        told = judged(figure, of.indicator, Words("en"))
        if isinstance(wanted, str):
            assert ours == wanted, row
            assert columns["lower"][place].as_py() is None, row
            assert "–" not in told.partition("%")[2], row
            continue
        assert ours == pytest.approx(wanted, abs=1e-9), row
        places = len(row["value"].partition(".")[2])
        for bound, column in zip(wanted, ("lower", "upper"), strict=True):
            assert columns[column][place].as_py() == pytest.approx(
                bound, abs=0.5 * 10 ** -(places + 2) + 1e-9
            ), row
            assert f"{bound:.{places}f}" in told.rpartition("(")[2], (row, told)


def test_ten_figures_that_ship_have_a_computed_interval() -> None:
    """Else the test above could be content with none."""
    kinds = [expected(name, row) for name in NAMES for row in rows(name)]
    assert sum(isinstance(each, tuple) for each in kinds) == 10


def value_of(name: str, figure: Figure) -> Decimal:
    """The value that the file has for a figure."""
    entry, found_rows = figure.observation, []
    for row in rows(name):
        codes = {each["id"]: row[each["id"]] for each in said(name).get("dimensions", ()) if row[each["id"]]}
        if (row["period"], codes, row["source"]) == (entry.period.text, dict(entry.group), entry.source.id):
            found_rows.append(row)
    (row,) = found_rows
    return Decimal(row["value"])


def sampled(name: str) -> bool:
    return said(name).get("collection") not in COUNTED


@pytest.mark.parametrize("name", NAMES)
def test_every_difference_that_is_shown_of_what_ships_is_the_plain_one_and_judged_only_where_all_are_counted(
    name: str,
) -> None:
    together = read_once(ROOT).measures.series
    told = [each.found for each in changes(series(name), as_of=TODAY)]
    told += [each.found for each in gaps(series(name), together, as_of=TODAY)]
    for each in told:
        if not isinstance(each, Comparison) or each.difference is None:
            continue
        ids = [each.first.definition.id, each.second.definition.id]
        assert each.difference == value_of(ids[0], each.first) - value_of(ids[1], each.second)
        # No sample that ships was asked twice with its n printed, so that nothing here can have an interval.
        assert each.interval is None
        counted = not any(map(sampled, ids))
        assert (each.verdict is Verdict.PLAIN_DIFFERENCE) == counted, each
        assert (each.reason is None) == counted


def test_the_distance_to_each_target_that_ships_is_the_target_less_the_figure() -> None:
    checked = 0
    for name in NAMES:
        for aim, target in zip(aims(series(name), as_of=TODAY), said(name).get("targets", ()), strict=True):
            if aim.remaining is not None and aim.last is not None:
                checked += 1
                assert aim.remaining == Decimal(str(target["value"])) - value_of(name, aim.last)
                assert aim.interval is None
    assert checked == 1


@dataclass(frozen=True)
class Sample:
    """So many of n who said yes, in a year."""

    year: int
    yes: int
    n: int

    @property
    def line(self) -> str:
        return f"{self.year},{100 * self.yes / self.n:.6f},{self.yes},{self.n},{self.n}"


def imported(*lines: str, **over: Any) -> tuple[Definition, list[str], Series]:
    """What an import makes of lines: the definition, what is wrong with those left out, and the figures."""
    definition = an_import(**({"unit": "percent", "collection": "sample_survey", "dimensions": ()} | over))
    table = "\n".join(["period,value,numerator,denominator,n", *lines])
    received = read_tidy(table.encode(), definition, "came.csv")
    return (
        definition,
        [f"{fault.entry}: {fault.problem}" for fault in received.refused],
        Series(definition, observations(pa.table(received.figures), definition)),
    )


EDGES = [(0, 1), (1, 1), (0, 17), (17, 17), (1, 2), (1, 3_000), (2_999, 3_000), (264, 463), (3, 10)]


@pytest.mark.parametrize("earlier", EDGES, ids=lambda each: f"{each[0]} of {each[1]}")
def test_change_and_interval_at_the_edges_are_those_of_statsmodels(earlier: tuple[int, int]) -> None:
    for later in EDGES:
        definition, refused, of = imported(Sample(2018, *earlier).line, Sample(2020, *later).line)
        assert not refused
        for figure, (yes, n) in zip(of.observations, (earlier, later), strict=True):
            low, high = proportion_confint(yes, n, method="wilson")
            assert found(uncertainty(figure, definition)) == pytest.approx((100 * low, 100 * high), abs=1e-9)
        (change,) = changes(of, as_of=TODAY)
        assert isinstance(change.found, Comparison)
        low, high = confint_proportions_2indep(*later, *earlier, method="newcomb", compare="diff")
        interval = change.found.interval
        assert interval is not None
        assert (interval.low, interval.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)
        wanted = Verdict.ROSE if low > 0 else Verdict.FELL if high < 0 else Verdict.NO_CLEAR_CHANGE
        assert change.found.verdict is wanted


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2018,50,1,2,0", "n: '0' is no count."),
        ("2018,50,1,0,2", "denominator: '0' is nothing to divide by."),
        ("2018,50,12,10,10", "numerator: The numerator lies above the denominator."),
        ("2018,101,,,10", "value: '101' per cent is no share."),
        ("2018,-1,,,10", "value: '-1' per cent is no share."),
        ("2018,50,1,2,1.5", "n: '1.5' is no count."),
    ],
    ids=lambda text: text.replace(",", " "),
)
def test_a_share_that_can_be_none_is_left_out_with_the_reason(line: str, problem: str) -> None:
    _definition, refused, of = imported(line)
    assert refused == [problem]
    assert not of.observations


def test_two_figures_for_one_period_are_both_left_out_and_one_point_is_no_change() -> None:
    _definition, refused, of = imported(Sample(2018, 1, 2).line, "2018,60,3,5,5", Sample(2020, 1, 2).line)
    assert len(refused) == 2
    assert "stand for the same figure" in refused[0]
    (change,) = changes(of, as_of=TODAY)
    assert isinstance(change.found, Reason)
    assert change.found.why is Why.TOO_FEW_POINTS


def test_nothing_is_subtracted_across_a_break_nor_per_cent_from_a_rate() -> None:
    broken = [{"from": "2019", "reason": {"en": "Another question.", "nb": "Et annet spørsmål."}}]
    _definition, _refused, of = imported(Sample(2018, 1, 2).line, Sample(2020, 1, 2).line, breaks=broken)
    (change,) = changes(of, as_of=TODAY)
    assert isinstance(change.found, Comparison)
    assert (change.found.difference, change.found.verdict) == (None, Verdict.CANNOT_BE_JUDGED)
    assert change.found.reason is not None
    assert change.found.reason.why is Why.BREAK
    share, _none, of_hundred = imported(Sample(2018, 1, 2).line)
    rate, _none, of_thousand = imported("2018,500,1,2,2", unit="per_1000")
    pair = Figure(share, of_hundred.observations[0]), Figure(rate, of_thousand.observations[0])
    refusal = compare(*pair, as_of=TODAY)
    assert refusal.difference is None
    assert Why.UNITS_DIFFER in {reason.why for reason in refusal.ruling.reasons}
    assert found(uncertainty(of_thousand.observations[0], rate)) == "no_share"


def test_a_published_interval_is_taken_as_it_is() -> None:
    definition = an_import(unit="percent", collection="sample_survey", dimensions=())
    received = read_tidy(b"period,value,lower,upper,level,n\n2018,50,44.5,55.5,90,200\n", definition)
    (figure,) = observations(received.figures, definition)
    ours = uncertainty(figure, definition)
    assert isinstance(ours, Range)
    assert (ours.lower, ours.upper, ours.level, ours.basis) == (44.5, 55.5, 90, Basis.PUBLISHED)
