from extract.layout.aligned_rows import rows_of
from extract.layout.column_pieces import Piece
from extract.layout.line_distances import LineDistance, line_distances, wrapped
from tests.extract.readings import line

HEIGHT, PITCH = 11.0, 12.0


def piece(text: str, base: float, column: int = 1) -> Piece:
    words = line(100.0 * column, base - 9, text).words
    return Piece(words, base, column, column)


def test_lines_of_one_text_are_told_by_the_room_that_is_left_above() -> None:
    pieces = [
        piece("Rà soát thủ tục hành chính của", 100),
        piece("Ủy ban nhân dân cấp huyện và cấp", 100 + PITCH),  # "xã" had no room
        piece("xã", 100 + 2 * PITCH),
        piece("Họp giao ban", 140),  # there was room above
        piece("1", 100, 0),
    ]
    assert wrapped(pieces, HEIGHT) == [PITCH, PITCH]


def test_where_lines_of_one_text_are_known_no_other_distance_counts() -> None:
    """Rows of one line are more here, and hardly farther from each other."""
    page = [PITCH] * 9 + [13.5] * 8 + [15.0] * 12 + [16.0] * 20
    (known,) = line_distances([page], [PITCH] * 9, HEIGHT)
    assert known is not None
    assert known.far == PITCH
    (guessed,) = line_distances([page], [PITCH] * 3, HEIGHT)
    assert guessed is not None
    assert guessed.far > PITCH


def test_what_stands_below_a_title_in_one_line_is_not_taken_up_to_it() -> None:
    """Its next text is farther from it than lines are, but it does not stand on both sides of the title."""
    pieces = [
        piece("II", 100, 0),
        piece("CẢI CÁCH THỂ CHẾ", 100),
        piece("6", 122, 0),
        piece("Rà soát thủ tục", 116),
        piece("hành chính", 128),
        piece("Thanh tra", 122, 2),
        piece("7", 146, 0),
        piece("Kiểm tra công vụ", 146),
        piece("Văn phòng", 146, 2),
    ]
    rows = rows_of(pieces, LineDistance(17.0, 24.5), 3)
    assert [row.label for row in rows] == ["II", "6", "7"]
    assert [[p.text for p in row.pieces if p.column == 2] for row in rows] == [
        [],
        ["Thanh tra"],
        ["Văn phòng"],
    ]
