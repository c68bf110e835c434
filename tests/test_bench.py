"""What measures is run seldom, and must not be broken meanwhile."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import bench

MODULES = sorted(found.name for found in walk_packages(bench.__path__, "bench."))


@pytest.mark.parametrize("name", MODULES)
def test_all_that_measures_finds_what_it_measures(name: str):
    import_module(name)


def test_there_are_such_modules():
    assert {"bench.ledger", "bench.indicators", "bench.pages"} <= set(MODULES)
