import pytest

from normalize.agencies.names import split_agencies
from normalize.tasks.columns import read_columns
from normalize.tasks.meanings import Meaning, read_meanings
from normalize.tasks.rows import read_rows
from tests.normalize.factories import table_document


def meanings(*cells: str, header: str = "Chủ trì") -> tuple[Meaning, ...]:
    """Of a column with these cells, beside one of numbers and one of contents."""
    rows = [[str(number), "Rà soát văn bản", text] for number, text in enumerate(cells, 1)]
    document = table_document([["STT", "Nội dung", header], *rows])
    columns = read_columns(document, document.tables[0])
    assert columns is not None
    return read_meanings(read_rows(document, [(document.tables[0], columns)]), columns)


@pytest.mark.parametrize(
    "mark",
    [
        "nt",
        "-nt-",
        "- nt -",
        "N.t",
        '"',
        "″",
        "''",
        "//",
        "- // -",
        "-“-",
        "Như trên",
        "(như trên)",
        "Như trên.",
        "(nt)",
        "…nt…",
        "Tương tự",
        "tương tự như trên",
        "Như nội dung trên",
        "``",
    ],
)
def test_what_repeats_the_cell_above(mark: str) -> None:
    found = meanings("Văn phòng Sở", mark, mark, "Thanh tra Sở")
    assert [meaning.texts for meaning in found] == [
        {},
        {"lead": "Văn phòng Sở"},
        {"lead": "Văn phòng Sở"},
        {},
    ]


@pytest.mark.parametrize(
    ("cells", "repeats"),
    [
        (("Văn phòng", "-", "Thanh tra", "-"), True),
        (("Văn phòng", "-", "-", "Thanh tra", "Phòng Tài chính"), False),  # one entry repeated is no habit
        (("-", "Văn phòng", "-", "Thanh tra", "-"), False),  # nothing stands above the first
        (("Văn phòng", "-", "Thanh tra", "Thanh tra", "-"), False),  # what repeats is written out
    ],
)
def test_a_dash_repeats_where_that_is_the_columns_habit(cells: tuple[str, ...], repeats: bool) -> None:
    found = meanings(*cells)
    dashes = [meaning for cell, meaning in zip(cells, found, strict=True) if cell == "-"]
    assert all(bool(meaning.texts) is repeats and bool(meaning.doubted) is not repeats for meaning in dashes)


def test_a_header_without_rows_means_nothing() -> None:
    assert meanings() == ()


def test_a_dash_for_nobody_takes_part() -> None:
    assert all(
        not m.texts and not m.doubted for m in meanings("Văn phòng", "-", "Thanh tra", "-", header="Phối hợp")
    )


@pytest.mark.parametrize("text", ["nt", "Như mục 3", "Như nhiệm vụ 2", "~", "…"])
def test_what_cannot_be_resolved_is_doubted(text: str) -> None:
    assert meanings(text)[0].doubted == ("lead",)


@pytest.mark.parametrize(
    ("header", "text", "meant"),
    [
        ("Quý thực hiện", "II", "Quý II"),
        ("Quý", "I, III", "Quý I, III"),
        ("Tháng thực hiện", "3-5", "Tháng 3-5"),
        ("Tháng", "13", None),
        ("Thời gian", "II", None),
        ("Quý thực hiện", "Tháng 3", None),
        ("Hoàn thành trước", "30/6", "Trước 30/6"),
        ("Hoàn thành (trước ngày)", "30/6/2021", "Trước 30/6/2021"),
        ("Hoàn thành trước", "Tháng 6", None),
        ("Thời hạn", "30/6", None),
    ],
)
def test_bare_numerals_count_what_the_header_says(header: str, text: str, meant: str | None) -> None:
    assert meanings(text, header=header)[0].texts.get("due") == meant


@pytest.mark.parametrize(
    ("text", "lead", "coordination"),
    [
        ("Sở Nội vụ phối hợp với Sở Tài chính", "Sở Nội vụ", "Sở Tài chính"),
        ("Sở Nội vụ chủ trì, phối hợp với các sở", "Sở Nội vụ", "các sở"),
        ("Sở Nội vụ (chủ trì); Sở Tài chính (phối hợp)", "Sở Nội vụ", "Sở Tài chính"),
        ("- Chủ trì: Văn phòng; - Phối hợp: Thanh tra", "Văn phòng", "Thanh tra"),
    ],
)
def test_who_takes_part_is_told_beside_who_leads(text: str, lead: str, coordination: str) -> None:
    found = meanings(text)[0].texts
    assert split_agencies(found["lead"]) == (lead,)
    assert found["coordination"] == coordination


def test_the_names_in_a_column_of_who_and_what() -> None:
    (found,) = meanings("Nguyễn Văn An; Báo cáo", header="Người thực hiện & kết quả")
    assert found.texts["lead"] == "Nguyễn Văn An"


@pytest.mark.parametrize(
    "text", ["Văn phòng Khoa\nSản phẩm: Báo cáo", "Văn phòng Khoa. Kết quả đầu ra: Báo cáo"]
)
def test_a_labelled_product_beside_who_leads_is_nobody(text: str) -> None:
    (found,) = meanings(text, header="Đơn vị thực hiện và sản phẩm")
    assert found.texts["lead"] == "Văn phòng Khoa"


def test_a_list_that_tells_no_parts_means_what_it_says() -> None:
    assert "coordination" not in meanings("Sở Nội vụ, Sở Tài chính")[0].texts
    assert "coordination" not in meanings("Tổ phối hợp liên ngành")[0].texts


def test_a_labelled_cell_of_two_things() -> None:
    (found,) = meanings("Chủ trì: Văn phòng Sở; Phối hợp: Các phòng", header="Đơn vị chủ trì/phối hợp")
    assert found.texts == {"lead": "Văn phòng Sở", "coordination": "Các phòng"}
