"""Why figures cannot be taken along in the form that was asked for, in the reader's words."""

from collections.abc import Mapping

from monitor.errors import MonitorError
from monitor.show.words import Words


def sentences(error: MonitorError, _: Words) -> Mapping[str, str]:
    """The templates by code, for `monitor.show.refusals`; numbers are filled in as the language writes them."""
    rows, cells = (_counted(error.fields.get(name), _) for name in ("rows", "cells"))
    return {
        "too_many_rows": _(
            "A sheet of Excel holds {most} figures, and {rows} are chosen. Choose fewer, or take CSV or Parquet."
        ).replace("{rows}", rows),
        "too_many_cells": _(
            "JSON-stat holds a cell for every combination of the codes. Of {indicator} those would be {cells}, and at "
            "most {most} are written. Choose fewer codes or periods, or take CSV or Parquet."
        ).replace("{cells}", cells),
        "no_figures_chosen": _("No figure of {indicator} is chosen, so there is no file. Choose others."),
    }


def _counted(said: object, _: Words) -> str:
    return _.number(said) if isinstance(said, int) else ""
