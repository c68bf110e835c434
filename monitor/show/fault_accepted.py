"""What would be accepted in the place of what is wrong: the doors' sentences, with names in braces for what differs."""

from collections.abc import Mapping

from monitor.show.words import Words


def sentences(_: Words) -> Mapping[str, str]:
    """The sentence in the reader's words for each English one; what stands before another is tried before it."""
    return {
        "figures of {said} alone; download the others by themselves.": _(
            "figures of {said} alone; download the others by themselves."
        ),
        "one of {words} (of the list {name}).": _("one of {words} (of the list {name})."),
        "one of {words} (of the schema).": _("one of {words} (of the schema)."),
        "text that can be seen, at most {n} characters.": _("text that can be seen, at most {n} characters."),
        "a code: the schema requires it.": _("a code: the schema requires it."),
        "a table that can be read.": _("a table that can be read."),
        "a description that can be shown.": _("a description that can be shown."),
        "at most {n} bytes.": _("at most {n} bytes."),
        "columns called Year and Value.": _("columns called Year and Value."),
        "JSON.": _("JSON."),
        "a JSON object.": _("a JSON object."),
        "two columns: field and text.": _("two columns: field and text."),
        "a file that can be read.": _("a file that can be read."),
        "a file that can be unpacked.": _("a file that can be unpacked."),
        "fewer breakdowns together, where that is too many.": _(
            "fewer breakdowns together, where that is too many."
        ),
        "an id of its own under counts, where they do not.": _(
            "an id of its own under counts, where they do not."
        ),
        "{other} and what is linked with it imported together; what was shown cannot be hidden any more.": _(
            "{other} and what is linked with it imported together; what was shown cannot be hidden any more."
        ),
        "counts and among for each measure; see docs/disclosure.md.": _(
            "counts and among for each measure; see docs/disclosure.md."
        ),
        "the same id under counts in both where they are, so that they are protected together; an id of its own for "
        "each where they are not.": _(
            "the same id under counts in both where they are, so that they are protected together; an id of its own "
            "for each where they are not."
        ),
        "an edition without them; what was shown cannot be hidden any more.": _(
            "an edition without them; what was shown cannot be hidden any more."
        ),
        "2024, 2023H1, 2023K2 or 2023Q2, 2024M05, 2024M03-2024M05, 2025U01 or 2025W01, 2024M05D17, 2013-2014, "
        "2022/2023.": _(
            "2024, 2023H1, 2023K2 or 2023Q2, 2024M05, 2024M03-2024M05, 2025U01 or 2025W01, 2024M05D17, 2013-2014, "
            "2022/2023."
        ),
        "one of {words}, or blank.": _("one of {words}, or blank."),
        "one of {words}; a measure has no total.": _("one of {words}; a measure has no total."),
        "one of {words}; a blank cell for the total.": _("one of {words}; a blank cell for the total."),
        "digits without a sign between thousands, such as 1234; decimals as they are printed, such as 12.5.": _(
            "digits without a sign between thousands, such as 1234; decimals as they are printed, such as 12.5."
        ),
        "a share of no more than all.": _("a share of no more than all."),
        "one of {words}.": _("one of {words}."),
        "any of {words}, with spaces between.": _("any of {words}, with spaces between."),
        "digits with a point for decimals, such as 56 or 1234.5; a blank cell for no value.": _(
            "digits with a point for decimals, such as 56 or 1234.5; a blank cell for no value."
        ),
        "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013, 2019-03..2019-05 or undated.": _(
            "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013, 2019-03..2019-05 or undated."
        ),
        "a whole number above zero, or blank.": _("a whole number above zero, or blank."),
        "a number above zero.": _("a number above zero."),
        "0 to 100.": _("0 to 100."),
        "one of the two.": _("one of the two."),
        "lower and upper bound, or neither.": _("lower and upper bound, or neither."),
        "the lower bound first.": _("the lower bound first."),
        "bounds that hold the value.": _("bounds that hold the value."),
        "between 0 and 100, such as 95, or blank.": _("between 0 and 100, such as 95, or blank."),
        "a copy of sdg-translations given along: --translations, or a second ZIP on the page.": _(
            "a copy of sdg-translations given along: --translations, or a second ZIP on the page."
        ),
        "one file for each indicator.": _("one file for each indicator."),
        "one line for each figure.": _("one line for each figure."),
        "one figure for each period, group and source.": _("one figure for each period, group and source."),
        "{n} cells, as the header has; texts with the separator in double quotes.": _(
            "{n} cells, as the header has; texts with the separator in double quotes."
        ),
        "at least one.": _("at least one."),
        "{file}, where there are any.": _("{file}, where there are any."),
        "{file} beside it.": _("{file} beside it."),
        "UTF-8; it was read as Windows-1252, so look at letters with accents.": _(
            "UTF-8; it was read as Windows-1252, so look at letters with accents."
        ),
        "a table with the columns Year and Value.": _("a table with the columns Year and Value."),
        "a column of periods and one of numbers.": _("a column of periods and one of numbers."),
        "cells in the first {n} columns only.": _("cells in the first {n} columns only."),
        "YAML; what stands in lines like `key: text` was read all the same.": _(
            "YAML; what stands in lines like `key: text` was read all the same."
        ),
    }
