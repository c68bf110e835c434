"""What is wrong with a row or a file, in the reader's words: the doors say it in English, as the command prints it.

A sentence that is not known here is shown as it is, marked as English.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from monitor.errors import Fault
from monitor.show.words import Words


def place(fault: Fault, _: Words) -> str:
    """The file, the line, and the column or entry."""
    parts = [fault.file]
    if fault.line:
        parts.append(_("line {line}").format(line=fault.line))
    if fault.entry:
        parts.append(fault.entry)
    return ", ".join(part for part in parts if part) or "–"


def problem(fault: Fault, _: Words) -> Markup | str:
    """What is wrong."""
    return _said(fault.problem, _problems(_.language), _)


def accepted(fault: Fault, _: Words) -> Markup | str:
    """What would be accepted."""
    return _said(fault.accepted, _accepted(_.language), _)


def _said(english: str, known: Mapping[re.Pattern[str], str], _: Words) -> Markup | str:
    for pattern, template in known.items():
        if found := pattern.fullmatch(english):
            return template.format(**found.groupdict())
    if _.language == "en":
        return english
    return Markup('<span lang="en">{}</span>').format(english)


@lru_cache(maxsize=8)
def _problems(language: str) -> Mapping[re.Pattern[str], str]:
    _ = Words(language)
    return _patterns(
        {
            "{said} is not known.": _("{said} is not known."),
            "{said} is no number.": _("{said} is no number."),
            "{said} is no count.": _("{said} is no count."),
            "{said} is no period.": _("{said} is no period."),
            "{said} is nothing to divide by.": _("{said} is nothing to divide by."),
            "{said} per cent is no share.": _("{said} per cent is no share."),
            "A measure is blank.": _("A measure is blank."),
            "There is a value and a reason why there is none.": _(
                "There is a value and a reason why there is none."
            ),
            "The interval is not whole.": _("The interval is not whole."),
            "The lower bound lies above the upper.": _("The lower bound lies above the upper."),
            "The value lies outside its interval.": _("The value lies outside its interval."),
            "The level is no per cent.": _("The level is no per cent."),
            "The line has {n} cells.": _("The line has {n} cells."),
            "The lines {lines} stand for the same figure and say different things.": _(
                "The lines {lines} stand for the same figure and say different things."
            ),
            "The figure for {entry} stands twice; the first is kept.": _(
                "The figure for {entry} stands twice; the first is kept."
            ),
            "{n} lines say the same as another and were passed over.": _(
                "{n} lines say the same as another and were passed over."
            ),
            "{said} can be a month or several years, and nothing in the column tells which.": _(
                "{said} can be a month or several years, and nothing in the column tells which."
            ),
            "{said} is no period that is known here.": _("{said} is no period that is known here."),
            "{file} has no one column Year and one column Value, but {found}.": _(
                "{file} has no one column Year and one column Value, but {found}."
            ),
            "{file} is empty.": _("{file} is empty."),
            "The names of {n} of {all} indicators are only keys that nothing here explains.": _(
                "The names of {n} of {all} indicators are only keys that nothing here explains."
            ),
            "By its name it is of indicator {number}, as {file} is. It was passed over.": _(
                "By its name it is of indicator {number}, as {file} is. It was passed over."
            ),
            "Indicator {number} is described and has no figures.": _(
                "Indicator {number} is described and has no figures."
            ),
            "There is no figure in the file that can be read.": _(
                "There is no figure in the file that can be read."
            ),
            "The text is not UTF-8.": _("The text is not UTF-8."),
            "The definition came without a table.": _("The definition came without a table."),
            "Something stands to the right of the columns that have a name.": _(
                "Something stands to the right of the columns that have a name."
            ),
            "The table holds no figures in time; it is read where another table names it.": _(
                "The table holds no figures in time; it is read where another table names it."
            ),
        }
    )


@lru_cache(maxsize=8)
def _accepted(language: str) -> Mapping[re.Pattern[str], str]:
    _ = Words(language)
    return _patterns(
        {
            "one of {words}, or blank.": _("one of {words}, or blank."),
            "one of {words}; a measure has no total.": _("one of {words}; a measure has no total."),
            "one of {words}.": _("one of {words}."),
            "any of {words}, with spaces between.": _("any of {words}, with spaces between."),
            "digits with a point for decimals, such as 56 or 1234.5; a blank cell for no value.": _(
                "digits with a point for decimals, such as 56 or 1234.5; a blank cell for no value."
            ),
            "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013 or undated.": _(
                "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013 or undated."
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
            "one figure for each period, group and source.": _(
                "one figure for each period, group and source."
            ),
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
    )


def _patterns(worded: Mapping[str, str]) -> Mapping[re.Pattern[str], str]:
    """For each English sentence with names in braces, what fits it and the sentence in the reader's words."""
    found = {}
    for english, said in worded.items():
        escaped = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(english))
        found[re.compile(escaped, re.DOTALL)] = said
    return found
