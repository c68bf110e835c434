"""What is wrong with figures that came in, as a file or from a source that was asked, in the reader's words."""

from monitor.errors import MonitorError
from monitor.show import bundle_refusals, import_refusals, pxweb_refusals, refusals
from monitor.show.quotes import filled
from monitor.show.words import Words


def sentence(error: MonitorError, _: Words) -> str:
    """One sentence for a reader; what is not about such figures is worded as everywhere else."""
    templates = {
        **pxweb_refusals.sentences(_),
        **bundle_refusals.templates(_),
        **import_refusals.sentences(_),
        "json_too_large": _("The file is larger than {limit} MB. Ask the source for less at a time."),
        "json_too_many": _("The file holds more than {limit} values. Ask the source for less at a time."),
        "json_encoding": _("The text of the file cannot be read. Save it as UTF-8."),
        "json_too_deep": _("The file is nested deeper than {limit} levels, which no table of figures is."),
        "json_key_twice": _("The key {key} stands twice in one place of the file. Keep one of the two."),
        "json_number": _("{said} in the file is no number that can be used. Write it in plain digits."),
        "json_invalid": _("The file is no valid JSON: line {line}, column {column}. Fetch it again."),
        "jsonstat_class": _("The file is no table in JSON-stat. Ask the source for “json-stat2”."),
        "jsonstat_addresses": _(
            "The file only says where {count} tables are and holds none. Fetch each, and give those files."
        ),
        "jsonstat_texts": _(
            "The table holds texts such as {said} in the place of figures. Ask the source for figures."
        ),
        "jsonstat_too_large": _("The table has more than {limit} cells. Ask the source for less at a time."),
        "jsonstat_damaged": _(
            "The table contradicts itself or its format at “{place}”. Fetch it again, or tell the source."
        ),
    }
    if error.code not in templates:
        return refusals.sentence(error, _)
    numbers = {name: _.number(value) for name, value in error.fields.items() if isinstance(value, int)}
    blank = {name: "–" for name, value in error.fields.items() if value == ""}
    return filled(templates[error.code], {**error.fields, **numbers, **blank}, _)
