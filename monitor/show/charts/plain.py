"""A figure that is handed on as it was made."""

from typing import Any

from plotly.basedatatypes import BaseFigure


class PlainFigure(BaseFigure):  # type: ignore[misc]
    """Data and layout that Streamlit takes as they are.

    Of a dict it would have plotly look at every property, and of a plotly figure make a deep copy: some ten times the
    work of writing it out. What charts consist of is looked at by tests instead, which make real figures of them.
    """

    def __init__(self, made: dict[str, Any]) -> None:
        # Nothing of plotly's own machinery is set up: all that is asked of it is the figure.
        self.__dict__["_made"] = made

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plain values."""
        made: dict[str, Any] = self.__dict__["_made"]
        return made
