import pytest

from normalize.tasks.cell_contents import is_blank, kind_of, shares

KINDS = """
1 | number
1.2. | number
II | number
a) | number
x | mark
✓ | mark
xx | mark
→ | mark
▲ | mark
--> | mark
■ ■ | mark
% | other
50 triệu đồng | money
1.250.000 | money
Ngân sách tỉnh | money
Tự chủ | money
Quý I/2021 | time
01/3/2024 – 05/3/2024 | time
Thường xuyên | time
Sau khi có hướng dẫn của Bộ | time
Nguyễn Văn An | person
Đ/c Trần Minh | person
Hội trường tầng 2 | place
TP. Hà Tĩnh | place
Văn phòng Sở | agency
Các phòng thuộc Sở | agency
- UBND các huyện | agency
Chủ trì: Khoa Khám bệnh; phối hợp: Khoa Dược | agency
- Phối hợp: Ông Nguyễn Văn Thành | person
Chủ trì: cuộc họp giao ban của các phòng | prose
Báo cáo | document
Kế hoạch của Sở | document
80% | amount
45 phút | amount
02 tiết | amount
8h30 | other
02 ngày | time
Ban hành kế hoạch | other
Tổ chức hội nghị | other
Rà soát, công bố danh mục thủ tục hành chính | prose
"""


@pytest.mark.parametrize(("text", "kind"), [tuple(line.split(" | ")) for line in KINDS.strip().splitlines()])
def test_kinds_of_cells(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_shares_leave_out_what_says_nothing() -> None:
    assert shares(["Văn phòng Sở", "nt", "-", "", "Quý I"]) == {"agency": 0.5, "time": 0.5}
    assert not shares(["", "-"])
    assert is_blank("″") and not is_blank("x")
