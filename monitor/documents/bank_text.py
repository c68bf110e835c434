"""A table of a statistics bank before anything of it is asked for, in lines of plain English for a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

_CODES: Final = 40


def as_lines(
    label: str, variables: Sequence[tuple[str, str, bool, bool, Sequence[tuple[str, str]]]]
) -> Iterator[str]:
    """The table and its variables, each with its id, its label, whether it is time, whether it may be left out, and its
    codes with their labels.
    """
    yield label
    for name, title, is_time, may_be_left_out, codes in variables:
        marks = ", ".join(
            (["time"] if is_time else [])
            + (["may be left out"] if may_be_left_out else [])
            + [f"{len(codes):,} codes"]
        )
        yield f"{name}: {title} ({marks})"
        shown = codes if len(codes) <= _CODES else [*codes[: _CODES - 5], *codes[-5:]]
        for place, (code, words) in enumerate(shown):
            if len(codes) > len(shown) and place == _CODES - 5:
                yield "    …"
            yield f"    {code}" + (f"  {words}" if words != code else "")
