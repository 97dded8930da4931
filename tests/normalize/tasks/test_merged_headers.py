import pytest

from normalize.tasks.merged_headers import headers_side_by_side


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("Phối hợp Tiến độ", ("coordination", "due")),
        ("Nội dung công việc Sản phẩm hoàn thành", ("content", "product")),
        ("Nội dung Chủ trì Phối hợp công việc Thời hạn", ("content", "lead", "coordination", "due")),
        ("Nội dung công việc Sản phẩm hoàn thành CÔNG TÁC CHỈ ĐẠO", ("content", "product")),
        ("Tên nhiệm vụ Đơn vị chủ trì", ("content", "lead")),
        # one header: it goes on small, joins what it names, or names one thing twice
        ("Nội dung phối hợp", ()),
        ("Đơn vị phối hợp thực hiện nhiệm vụ", ()),
        ("Người thực hiện & Kết quả", ()),
        ("Sản phẩm/ Kết quả đầu ra", ()),
        ("Đơn vị chủ trì, Đơn vị phối hợp", ()),
        ("Đơn vị chủ trì và Thời gian", ()),
        ("Nhiệm vụ Nội dung công việc", ()),
        ("Tiến độ thực hiện Tháng 1", ()),
        # capitals throughout begin nothing
        ("Đơn Vị Phối Hợp Thời Gian", ()),
        ("ĐƠN VỊ CHỦ TRÌ THỜI GIAN", ()),
        ("", ()),
    ],
)
def test_headers_that_stand_side_by_side(header: str, roles: tuple[str, ...]) -> None:
    assert headers_side_by_side(header) == roles
