"""What a person is to the strategy. A role is granted by an admin; nobody has one by signing in."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A role, named after who mostly holds it."""

    READER = "reader"
    ANALYST = "analyst"
    DIRECTORATE = "directorate"
    SECRETARIAT = "secretariat"
    MINISTRY = "ministry"
    COMMITTEE = "committee"
    ADMIN = "admin"


OF_A_BODY: Final = frozenset({Role.DIRECTORATE, Role.MINISTRY})
"""The roles that are granted for one body. The others are granted without."""
