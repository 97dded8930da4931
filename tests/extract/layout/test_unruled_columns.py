from extract.layout.unruled_columns import unruled_columns
from extract.page_reading import ReadLine
from tests.extract.readings import line

PLACES = (85.0, 220.0, 400.0)


def rows(count: int, columns: int, *, noise: bool = False) -> list[ReadLine]:
    return [
        line(x, 100.0 + 18 * row + 2 * column, "Sở Nội vụ", noise=noise)
        for row in range(count)
        for column, x in enumerate(PLACES[:columns])
    ]


def test_rows_of_three_abreast_are_a_table_that_nobody_found() -> None:
    box = unruled_columns(rows(5, 3))
    assert box is not None
    assert box[:2] == (85, 100) and box[2] > 400 and box[3] > 170


def test_few_rows_are_none() -> None:
    assert unruled_columns(rows(4, 3)) is None


def test_a_head_or_a_signature_of_two_columns_is_none() -> None:
    assert unruled_columns(rows(9, 2)) is None


def test_noise_counts_for_nothing() -> None:
    assert unruled_columns(rows(9, 3, noise=True)) is None
