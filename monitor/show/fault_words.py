"""What is wrong with a row or a file, in the reader's words: the doors say it in English, as the command prints it.

A sentence that is not known here is shown as it is, marked as English.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from monitor.errors import Fault
from monitor.show import fault_accepted, fault_problems, file_refusals
from monitor.show.quotes import filled
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
    if fault.cause is not None:
        return file_refusals.sentence(fault.cause, _)
    return _said(fault.problem, _problems(_.language), _)


def accepted(fault: Fault, _: Words) -> Markup | str:
    """What would be accepted."""
    return _said(fault.accepted, _accepted(_.language), _)


def _said(english: str, known: Mapping[re.Pattern[str], str], _: Words) -> Markup | str:
    for pattern, template in known.items():
        if found := pattern.fullmatch(english):
            return filled(template, found.groupdict(), _)
    if _.language == "en":
        return english
    return Markup('<span lang="en">{}</span>').format(english)


@lru_cache(maxsize=8)
def _problems(language: str) -> Mapping[re.Pattern[str], str]:
    return _patterns(fault_problems.sentences(Words(language)))


@lru_cache(maxsize=8)
def _accepted(language: str) -> Mapping[re.Pattern[str], str]:
    return _patterns(fault_accepted.sentences(Words(language)))


def _patterns(worded: Mapping[str, str]) -> Mapping[re.Pattern[str], str]:
    """For each English sentence with names in braces, what fits it and the sentence in the reader's words."""
    found = {}
    for english, said in worded.items():
        escaped = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(english))
        found[re.compile(escaped, re.DOTALL)] = said
    return found
