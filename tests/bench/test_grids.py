from bench.grids import Shape, cells_found

WANTED = Shape(3, frozenset({(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 3)}))


def test_cells_of_the_likest_table_count() -> None:
    half = Shape(3, frozenset({(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 3)}))
    assert cells_found(WANTED, (Shape(3, frozenset({(0, 0, 1, 1)})), half)) == 2


def test_a_table_of_other_columns_has_none() -> None:
    assert cells_found(WANTED, (Shape(4, WANTED.cells),)) == 0
    assert cells_found(WANTED, ()) == 0
