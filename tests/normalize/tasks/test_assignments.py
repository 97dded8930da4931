import pytest

from normalize.tasks.assignments import read_assignments


@pytest.mark.parametrize(
    ("text", "lead", "content"),
    [
        (
            "Giao Phòng Kế hoạch - Tài chính trang bị phòng học cho các trường nội trú.",
            "Phòng Kế hoạch - Tài chính",
            "trang bị phòng học cho các trường nội trú",
        ),
        ("Giao Phòng Đô thị chỉnh trang các tuyến phố.", "Phòng Đô thị", "chỉnh trang các tuyến phố"),
    ],
)
def test_a_verb_is_none_whose_first_syllable_ends_a_name(text: str, lead: str, content: str) -> None:
    (given,) = read_assignments(text, 0, len(text))
    assert given.lead and text[slice(*given.lead)] == lead
    assert given.printed(text) == content


def test_a_paragraph_of_very_many_orders_is_read() -> None:
    text = "Sở Nội vụ rà soát hồ sơ" + "; Sở Y tế kiểm tra chợ" * 1100
    assert len(read_assignments(text, 0, len(text))) == 1101
