"""What is chosen in the explorer is written into an address and read from it again."""

import pytest

from monitor.review.exploring.look import MOST_LOOKS, Look, Shape, looks_in, owned, query_of

LOOKS = [
    [],
    [Look("homes")],
    [
        Look(
            "homes",
            edition=3,
            codes={"sex": (None, "f")},
            first="2010",
            last="2014",
            shape=Shape.SLOPE,
            page=2,
        )
    ],
    [Look("homes", codes={"age group": ("18–24", "a.b", "]")}, panels="age group"), Look("work")],
    [Look("homes", codes={"sex": ("f",)}), Look("work", codes={"sex": ("m",)}, shape=Shape.DOTS)],
    [Look("homes", codes={"a.from": ("*",)}), Look("a", first="2022/23")],
]


@pytest.mark.parametrize("looks", LOOKS)
def test_what_is_written_is_read_again(looks: list[Look]):
    assert looks_in(query_of(looks)) == looks


def test_one_indicator_bears_the_names_of_the_interface_for_programs():
    look = Look("homes", edition=2, codes={"sex": (None, "f")}, first="2010")
    assert query_of([look]) == {"id": ["homes"], "edition": ["2"], "by[sex]": ["", "f"], "from": ["2010"]}


def test_of_several_each_choice_bears_the_id_it_concerns():
    looks = [Look("homes", first="2010"), Look("work", codes={"sex": ("f",)})]
    assert query_of(looks) == {"id": ["homes", "work"], "homes.from": ["2010"], "work.by[sex]": ["f"]}


def test_a_choice_without_an_id_concerns_all_and_one_with_an_id_counts_before_it():
    first, second = looks_in({"id": ["homes", "work"], "from": ["2010"], "work.from": ["2014"]})
    assert (first.first, second.first) == ("2010", "2014")


@pytest.mark.parametrize(
    "query",
    [
        {"edition": ["x"]},
        {"edition": ["0"]},
        {"edition": ["9" * 40]},
        {"edition": ["٣"]},
        {"chart": ["pie"]},
        {"page": ["-1"]},
        {"page": ["0"]},
        {"by[sex": ["f"]},
        {"by[sex]": []},
    ],
)
def test_what_cannot_be_read_counts_as_not_chosen(query: dict[str, list[str]]):
    assert looks_in({"id": ["homes"], **query}) == [Look("homes")]


def test_an_indicator_stands_there_once_and_no_more_than_four_do():
    assert [look.indicator for look in looks_in({"id": ["a", "b", "a", "c", "d", "e"]})] == [
        "a",
        "b",
        "c",
        "d",
    ]
    assert MOST_LOOKS == 4


@pytest.mark.parametrize("name", ["id", "from", "homes.from", "by[sex]", "homes.by[age.group]", "page"])
def test_names_of_ours_are_taken_out_of_the_address(name: str):
    assert owned(name)


@pytest.mark.parametrize("name", ["lang", "as_of", "homes.lang", "bystander"])
def test_names_of_others_stay_in_the_address(name: str):
    assert not owned(name)
