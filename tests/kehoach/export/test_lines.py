"""Lines with their texts for training: which words stand on which line, and the lines of a scan."""

import pytest

from kehoach.export.lines import split_by_lines, write_lines
from tests.kehoach.run.corrections.factories import DOC, make_rows


@pytest.mark.parametrize(
    ("text", "read", "parts"),
    [
        ("Sở Tư pháp", ["Sở Tư phap"], ["Sở Tư pháp"]),
        ("Ban hành Kế hoạch kiểm tra", ["Ban hanh Kê", "hoạch kiểm fra"], ["Ban hành Kế", "hoạch kiểm tra"]),
        ("a b c d", ["a b", "", "c d"], ["a b", "", "c d"]),
        ("Nguyễn Văn An", ["Nguyễn Văn An", ""], ["Nguyễn Văn An", ""]),
        ("một hai ba", ["xyz", "wvu"], ["một", "hai ba"]),
    ],
)
def test_words_are_split_as_they_stand_on_their_lines(text, read, parts):
    assert split_by_lines(text, read) == parts


class Cut:
    """Stands in for the lines of pages."""

    def __init__(self, lines):
        self.given = lines

    def lines(self, source, number, boxes):
        return [self.given for _ in boxes]


@pytest.fixture
def rows():
    rows = make_rows(doubted=())
    rows["pages"][0]["text_source"] = "ocr"
    for value in rows["values"]:
        value["reviewed"] = None
    (value,) = (v for v in rows["values"] if (v["row_id"], v["field"]) == (f"{DOC}-t0002", "lead_text"))
    value |= {"reviewed": "corrected", "value": "Sở Tư pháp"}
    return rows


def written(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_only_cells_that_somebody_looked_at_are_written(rows, tmp_path):
    write_lines(rows, tmp_path, Cut([(b"png", "Sở Tư phap")]))
    name = f"{DOC}-t0002-lead_text-1"
    assert written(tmp_path) == {f"{name}.png": b"png", f"{name}.gt.txt": "Sở Tư pháp\n".encode()}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [(b"png", "Căn cứ Nghị quyết")],  # another line
        [(b"png", "Số: Sở Tư pháp")],  # more than the value
        [(b"png", "Sở"), (b"png", "pháp")],  # “Tư” may stand on either
    ],
)
def test_a_line_that_may_hold_something_else_is_left_out(rows, tmp_path, lines):
    write_lines(rows, tmp_path, Cut(lines))
    assert not [text for text in written(tmp_path).values() if b"T\xc6\xb0" in text]


def test_a_text_layer_has_no_lines_to_train_on(rows, tmp_path):
    rows["pages"][0]["text_source"] = "text-layer"
    write_lines(rows, tmp_path, Cut([(b"png", "Sở Tư phap")]))
    assert written(tmp_path) == {}
