"""What the desk calls things, in Vietnamese."""

from collections.abc import Mapping
from typing import Final

FIELDS: Final[Mapping[tuple[str, str], str]] = {
    ("documents", "doc_type"): "Loại văn bản",
    ("documents", "number"): "Số, ký hiệu văn bản",
    ("documents", "issuer"): "Cơ quan ban hành",
    ("documents", "parent_issuer"): "Cơ quan chủ quản",
    ("documents", "place"): "Địa danh",
    ("documents", "issued_on"): "Ngày ban hành",
    ("documents", "title"): "Tên văn bản",
    ("documents", "plan_year"): "Năm kế hoạch",
    ("documents", "signer"): "Người ký",
    ("documents", "signer_title"): "Chức vụ người ký",
    ("sections", "label"): "Số thứ tự của mục",
    ("sections", "title"): "Tiêu đề của mục",
    ("sections", "text"): "Nội dung của mục",
    ("tasks", "group_label"): "Số thứ tự của nhóm",
    ("tasks", "group_title"): "Tên nhóm nhiệm vụ",
    ("tasks", "number"): "Số thứ tự nhiệm vụ",
    ("tasks", "content"): "Nội dung nhiệm vụ",
    ("tasks", "product"): "Sản phẩm",
    ("tasks", "lead_text"): "Cơ quan chủ trì",
    ("tasks", "coordination_text"): "Cơ quan phối hợp",
    ("tasks", "due_text"): "Thời hạn",
    ("tasks", "note"): "Ghi chú",
    ("deadlines", "text"): "Thời hạn",
    ("citations", "type"): "Loại văn bản được viện dẫn",
    ("citations", "number"): "Số hiệu văn bản được viện dẫn",
    ("citations", "issued_on"): "Ngày của văn bản được viện dẫn",
    ("citations", "issuer"): "Cơ quan ban hành văn bản được viện dẫn",
    ("citations", "article"): "Điều, khoản được viện dẫn",
}
TABLES: Final[Mapping[str, str]] = {
    "documents": "văn bản",
    "sections": "mục",
    "tasks": "nhiệm vụ",
    "deadlines": "thời hạn",
    "citations": "viện dẫn",
    "tables": "bảng",
    "pages": "trang",
}
ROLES: Final[Mapping[str, str]] = {
    "number": "Số thứ tự",
    "content": "Nội dung",
    "product": "Sản phẩm",
    "lead": "Chủ trì",
    "coordination": "Phối hợp",
    "due": "Thời hạn",
    "note": "Ghi chú",
    "": "Cột khác (vào ghi chú)",
}
ACTIONS: Final[Mapping[str, str]] = {
    "accept": "đọc đúng",
    "correct": "đã sửa",
    "unreadable": "không đọc được",
    "dismiss": "bỏ qua cảnh báo",
    "roles": "đổi vai trò cột",
    "add_row": "thêm dòng",
    "delete_row": "xóa dòng",
    "split_row": "tách dòng",
    "merge_rows": "gộp dòng",
    "join_table": "nối bảng",
    "confirm_table": "bảng đúng",
}


def field_name(table: str, field: str | None) -> str:
    """What a column is called; the table's own name where the doubt is about a whole row."""
    return FIELDS.get((table, field or ""), TABLES.get(table, table).capitalize())


def chance(likelihood: float) -> str:
    """A likelihood as people say it: "khoảng 65 %", and no certainty that there is not."""
    if likelihood < 0.05:
        return "dưới 5 %"
    if likelihood > 0.97:
        return "trên 97 %"
    return f"khoảng {likelihood * 100:.0f} %"


def percent(value: float) -> str:
    """A share with one decimal, by the comma."""
    return f"{value * 100:.1f}".replace(".", ",") + " %"
