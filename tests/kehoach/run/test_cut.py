from dataclasses import replace

from kehoach.records import Beginning, Document, PageDoubt
from kehoach.run.cut import cut
from tests.layout import Set, centred, make_document

BOX = (0.0, 0.0, 1.0, 1.0)


def bound() -> Document:
    table = Set(85, 120, "", 3, rows=(("STT", "Nội dung"), ("1", "Rà soát")))
    document = make_document(
        [centred(60, "KẾ HOẠCH một", 1), centred(60, "tiếp", 2), centred(60, "KẾ HOẠCH hai", 3), table]
    )
    return replace(document, doubts=(PageDoubt("unreadable_page", 2), PageDoubt("unread_ink", 3)))


def beginning(document: Document, sure: bool) -> Beginning:
    return Beginning(3, document.text.index("KẾ HOẠCH hai"), BOX, "Số: 63/KH-SXD", sure)


def test_each_document_has_its_own_pages_text_and_doubts() -> None:
    document = bound()
    one, other = cut(document, [beginning(document, True)])
    assert [page.number for page in one.pages] == [1, 2]
    assert [page.number for page in other.pages] == [3]
    assert one.text + other.text == document.text
    assert other.text.startswith("KẾ HOẠCH hai")
    assert [d.rule for d in one.doubts] == ["unreadable_page"]
    assert [d.rule for d in other.doubts] == ["unread_ink"]


def test_offsets_count_from_each_documents_start() -> None:
    document = bound()
    for part in cut(document, [beginning(document, True)]):
        assert all(part.text[w.start : w.end] == w.text for w in part.words)
        assert all(part.text[ln.start : ln.end].strip() for ln in part.lines)
    assert [part.text[c.start : c.end] for t in part.tables for c in t.cells] == [
        "STT",
        "Nội dung",
        "1",
        "Rà soát",
    ]


def test_a_doubtful_beginning_cuts_nothing_and_is_told() -> None:
    document = bound()
    (whole,) = cut(document, [beginning(document, False)])
    assert whole.text == document.text
    assert [(d.rule, d.value, d.page) for d in whole.doubts] == [
        ("unreadable_page", None, 2),
        ("unread_ink", None, 3),
        ("several_plans", "Số: 63/KH-SXD", 3),
    ]


def test_a_file_of_one_document_is_that_document() -> None:
    document = bound()
    assert cut(document, []) == (document,)
