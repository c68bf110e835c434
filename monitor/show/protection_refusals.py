"""Why unpublished figures on persons cannot be protected, and so are not kept, in the reader's words."""

from monitor.show.words import Words


def sentences(_: Words) -> dict[str, str]:
    """A sentence for each code, with the fields of the error in braces. None of them repeats a figure."""
    return {
        "protection_unit": _(
            "{indicator}: the figure for {figure} is neither a count nor a share, and cannot be protected. Nothing was "
            "kept. Leave such figures out, or publish them first."
        ),
        "protection_share": _(
            "{indicator}: the share for {figure} has no numerator or no denominator, and cannot be protected without "
            "both. Nothing was kept; give both in whole persons."
        ),
        "protection_count": _(
            "{indicator}: the figure for {figure} holds a count that is no whole number from 0. Nothing was kept."
        ),
        "protection_base": _(
            "{indicator}: the numerator, the denominator and n of {figure} do not fit each other. Nothing was kept. "
            "The numerator is at most the denominator, and n is the denominator or blank."
        ),
        "protection_value": _(
            "{indicator}: the share for {figure} is not its numerator of its denominator. Nothing was kept; weighted "
            "shares cannot be protected."
        ),
        "protection_twice": _(
            "{indicator}: the figure for {figure} stands twice. Nothing was kept; give one figure for each period "
            "and group."
        ),
        "protection_hidden_before": _(
            "{indicator}: the figure for {figure} is hidden already. Nothing was kept; what is to protect it has to be "
            "worked out from every count."
        ),
        "protection_overlap": _(
            "{indicator}: the codes of {dimension} count more persons than their total, {figure}. Nothing was kept. "
            "Say in the definition which code is part of which other one (part_of), or leave out those that overlap."
        ),
        "protection_periods": _(
            "{indicator}: {first} and {second} overlap, and neither is part of the other, so their figures cannot be "
            "protected together. Nothing was kept; give periods that share no day or lie within each other."
        ),
        "protection_codes_gone": _(
            "{indicator}: an edition that hides figures has codes of {dimension} that are defined no more: {codes}. "
            "Nothing was kept. Keep them in the definition, each as part of the code that now holds it (part_of); no "
            "figures need be given for them."
        ),
        "protection_gaps": _(
            "{indicator}: figures are missing between those that are there, so that nobody can say what the others "
            "give away. Nothing was kept; give every total and every group, zeros too."
        ),
        "protection_linked_differ": _(
            "{indicator} says that it counts the same persons as {other} ({persons}), and the figures for {figure} "
            "differ. Nothing was kept. Correct one of them, or give each an id of its own."
        ),
        "protection_linked_day": _(
            "{indicator}: {other} counts the same persons ({persons}), hides some figures, and shows another one for "
            "{figure}. Nothing was kept. Import both anew in one delivery, or give each an id of its own."
        ),
        "protection_linked_more": _(
            "{indicator}: for {figure}, more are counted as {part} than as {whole}, which they are said to be among. "
            "Nothing was kept. Correct the figures, or leave “among” out."
        ),
        "protection_linked_size": _(
            "{indicator} are linked, and more of their cells hang together by their totals than the {most} that can be "
            "protected at once. Nothing was kept. Give fewer breakdowns of one of them; where they do not count the "
            "same persons, give each an id of its own."
        ),
        "too_large_to_protect": _(
            "{cells} cells hang together by their totals; up to {most} can be protected at once. Nothing was kept; "
            "give fewer breakdowns together."
        ),
    }
