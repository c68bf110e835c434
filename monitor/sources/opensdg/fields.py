"""What the fields of a description are called, and under which heading those are kept that have no place of their own.

Two families of names are in use: the fields of Open SDG itself, in small letters, and the concepts of the SDMX metadata
structure for SDGs, in capitals.
"""

from collections.abc import Mapping
from typing import Final

TITLE: Final = ("indicator_name", "indicator_name_national", "SDG_INDICATOR", "SDG_INDICATOR__GLOBAL")
OTHER_TITLES: Final = (
    "indicator_available",
    "national_indicator_available",
    "actual_indicator_available",
    "graph_title",
    "title",
)
NUMBER: Final = ("indicator_number", "indicator", "indicator_id")
GOAL: Final = ("SDG_GOAL", "SDG_GOAL__GLOBAL", "goal_name")
DEFINITION: Final = (
    "national_indicator_description",
    "actual_indicator_available_description",
    "STAT_CONC_DEF",
    "computation_definitions",
    "indicator_definition",
)
METHOD: Final = (
    "computation_calculations",
    "us_method_of_computation",
    "method_of_computation",
    "DATA_COMP",
    "COLL_METHOD",
    "SRC_TYPE_COLL_METHOD",
)
UNIT: Final = ("computation_units", "unit_of_measure", "UNIT_MEASURE")
COVERAGE: Final = ("national_geographical_coverage", "COVERAGE", "REF_AREA")
CAVEATS: Final = (
    "data_notice_text",
    "data_footnote",
    "comments_limitations",
    "comments_and_limitations",
    "variable_notes",
    "REC_USE_LIM",
)

REMARKS: Final[Mapping[str, tuple[str, str]]] = {
    "indicator_available": ("What is available", "Det som er tilgjengelig"),
    "page_content": ("Further information", "Mer informasjon"),
    "other_info": ("Other information", "Andre opplysninger"),
    "target_name": ("Target", "Delmål"),
    "target": ("Target", "Delmål"),
    "SDG_TARGET": ("Target", "Delmål"),
    "rationale_interpretation": ("Rationale and interpretation", "Begrunnelse og tolkning"),
    "rational_interpretation": ("Rationale and interpretation", "Begrunnelse og tolkning"),
    "RATIONALE": ("Rationale", "Begrunnelse"),
    "international_comparability": ("International comparability", "Internasjonal sammenlignbarhet"),
    "COMPARABILITY": ("Comparability", "Sammenlignbarhet"),
    "quality_assurance": ("Quality assurance", "Kvalitetssikring"),
    "QUALITY_ASSURE": ("Quality assurance", "Kvalitetssikring"),
    "DATA_SOURCE": ("Data sources", "Datakilder"),
    "COMPILING_ORG": ("Compiled by", "Sammenstilt av"),
    "periodicity": ("Frequency of collection", "Hvor ofte det samles inn"),
    "international_and_national_references": ("References", "Referanser"),
    "FREQ_COLL": ("Frequency of collection", "Hvor ofte det samles inn"),
    "disaggregation_categories": ("Breakdowns", "Inndelinger"),
    "disaggregation_geography": ("Geographical breakdowns", "Geografiske inndelinger"),
    "computation_disaggregation": ("Breakdowns", "Inndelinger"),
    "computation_numerator": ("Numerator", "Teller"),
    "computation_denominator": ("Denominator", "Nevner"),
    "DATA_VALIDATION": ("Validation", "Kontroll"),
    "ADJUSTMENT": ("Adjustments", "Justeringer"),
    "IMPUTATION": ("Missing values", "Manglende verdier"),
    "DOC_METHOD": ("Documentation of the method", "Dokumentasjon av metoden"),
    "OTHER_DOC": ("References", "Referanser"),
    "un_custodian_agency": ("UN custodian agency", "Ansvarlig FN-organ"),
    "un_custodial_agency": ("UN custodian agency", "Ansvarlig FN-organ"),
    "goal_meta_link": ("UN metadata", "FNs metadata"),
    "copyright": ("Copyright", "Opphavsrett"),
    "permissions": ("Terms of use", "Vilkår for bruk"),
}
"""The heading in English and Norwegian, by field."""
