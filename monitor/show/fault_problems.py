"""What is wrong with a row or a file that came in: the doors' sentences, with names in braces for what differs."""

from collections.abc import Mapping

from monitor.show.words import Words


def sentences(_: Words) -> Mapping[str, str]:
    """The sentence in the reader's words for each English one; what stands before another is tried before it."""
    return {
        "{said} is another indicator.": _("{said} is another indicator."),
        "{said} is no number that can be used.": _("{said} is no number that can be used."),
        "{said} can be read in two ways: the column holds points and commas for decimals.": _(
            "{said} can be read in two ways: the column holds points and commas for decimals."
        ),
        "{said} can be read in two ways, and nothing in the column tells which.": _(
            "{said} can be read in two ways, and nothing in the column tells which."
        ),
        "{said} can be a month or several years, and nothing in the column tells which.": _(
            "{said} can be a month or several years, and nothing in the column tells which."
        ),
        "The period is blank.": _("The period is blank."),
        "{said} begins and ends in the same year.": _("{said} begins and ends in the same year."),
        "{said} ends before it begins.": _("{said} ends before it begins."),
        "{said} does not name two years in a row.": _("{said} does not name two years in a row."),
        "{said} names a month that is none.": _("{said} names a month that is none."),
        "{said} is no week of its year.": _("{said} is no week of its year."),
        "{said} is no period that is known here.": _("{said} is no period that is known here."),
        "The text holds {sign} as character {n}.": _("The text holds {sign} as character {n}."),
        "{said} has {n} characters.": _("{said} has {n} characters."),
        "The cell is blank.": _("The cell is blank."),
        "{said} lies below {limit}, the least that the schema allows.": _(
            "{said} lies below {limit}, the least that the schema allows."
        ),
        "{said} lies above {limit}, the most that the schema allows.": _(
            "{said} lies above {limit}, the most that the schema allows."
        ),
        "{said} is no whole number, as the schema says.": _("{said} is no whole number, as the schema says."),
        "What is said of the table cannot be kept: {why}.": _(
            "What is said of the table cannot be kept: {why}."
        ),
        "What is said of the indicator cannot be kept: {why}.": _(
            "What is said of the indicator cannot be kept: {why}."
        ),
        "The description is too large.": _("The description is too large."),
        "This is no list of fields.": _("This is no list of fields."),
        "This is no valid CSV: {why}.": _("This is no valid CSV: {why}."),
        "This is no valid YAML: {why}.": _("This is no valid YAML: {why}."),
        "The alias {name} points elsewhere.": _("The alias {name} points elsewhere."),
        "The anchor {name} is not read.": _("The anchor {name} is not read."),
        "The tag {name} is not read.": _("The tag {name} is not read."),
        "This row was left out. What it says is not repeated here, because it is about persons.": _(
            "This row was left out. What it says is not repeated here, because it is about persons."
        ),
        "{n} of {count} figures are hidden to protect persons; they are kept nowhere.": _(
            "{n} of {count} figures are hidden to protect persons; they are kept nowhere."
        ),
        "{n} of them were shown by an earlier edition or a linked indicator, or can be worked out from one.": _(
            "{n} of them were shown by an earlier edition or a linked indicator, or can be worked out from one."
        ),
        "They are protected together with {others}, which count the same persons.": _(
            "They are protected together with {others}, which count the same persons."
        ),
        "Of the figures that {other} hides, {n} can be worked out from what is shown beside it.": _(
            "Of the figures that {other} hides, {n} can be worked out from what is shown beside it."
        ),
        "It has several measures: do they count the same persons, or some of them among the others?": _(
            "It has several measures: do they count the same persons, or some of them among the others?"
        ),
        "It shows the same figures as {other}: are they about the same persons?": _(
            "It shows the same figures as {other}: are they about the same persons?"
        ),
        "It counts the same thing as {other}, broken down alike, for the same time: are they about the same "
        "persons?": _(
            "It counts the same thing as {other}, broken down alike, for the same time: are they about the same "
            "persons?"
        ),
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
        "The numerator lies above the denominator.": _("The numerator lies above the denominator."),
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
        "{name} was read as the years, and as values: {names}.": _(
            "{name} was read as the years, and as values: {names}."
        ),
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
        "{file} has no one column Year and one column Value, but {found}.": _(
            "{file} has no one column Year and one column Value, but {found}."
        ),
        "{file} is empty.": _("{file} is empty."),
    }
