"""The ids under which the log knows those who are no account of anybody's."""

from typing import Final

LOCAL_PERSON: Final = "local"
"""The pseudonymous id of the one person who uses the monitor on their own machine."""

DEMONSTRATION_PERSON: Final = "demonstration"
"""The id that everything in a demonstration was recorded under; it is nobody."""
