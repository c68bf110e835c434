"""The headings that indicators are browsed by."""

from enum import StrEnum


class Theme(StrEnum):
    """The headings of the monitor, in the order they are shown."""

    HOUSING = "housing"
    WORK_EDUCATION = "work_education"
    MONEY = "money"
    EDUCATION_LEVEL = "education_level"
    SUBSTANCE_USE = "substance_use"
    MENTAL_HEALTH = "mental_health"
    LIVING_CONDITIONS = "living_conditions"
    NEEDS_ASSESSMENT = "needs_assessment"
    NOTIFICATION = "notification"
    SERVICE_ACCESS = "service_access"
    HOMELESSNESS = "homelessness"
    RECIDIVISM = "recidivism"
    PRISON_POPULATION = "prison_population"
    PRISON_CAPACITY = "prison_capacity"
    ELECTRONIC_MONITORING = "electronic_monitoring"
    SANCTIONS = "sanctions"
    COMPARATORS_NORDIC = "comparators_nordic"
    COMPARATORS_ENGLAND_WALES = "comparators_england_wales"
    COMPARATORS_EUROPE = "comparators_europe"
