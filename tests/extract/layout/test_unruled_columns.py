from extract.layout.unruled_columns import column_beside, unruled_columns
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


def numbers(count: int, x: float, step: float = 0.0) -> list[ReadLine]:
    """Numbers of rows below each other, each so many points further right, as noise."""
    return [line(x + step * row, 110.0 + 40 * row, str(row + 1), noise=True) for row in range(count)]


def test_numbers_beside_a_table_are_a_column_that_it_lost() -> None:
    assert column_beside(numbers(3, 60), (85, 100, 540, 300))
    assert column_beside(numbers(3, 550), (85, 100, 540, 300))


def test_two_lines_or_an_arc_of_letters_beside_a_table_are_no_column() -> None:
    assert not column_beside(numbers(2, 60), (85, 100, 540, 300))
    assert not column_beside(numbers(5, 30, step=8), (85, 100, 540, 300))


def test_letters_of_a_seam_seal_beside_a_table_are_no_column() -> None:
    seal = [line(x, y, "A", noise=True) for x, y in ((561, 468), (560, 488), (562, 502))]
    assert not column_beside(seal, (46, 95, 559, 781))


def test_what_stands_above_or_in_a_table_is_beside_none() -> None:
    assert not column_beside(numbers(4, 60), (85, 300, 540, 500))
    assert not column_beside(numbers(4, 200), (85, 100, 540, 300))
