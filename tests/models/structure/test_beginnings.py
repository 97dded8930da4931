import pytest

from models.structure.beginnings import find_beginnings
from tests.layout import Set, appendix, centred, closing, make_document, plan_head, prose

BODY = ("I. MỤC TIÊU", "1. Nâng cao chất lượng đội ngũ công chức.", "Trên đây là Kế hoạch của Sở./.")


def on_page(page: int, items: list[Set]) -> list[Set]:
    return [Set(i.x0, i.top, i.text, page, i.bold, rows=i.rows) for i in items]


def plan(page: int, *, close: bool = True) -> list[Set]:
    items = [*plan_head(), *prose(200, *BODY), *(closing(400) if close else [])]
    return on_page(page, items)


def beginnings(*items: list[Set]) -> list[tuple[int, str, bool]]:
    found = find_beginnings(make_document([one for some in items for one in some]))
    return [(one.page, one.text, one.sure) for one in found]


def test_one_plan_with_its_appendix_begins_once() -> None:
    assert beginnings(plan(1), on_page(2, appendix())) == []


def test_a_second_head_after_a_closing_begins_a_document() -> None:
    assert beginnings(plan(1), on_page(2, appendix()), plan(3)) == [(3, "Số: 286/KH-SNV", True)]


def test_offsets_are_those_of_the_page() -> None:
    document = make_document([*plan(1), *plan(2)])
    (beginning,) = find_beginnings(document)
    assert document.text[beginning.start :].startswith("UBND TỈNH BÌNH DƯƠNG")


@pytest.mark.parametrize(
    ("number", "dated", "found"),
    [
        # a handwritten number that was not read, but the day and the title are there
        ("Số:      /KH-SNV", "Bình Dương, ngày 22 tháng 01 năm 2020", [(2, True)]),
        # a number, but neither day nor title
        ("Số: 63/BC-SNV", "Bình Dương, ngày … tháng … năm …", [(2, False)]),
        # a form that nobody filled in
        ("Số: …/BC-…", "…, ngày … tháng … năm …", []),
    ],
)
def test_what_a_head_lacks_makes_it_doubtful(number: str, dated: str, found: list[tuple[int, bool]]) -> None:
    head = [i for i in plan_head(number, dated) if found != [(2, False)] or "KẾ HOẠCH" not in i.text]
    head = [i for i in head if found or "KẾ HOẠCH" not in i.text]
    told = beginnings(plan(1), on_page(2, [*head, *prose(200, *BODY)]))
    assert [(page, sure) for page, _, sure in told] == found


@pytest.mark.parametrize("cue", ["Mẫu số 01", "PHỤ LỤC II", "(Kèm theo Kế hoạch số 286/KH-SNV)"])
def test_a_form_or_an_appendix_with_a_head_of_its_own_is_no_document(cue: str) -> None:
    assert beginnings(plan(1), [*plan(2), centred(40, cue, 2)]) == []


def test_a_document_that_is_named_in_a_sentence_begins_none() -> None:
    text = "Thực hiện Quyết định số 63/QĐ-SNV ngày 22 tháng 01 năm 2020 của Sở Nội vụ"
    assert beginnings(plan(1), on_page(2, prose(60, text, *BODY))) == []
