"""Words beside points in time never lie over each other, over a point or over a line."""

from itertools import combinations

from monitor.show.charts.labels import Place, Point, places

WIDTH = 290


def extent(at: Point, place: Place) -> tuple[float, float, float]:
    """From where to where the words of a point lie, and at what height."""
    width = 6.6 * len(at.words)
    left = at.x + place.xshift - {"left": 0.0, "center": width / 2, "right": width}[place.xanchor]
    return left, left + width, at.y + place.yshift


def standing(points: list[Point], *lines: float) -> list[tuple[float, float, float]]:
    found = places(points, WIDTH, lines)
    return [extent(at, place) for at, place in zip(points, found, strict=True) if place is not None]


def apart(spots: list[tuple[float, float, float]]) -> bool:
    return all(
        one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 14.9
        for one, other in combinations(spots, 2)
    )


def test_a_figure_alone_stands_above_its_point_and_that_of_a_second_group_below():
    first, second = places(
        [Point(100, 100, "56 %", "2014"), Point(200, 100, "24 %", "2015", above=False)], WIDTH
    )
    assert first == ("center", 0, 14)
    assert second == ("center", 0, -14)


def test_figures_of_one_period_stand_in_a_column_in_the_order_of_their_points():
    points = [
        Point(100 + number, height, f"{height} %", "2014") for number, height in enumerate((80, 76, 78, 20))
    ]
    spots = standing(points)
    assert len(spots) == 4
    assert apart(spots)
    assert min(left for left, _right, _height in spots) > 103, "beside the points, and not on them"
    heights = [height for _left, _right, height in spots]
    assert sorted(range(4), key=heights.__getitem__) == [3, 1, 2, 0]


def test_a_column_at_the_right_edge_stands_before_its_points():
    spots = standing([Point(280, 80, "80 %", "2014"), Point(281, 76, "76 %", "2014")])
    assert all(right < 280 for _left, right, _height in spots)


def test_neighbours_in_time_do_not_cover_each_other():
    points = [
        Point(100 + 12 * number, 100 + number, "about 1,000", str(2010 + number)) for number in range(4)
    ]
    spots = standing(points)
    assert len(spots) >= 3
    assert apart(spots)


def test_words_keep_clear_of_a_stretch_of_years_and_of_an_upright_line():
    [[left, _right, height]] = standing([Point(100, 100, "30 %", "2016..2020", stretch=(60, 140))])
    assert left > 140 or abs(height - 100) > 10
    [[left, right, _height]] = standing([Point(100, 100, "30 %", "2016")], 104)
    assert right <= 103 or left >= 105


def test_what_has_no_room_is_left_to_the_table():
    crowd = [Point(145, float(height), "", f"x{height}") for height in range(0, 240, 8)]
    assert (
        places([*crowd, Point(145, 120, "a very long word that is wider than all", "2014")], 60)[-1] is None
    )


def test_where_a_column_has_no_room_each_stands_by_itself():
    points = [
        Point(150, 120, "25 %, given in words", "2016..2020", stretch=(60, 240)),
        Point(154, 60, "14 %", "2016..2020", above=False, stretch=(60, 240)),
    ]
    spots = standing(points, 250)
    assert len(spots) == 2
    assert apart(spots)
