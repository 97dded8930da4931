from dataclasses import replace

import pytest

from bench.alignment import align_document
from kehoach.records import Word
from tests.bench.factories import HEAD, make_gold
from tests.layout import Set, make_document

BODY = "Tiếp tục thực hiện Nghị định số 61/2018/NĐ-CP về một cửa"


def read(*lines, rows=()):
    """A document of one line each, then a table; words of its cells 0.5 sure, others 1."""
    items = [Set(85, 60 + 20 * place, line) for place, line in enumerate(lines)]
    document = make_document([*items, *([Set(85, 300, "", rows=rows)] if rows else [])])
    inside = [word for table in document.tables for cell in table.cells for word in words(document, cell)]
    return replace(document, words=(*document.words, *inside))


def words(document, cell):
    start = cell.start
    for text in document.text[cell.start : cell.end].split():
        start = document.text.index(text, start)
        yield Word(text, text, start, start + len(text), cell.page, cell.bbox, 0.5)
        start += len(text)


def readings(document, gold):
    return [(item.word.text, item.gold, item.right) for item in align_document(document, gold).readings]


LINES = [  # as read, what becomes of the words that are not simply right
    (BODY, []),
    (BODY.replace("Tiếp", "Tiêp"), [("Tiêp", "Tiếp", False)]),
    (BODY.replace("Tiếp tục", "Tiếptục"), [("Tiếptục", "Tiếp", False)]),
    (BODY.replace("một", "m ột"), [("m", "", False), ("ột", "một", False)]),
    (BODY.replace("một", "x"), [("x", "một", False)]),
    (BODY.replace("Nghị định số ", ""), []),
    (BODY + " ;", [(";", None, None)]),
    (BODY + ";", []),
    (BODY.replace("hiện", "hiện."), [("hiện.", "hiện", False)]),
]


@pytest.mark.parametrize(("line", "others"), LINES)
def test_lines_of_the_body(line, others):
    gold = make_gold(body=[BODY], tasks=[])
    found = readings(read("UBND TỈNH LẠNG SƠN", HEAD["title"], line), gold)
    assert found[:4] == [(word, None, None) for word in ("UBND", "TỈNH", "LẠNG", "SƠN")]
    assert [item for item in found[4:] if item[2] is not True] == others


def test_an_empty_body_says_nothing_of_words():
    assert {right for *_, right in readings(read(BODY), make_gold(body=[], tasks=[]))} == {None}


TABLE = (
    ("STT", "Thời gian", "Nội dung", "Chủ trì"),
    ("I", "THỂ CHẾ", "", ""),
    ("1", "Quy I/2022", "Rà soát văn bản quy phạm pháp luật", "Thanh tra"),
    ("2", "Tháng 5/2022", "Tổ chức tập huấn nghiệp vụ cho công chức", "Văn phòng"),
)


def test_cells_in_any_order_of_columns():
    aligned = align_document(read(*make_gold()["body"], rows=TABLE), make_gold())
    wrong = [item for item in aligned.readings if item.right is False]
    assert [(item.word.text, item.gold, item.task, item.field) for item in wrong] == [
        ("Quy", "Quý", 0, "due")
    ]
    assert {(0, "content"), (0, "due"), (1, "lead")} <= set(aligned.weakest)
    assert set(aligned.weakest.values()) == {0.5}


def test_a_header_has_no_gold():
    aligned = align_document(read(*make_gold()["body"], rows=TABLE), make_gold())
    assert [item.word.text for item in aligned.readings if item.right is None][:3] == ["STT", "Thời", "gian"]


def test_every_word_is_told_once():
    document = read(HEAD["title"], *make_gold()["body"], rows=TABLE)
    assert [item.word for item in align_document(document, make_gold()).readings] == list(document.words)
