"""What the interface for programs says where it cannot answer: which parameter, what is wrong, what is possible."""

from collections.abc import Mapping

from monitor.errors import MonitorError
from monitor.show.words import Words


def sentences(error: MonitorError, _: Words) -> Mapping[str, str]:
    """The templates by code, for `monitor.show.refusals`."""
    return {
        "unknown_parameter": _("There is no parameter {said} here. Accepted: {listed}."),
        "parameter_twice": _("“{parameter}” stands in the address twice. Accepted: once."),
        "query_too_long": _("The address has too many parts. Accepted: {most} parameters at most."),
        "bad_parameter": _bad(error, _),
        "periods_reversed": _(
            "“from” begins after “to” ends, so there is nothing between them. Accepted: a “from” before “to”."
        ),
        "list_changed": _("The list has changed since you began to read it; begin again without “cursor”."),
        "no_initiative": _(
            "The strategy has no initiative {said} on this day; /api/v1/initiatives lists them."
        ),
        "no_indicator": _("There is no indicator {said}; /api/v1/indicators lists them."),
        "no_edition": _(
            "{indicator} has no edition {number}; the latest is {latest}. Its address followed by /editions lists them."
        ),
        "too_many_of_the_day": _(
            "There are more than {most} figures of {indicator}, from sources of different years, and each would have "
            "to be looked at. Accepted: fewer codes or periods, or no “as_of”."
        ),
        "no_address": _("There is nothing at this address; /api/v1/openapi.json lists what there is."),
        "only_reading": _("Only GET and HEAD are answered here; nothing can be changed this way."),
        "other_page": _("A page of another site may not read here."),
        "no_token": _(
            "This is not for everybody, and no token came with the request. Send one as “Authorization: Bearer …”; an "
            "administrator makes it."
        ),
    }


def _bad(error: MonitorError, _: Words) -> str:
    return {
        "day": _(
            "“{parameter}” cannot be {said}. Accepted: a day from {first} to {last}, written like that."
        ),
        "number": _("“{parameter}” cannot be {said}. Accepted: a whole number from 1 to {most}."),
        "period": _(
            "“{parameter}” cannot be {said}. Accepted: 2014, 2021-05, 2021-05-05, 2023-Q2, 2022/23, 2011..2013 or "
            "2019-03..2019-05."
        ),
        "cursor": _("“{parameter}” cannot be {said}. Accepted: the one in the address of the next part."),
        "language": _("“{parameter}” cannot be {said}. Accepted: {listed}."),
    }.get(
        str(error.fields.get("kind")),
        _("“{parameter}” cannot be {said}. Accepted: {listed}, or nothing for the total."),
    )
