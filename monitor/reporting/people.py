"""The id under which the log knows what nobody reported."""

from typing import Final

DEMONSTRATION_PERSON: Final = "demonstration"
"""The id that everything in a demonstration was recorded under; it is nobody."""
