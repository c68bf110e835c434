"""The codes of time of statistics banks are periods; what is none is refused with its reason."""

import pytest

from monitor.sources.pxweb.time_codes import period


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2014", "2014"),
        ("2025U01", "2025-W01"),
        ("2025W52", "2025-W52"),
        ("2025-W07", "2025-W07"),
        ("2023K2", "2023-Q2"),
        ("2023Q2", "2023-Q2"),
        ("2023-Q2", "2023-Q2"),
        ("2023H1", "2023-H1"),
        ("2023-S2", "2023-H2"),
        ("2024M05", "2024-05"),
        ("2024-05", "2024-05"),
        ("2024M05D17", "2024-05-17"),
        ("2024-05-17", "2024-05-17"),
        ("20240517", "2024-05-17"),
        ("2013-2014", "2013..2014"),
        ("2009–2013", "2009..2013"),
        ("2022/2023", "2022/23"),
        ("2022/23", "2022/23"),
        ("1999/2000", "1999/00"),
    ],
)
def test_a_code_is_a_period(code: str, text: str):
    assert period(code).text == text


@pytest.mark.parametrize(
    "code",
    [
        "2025U54",
        "2023K5",
        "2024M13",
        "2024T1",
        "2014-2013",
        "2022/2002",
        "1769",
        "2023 ",
        "２０２３",
        "total",
        "",
        "2023M2",
    ],
)
def test_a_code_that_is_no_period_is_refused_by_name(code: str):
    with pytest.raises(ValueError, match=r"."):
        period(code)
