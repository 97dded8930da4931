"""What the page of a run calls things, in Vietnamese."""

from collections.abc import Mapping
from typing import Final

OUTCOMES: Final[Mapping[str, str]] = {
    "read": "đã đọc",
    "moved": "đã chuyển chỗ",
    "unchanged": "không đổi",
    "duplicate": "trùng tệp khác",
    "failed": "không đọc được",
    "partial": "thiếu trang",
    "skipped": "không phải tệp để đọc",
    "gone": "không còn",
    "pruned": "đã gỡ khỏi bảng",
    "pending": "chờ đọc",
}
WHY: Final[Mapping[str, str]] = {
    "new": "mới",
    "changed": "đã thay đổi",
    "moved": "đã chuyển chỗ",
    "upgraded": "có bản phần mềm mới",
    "retried": "thử lại",
    "damaged": "kết quả cũ bị hỏng",
}
# Why a file was not read, or not looked at: what happened, and what to do.
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "unreadable_file": (
        "Tệp hỏng, rỗng, không mở được, hoặc không phải PDF hay ảnh.",
        "Tìm một bản khác, hoặc cho quyền đọc tệp.",
    ),
    "encrypted": ("Tệp có mật khẩu.", "Cho mật khẩu bằng --passwords-file, hoặc đưa bản không khóa."),
    "too_large": (
        "Tệp, một trang hay một ảnh lớn quá giới hạn.",
        "Tách tệp, quét lại, hoặc nâng giới hạn trong thiết lập.",
    ),
    "timeout": (
        "Đọc quá thời gian cho phép.",
        "Xem trang được nêu có bất thường không, hoặc tăng run.page_seconds, run.document_seconds.",
    ),
    "memory": ("Cần nhiều bộ nhớ hơn mức cho phép.", "Tách tệp, hoặc tăng run.memory_mb."),
    "crash": (
        "Chương trình đọc tệp bị dừng giữa chừng.",
        "Xem tệp có hỏng không, và máy có đủ bộ nhớ cho mọi việc cùng lúc không (run.jobs).",
    ),
    "changed_file": ("Tệp bị ghi đè trong lúc đọc.", "Chạy lại khi không ai ghi vào tệp."),
    "damaged_result": (
        "Kết quả cũ của tệp không dùng được nữa, và tệp không nằm trong những tệp đưa vào lần này.",
        "Chạy lại với cả tệp ấy.",
    ),
    "missing_program": ("Máy thiếu Tesseract hoặc dữ liệu của nó.", "Chạy kehoach doctor."),
    "node_lost": ("Máy trong cụm đọc tệp này bị mất.", "Chạy lại; tệp sẽ được đọc ở máy khác."),
    "wrong_version": (
        "Máy trong cụm chạy bản phần mềm khác.",
        "Cài cùng một bản trên mọi máy rồi chạy lại.",
    ),
    "internal_error": ("Phần mềm gặp lỗi của chính nó.", "Báo lỗi, kèm tệp nếu được phép cho xem."),
    "office": ("Tệp văn phòng hoặc tệp nén.", "Lưu thành PDF, hoặc giải nén, nếu trong đó có kế hoạch."),
    "picture": ("Ảnh thuộc loại không đọc.", "Lưu thành PNG hoặc JPEG nếu là kế hoạch."),
    "binary": ("Tệp không rõ loại.", "Lưu thành PDF nếu là kế hoạch."),
    "no_file": ("Không phải tệp thường.", "Thay bằng chính tệp ấy."),
    "unreadable": ("Không xem được.", "Kiểm tra quyền đọc và ổ đĩa."),
    "linked_folder": ("Lối tắt đến thư mục khác; không đi theo lối tắt.", "Đưa chính thư mục ấy vào."),
    "warehouse": (
        "Thư mục là một kho dữ liệu nên không đọc.",
        "Gọi tên các thư mục bên cạnh để đưa vào.",
    ),
    "no_page": (
        "Nằm trong thư mục trang của một văn bản nhưng không phải một trang.",
        "Chuyển ra ngoài nếu là kế hoạch.",
    ),
    "like_pages": (
        "Giống các trang của một kế hoạch; mỗi ảnh đã được đọc thành một văn bản riêng.",
        "Nếu là một kế hoạch, cho tên thư mục kết thúc bằng .pages.",
    ),
    "text": ("Tệp chữ thường.", ""),
    "hidden": ("Tệp ẩn, hoặc tên bắt đầu bằng “_”.", ""),
}
PARTIAL: Final = (
    "Có trang chưa đọc được; các trang ấy mang cảnh báo.",
    "Xem các trang ấy; lần chạy sau sẽ thử lại.",
)
