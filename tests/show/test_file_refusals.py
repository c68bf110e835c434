"""What is wrong with a file of figures is said in the reader's language; anything else as everywhere."""

import re

import pytest

from monitor.errors import Refused
from monitor.settings import ROOT
from monitor.show import file_refusals, refusals
from monitor.show.words import Words

EN, NB = Words("en"), Words("nb")
FIELDS: dict[str, object] = {
    "limit": 800000,
    "key": "'a'",
    "said": "'1e400'",
    "line": 3,
    "column": 7,
    "place": "value",
    "host": "data.ssb.no",
    "status": "418",
    "seconds": 60,
    "variable": "Tid",
    "codes": "'2014'",
    "there": "Tid, Kjonn",
    "cells": 10**8,
    "problem": "it holds no values",
    "name": "'a.csv'",
    "file": "a.csv",
    "lacking": "value",
    "unknown": "Value",
    "found": "a, b",
    "path": "'../a'",
    "format": "'xls'",
    "kinds": "InputSdmxMl_Single",
    "count": 8,
    "wanted": "period, value",
    "periods": "2014, 2015",
}
SOURCES = ROOT / "monitor" / "sources"
FILES = [
    *(SOURCES / f"{name}.py" for name in ("json_door", "bundles", "names", "tidy_csv")),
    *sorted(SOURCES.glob("jsonstat_*.py")),
    *(
        file
        for folder in ("tabular", "opensdg", "frictionless", "pxweb")
        for file in sorted((SOURCES / folder).glob("*.py"))
    ),
]
CODES = sorted(
    {
        code
        for file in FILES
        for code in re.findall(r'Refused\(\s*"([a-z_]+)"', file.read_text(encoding="utf-8"))
    }
)


def test_the_codes_are_found_in_the_source():
    assert {"json_too_deep", "jsonstat_damaged", "pxweb_codes_gone", "data_host_refused"} <= set(CODES)
    assert {"json_too_deep", "jsonstat_damaged", "bundle_bomb", "opensdg_none", "package_remote"} <= set(
        CODES
    )


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_a_sentence_in_both_languages(code: str):
    error = Refused(code, "x", **FIELDS)
    english, norwegian = file_refusals.sentence(error, EN), file_refusals.sentence(error, NB)
    assert english != norwegian
    assert english != refusals.sentence(error, EN)
    assert "{" not in english + norwegian


def test_numbers_are_written_as_the_language_writes_them():
    error = Refused("jsonstat_too_large", "x", limit=800_000)
    assert "800,000" in file_refusals.sentence(error, EN)
    assert "800\N{NO-BREAK SPACE}000" in file_refusals.sentence(error, NB)


def test_another_refusal_is_worded_as_everywhere():
    error = Refused("disk_full", "x")
    assert file_refusals.sentence(error, EN) == refusals.sentence(error, EN)


def test_what_an_error_names_nothing_of_is_a_dash_and_no_gap():
    error = Refused("tidy_columns", "-", file="a.csv", lacking="", unknown="Value", wanted="value")
    assert "Lacking: –. Unknown: Value." in file_refusals.sentence(error, EN)
