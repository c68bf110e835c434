"""What an edition says of how its figures on persons were protected."""

from pydantic import Field

from monitor.catalogue.text import Frozen


class Protection(Frozen):
    """The rule that figures on persons were protected by before they were kept.

    Counts from 1 to `largest` are hidden, and as many others as leave each hidden count a range of at least `width`.
    """

    largest: int = Field(ge=1, le=1000)
    width: int = Field(ge=1, le=1001)
