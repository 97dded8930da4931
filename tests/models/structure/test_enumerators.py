import pytest

from models.structure.enumerators import read_enumerators


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("I. MỤC TIÊU", "roman", "I"),
        ("VI.TỔ CHỨC", "roman", "VI"),
        ("IV/ Kinh phí", "roman", "IV"),
        ("A. NHIỆM VỤ", "capital", "A"),
        ("Phần II. NHIỆM VỤ", "part", "II"),
        ("1. Mục đích", "number", "1"),
        ("12) Mục đích", "number", "12"),
        ("3.2. Các phòng", "number", "3.2"),
        ("3.2 Các phòng", "number", "3.2"),
        ("1.2.3. Các phòng", "number", "1.2.3"),
        ("đ) Việc chấp hành", "letter", "đ"),
        ("a. Công tác", "letter", "a"),
        ("- Đ/c Chánh Văn phòng", "dash", "-"),
        ("– Đơn vị chủ trì", "dash", "-"),
        ("• Đơn vị", "dash", "-"),
        ("+ Rà soát", "plus", "+"),
    ],
)
def test_the_first_reading_is_what_is_printed(text: str, kind: str, label: str) -> None:
    first = read_enumerators(text)[0]
    assert (first.kind, first.label) == (kind, label)


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("IL YÊU CẦU", "roman", "II"),
        ("H. YÊU CẦU", "roman", "II"),
        ("Ill. NHIỆM VỤ", "roman", "III"),
        ("HH. KINH PHÍ", "roman", "III"),
        ("VH. KINH PHÍ", "roman", "VII"),
        ("1V. KINH PHÍ", "roman", "IV"),
        ("l. MỤC TIÊU", "roman", "I"),
        ("l. Mục đích", "number", "1"),
        ("l.1. Các phòng", "number", "1.1"),
        ("d) Việc chấp hành", "letter", "đ"),
        ("~ Công tác", "dash", "-"),
        ("á) Công tác", "letter", "a"),
    ],
)
def test_look_alikes_are_among_the_readings_and_doubted(text: str, kind: str, label: str) -> None:
    found = [e for e in read_enumerators(text) if (e.kind, e.label) == (kind, label)]
    assert found
    assert found[0].doubt


@pytest.mark.parametrize(
    "text",
    [
        "22/01/2020 là ngày",
        "2020. Trong năm",
        "100% thủ tục",
        "3.000 người",
        "30a/2008/NQ-CP",
        "Căn cứ",
        "V/v triển khai",
        "",
    ],
)
def test_no_enumerator(text: str) -> None:
    assert read_enumerators(text) == ()
