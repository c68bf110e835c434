"""The strategy as it is printed (G-0440 B, April 2017): titles, responsible bodies in their order, deadline.

Copied by hand from the print, not from initiatives.yaml, so that a slip in either shows.
"""

from typing import NamedTuple


class Printed(NamedTuple):
    """What the print says of one initiative; the bodies by their printed short names."""

    title: str
    bodies: str
    deadline: int


PRINTED = {
    "1.1": Printed("Review agreements and regulations", "JD, ASD, HOD, KD, KMD", 2018),
    "1.2": Printed("Predictable release and transfer dates", "JD", 2018),
    "1.3": Printed("Improve and expand BRIK", "JD", 2018),
    "1.4": Printed("National routines for sharing information", "JD, ASD, HOD, KD, KMD", 2019),
    "1.5": Printed("Duty to notify", "JD, ASD, HOD, KD, KMD", 2019),
    "2.1": Printed("Establish the Directorate Committee for Reintegration", "JD, ASD, HOD, KD, KMD", 2017),
    "2.2": Printed("Stop “passing the parcel” between municipalities", "JD, KMD, HOD, ASD", 2018),
    "2.3": Printed("Responsibility for the individual plan", "HOD, ASD, KD", 2017),
    "2.4": Printed("Incentive system", "JD, HOD, KMD", 2020),
    "2.5": Printed("Cooperate with KS", "JD, ASD, HOD, KD, KMD", 2017),
    "2.6": Printed("Assess sanctions and treatment for substance use", "JD, HOD", 2020),
    "3.1": Printed("Strategy for digital services", "JD", 2018),
    "3.2": Printed("Access to labour and welfare services", "ASD, JD", 2018),
    "3.3": Printed("Prison labour that leads to work", "JD, ASD, KD", 2018),
    "3.4": Printed("Reasons for release without housing", "ASD, KMD, JD", 2019),
    "3.5": Printed("Right to housing benefit", "KMD", 2017),
    "3.6": Printed("Information on housing rights", "JD, ASD, KMD", 2018),
    "3.7": Printed("Area function in mental health care and TSB", "HOD", 2018),
}

# The Norwegian titles are a translation of ours, since the Norwegian text was not found; these few are fixed.
NORWEGIAN_TITLES = {
    "1.5": "Varslingsplikt",
    "2.5": "Samarbeide med KS",
    "3.4": "Årsaker til løslatelse uten bolig",
    "3.5": "Rett til bostøtte",
}
