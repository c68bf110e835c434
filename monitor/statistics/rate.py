"""How many there are for each thousand, or each hundred thousand."""


def rate(events: int, population: float, *, per: int) -> float:
    """Events for each `per` of the population: 3,000 among 5,400,000 are 55.6 per 100,000.

    `population` counts what could have been hit, in persons or person-years; it may be a mean and so no whole number.
    A rate from a register is exact and has no interval. Raises ValueError for negative events, a population that is not
    a number above 0, and `per` below 1.
    """
    if not events >= 0:
        raise ValueError(f"Events are counted from 0; {events} is below.")
    if not 0 < population < float("inf"):
        raise ValueError(f"A rate needs a population above 0; it is {population}.")
    if not per >= 1:
        raise ValueError(f"A rate is given per 1 or more, such as 1000; {per} is less.")
    return events * per / population
