"""The catalogue of rules by which values are doubted.

A rule is data: what it doubts, how grave that is, what the steward reads. A `reason` may name `{value}`,
`{suggestion}` and further parameters, which whoever makes the flag must give.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kehoach.records import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """`meaning` is for operators (English), `reason` a template of what stewards read (Vietnamese)."""

    name: str
    severity: Severity
    meaning: str
    reason: str
    example: str


_READING = (
    Rule(
        "low_confidence",
        "warning",
        "At least one word of the value was read with low confidence.",
        "Có từ nhận dạng chưa chắc chắn (khả năng đọc đúng cả ô {likelihood}), cần đối chiếu với bản gốc.",
        'due_text "Quý |I/2020": the first character was smeared',
    ),
    Rule(
        "fewer_recognisers",
        "warning",
        "Not all recognisers are installed; values were read by fewer voters, and more of them may be wrong unseen.",
        "Văn bản chỉ được đọc bằng {value}, thiếu bộ nhận dạng; nên cài đủ rồi chạy lại.",
        "a machine on which asterocr is not installed; `kehoach doctor` tells what is missing",
    ),
    Rule(
        "unreadable_page",
        "error",
        "Nothing that was read on this page can be trusted.",
        "Trang {page} không đọc được: {value}.",
        "a page that slipped in the paper feed",
    ),
    Rule(
        "unread_ink",
        "warning",
        "There is ink in this place that belongs to nothing that was read, nor to anything set aside for a reason.",
        "Trang {page} có chỗ in hoặc viết chưa đọc được ({value}), cần xem lại bản gốc.",
        "a word between two lines that no recogniser made anything of",
    ),
    Rule(
        "untrusted_text_layer",
        "warning",
        "The text layer differs from what is seen on the page; the page was read from its picture instead.",
        "Lớp chữ của trang {page} không khớp với hình trang ({value}), đã đọc lại từ hình.",
        "a bad hidden text layer under a scan",
    ),
    Rule(
        "hidden_text",
        "info",
        "The text layer holds words that nobody can see on the page; they were left out.",
        "Trang {page} có chữ ẩn không hiện trên trang (“{value}”), không đưa vào kết quả.",
        "white letters left over in a cell",
    ),
    Rule(
        "pen_correction",
        "warning",
        "Printed text is struck through, or another text was put over it.",
        "Trang {page} có chỗ gạch bỏ hoặc sửa đè lên chữ in (“{value}”), cần xem lại bản gốc.",
        "a time struck out in ink, another written above",
    ),
)

_WHOLE = (
    Rule(
        "several_plans",
        "error",
        "The file seems to hold more than one document, and where the next begins is doubtful.",
        "Tệp có thể chứa nhiều văn bản: trang {page} có phần đầu văn bản thứ hai (“{value}”).",
        "two offices' plans bound together",
    ),
    Rule(
        "no_tasks",
        "error",
        "No task was found in the plan.",
        "Không tìm thấy nhiệm vụ nào trong văn bản ({value}).",
        "a plan whose task table is a photograph",
    ),
    Rule(
        "missing_appendix",
        "error",
        "The plan announces an appendix that was not found in the file.",
        "Văn bản nêu “{value}” nhưng không thấy phụ lục trong tệp.",
        "“(kèm theo Phụ lục I)” in a file that ends with the signature",
    ),
)

_HEAD = (
    Rule(
        "missing_head_field",
        "error",
        "A field of the document's head or signature was not found.",
        "Không tìm thấy {name} ở phần đầu hoặc phần ký của văn bản.",
        "no number after “Số:”",
    ),
    Rule(
        "year_from_date",
        "warning",
        "The title names no plan year; the year of the date of issue was taken.",
        "Tên kế hoạch không ghi năm, đã lấy theo năm ban hành {value}.",
        "“Kế hoạch kiểm tra công tác pháp chế” issued on 05/02/2020",
    ),
    Rule(
        "year_from_folder",
        "error",
        "Neither the title nor a date of issue gives the plan year; it comes from the file's folder, or is unknown.",
        "Không đọc được năm kế hoạch và ngày ban hành, đã tạm lấy {value}.",
        "“2020/so-tu-phap/scan001.pdf” with an unreadable first page",
    ),
    Rule(
        "number_mismatch",
        "error",
        "The number in the letterhead and the one in the appendix head differ.",
        "Số ở đầu văn bản là “{value}” nhưng ở phụ lục ghi “{suggestion}”.",
        "286/KH-SGTVT in handwriting, 268/KH-SGTVT in “Kèm theo Kế hoạch số …”",
    ),
    Rule(
        "date_mismatch",
        "error",
        "The date in the letterhead and the one in the appendix head differ.",
        "Ngày ở đầu văn bản là {value} nhưng ở phụ lục ghi {suggestion}.",
        "22/01/2020 in the letterhead, “ngày 29/01/2020” in “Kèm theo Kế hoạch số …”",
    ),
)

_TASKS = (
    Rule(
        "unread_table",
        "error",
        "A table of the appendix has no header that says what its columns are; if it holds tasks, they are not listed.",
        "Bảng “{value} …” ở trang {page} không có dòng tiêu đề đọc được, chưa đưa vào danh sách nhiệm vụ.",
        "the second page of a table, cut off from the first by text that was stamped between them",
    ),
    Rule(
        "missing_number",
        "warning",
        "A task row of a numbered table has no number.",
        "Dòng nhiệm vụ không có số thứ tự.",
        "an empty STT cell between 4 and 6",
    ),
    Rule(
        "missing_content",
        "error",
        "A task row has no content.",
        "Dòng nhiệm vụ không có nội dung.",
        "an empty content cell beside a lead and a deadline",
    ),
    Rule(
        "broken_sequence",
        "warning",
        "A task's number does not follow the one before it.",
        "Số thứ tự “{value}” không nối tiếp “{previous}”, có thể sót dòng hoặc đọc sai.",
        "4 after 2",
    ),
    Rule(
        "number_repaired",
        "info",
        "A task's number could not be read; it was taken from the rows above and below it.",
        "Số thứ tự đọc được là “{value}”, đã lấy “{suggestion}” theo các dòng trước và sau.",
        "“Tp” between 12 and 14",
    ),
    Rule(
        "unknown_column",
        "info",
        "A column's header is none that the tables know; its text was appended to the note.",
        "Không nhận ra cột “{value}”, nội dung cột được ghi vào ghi chú.",
        "a column “Kinh phí”",
    ),
    Rule(
        "column_by_cells",
        "warning",
        "A column's header does not say what it holds; its role was told by its cells.",
        "Tiêu đề cột “{value}” không cho biết nội dung cột; đã xác định theo các ô trong cột.",
        "a header printed upwards that could not be read, over names of agencies",
    ),
    Rule(
        "column_contradicts_header",
        "error",
        "A column's cells do not look like what its header says; its text was appended to the note.",
        "Các ô của cột “{value}” không giống nội dung mà tiêu đề nêu; nội dung cột được ghi vào ghi chú.",
        "sums of money under “Đơn vị chủ trì”: the header is shifted by a column",
    ),
    Rule(
        "column_of_two",
        "info",
        "A column holds two things; the whole cell stands in the first one's field.",
        "Cột “{value}” gồm hai nội dung, toàn bộ ô được ghi vào một trường.",
        "a column “Người thực hiện & kết quả”",
    ),
    Rule(
        "headerless_table",
        "error",
        "A table has no header that could be read; its columns were told by their cells.",
        "Bảng không có dòng tiêu đề đọc được; các cột được xác định theo nội dung các ô.",
        "a header in white on a dark ground that was not read",
    ),
    Rule(
        "unclear_repeat",
        "warning",
        "A cell refers to another one, and it is not clear to which or whether it does.",
        "Ô ghi “{value}”, chưa rõ là lặp lại nội dung của dòng nào.",
        "a dash in the column of leads; “Như mục 3”",
    ),
    Rule(
        "mixed_rows",
        "warning",
        "Cells of two rows without a number between them were joined; they may be two entries.",
        "Ô được ghép từ hai dòng không đánh số (“{value}”), có thể là hai nội dung riêng.",
        "“Sở Nội vụ” over “Các cơ quan” without a ruling between them",
    ),
    Rule(
        "unparsed_deadline",
        "warning",
        "No rule reads the deadline, or a part of it.",
        "Không hiểu thời hạn “{value}”.",
        "“Theo dõi 03 đợt”",
    ),
    Rule(
        "lookalike",
        "info",
        "Letters that look like the digits or Roman numerals that belong there were read as those.",
        "Đọc được “{value}”, đã hiểu là “{suggestion}”.",
        "“Quý l/2020” for “Quý I/2020”",
    ),
    Rule(
        "distant_deadline",
        "warning",
        "A deadline lies before the plan's year, or long after it.",
        "Thời hạn “{value}” cách xa năm kế hoạch {plan_year}.",
        "“Quý I/2002” in a plan for 2020",
    ),
    Rule(
        "stale_year",
        "warning",
        "A task of this year's plan names a plan of last year, which is often left over from the copied file.",
        "Nhiệm vụ của năm {plan_year} lại nêu “{value}”, có thể còn sót từ kế hoạch năm trước.",
        "“Xây dựng Kế hoạch … năm 2019” in a plan for 2020",
    ),
    Rule(
        "ended_agency",
        "info",
        "An agency is named that had been merged into another before the plan was issued.",
        "“{value}” đã kết thúc hoạt động từ sau ngày {ended}, nhiệm vụ nay thuộc “{suggestion}”.",
        "“Sở Giao thông vận tải” in a plan of 2026",
    ),
)

_CITATIONS = (
    Rule(
        "eth",
        "info",
        "The number was written with the letter Eth (Ð) in place of Đ.",
        "Số hiệu “{value}” dùng chữ Ð (eth), đã sửa thành “{suggestion}”.",
        "61/2018/NÐ-CP",
    ),
    Rule(
        "repaired",
        "warning",
        "The canonical number is not what was read.",
        "Số hiệu đọc được là “{value}”, đã sửa thành “{suggestion}”.",
        "185/2007//NĐ-CP",
    ),
    Rule(
        "lenient_reading",
        "warning",
        "The citation was found only by the grammar that allows for OCR errors.",
        "Số hiệu “{value}” chỉ đọc được khi chấp nhận lỗi nhận dạng, cần đối chiếu với bản gốc.",
        "6l/2018/NĐ-CP",
    ),
    Rule(
        "year_mismatch",
        "warning",
        "The year in the number is not the year of the date.",
        "Năm trong số hiệu “{value}” khác năm của ngày ban hành {issued_on}.",
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2019",
    ),
    Rule(
        "odd_number",
        "info",
        "The number is not of a form that offices give out: a zero too few or too many, a National Assembly that did "
        "not sit in its year.",
        "Số hiệu “{value}” không đúng quy cách, có thể thiếu hoặc thừa chữ số.",
        "4-ĐA/TU for 04-ĐA/TU; 80/2015/QH18",
    ),
    Rule(
        "unlikely_number",
        "warning",
        "Offices number through the year; this number is too low or too high for its date, or for any date.",
        "Số hiệu “{value}” quá lớn hoặc quá nhỏ so với ngày ban hành, có thể thiếu hoặc thừa chữ số.",
        "Quyết định số 86/QĐ-TTg ngày 30/5/2014",
    ),
    Rule(
        "out_of_step",
        "warning",
        "Two documents of one office and year are cited of which the one with the higher number has the earlier date.",
        "Số hiệu “{value}” và “{suggestion}” không theo thứ tự của ngày ban hành.",
        "942/QĐ-TTg of 15/6/2021 beside 1830/QĐ-TTg of 01/6/2021",
    ),
    Rule(
        "similar_number",
        "info",
        "The document cites another number that a slip of the scan could turn into this one.",
        "Số hiệu “{value}” gần giống “{suggestion}” cũng được viện dẫn trong văn bản này.",
        "117/2015/NĐ-CP beside “117/2013/NĐ-CP ngày 07/10/2013”",
    ),
    Rule(
        "unlisted_symbol",
        "info",
        "No table lists this symbol of an agency, and no other number in the document has it.",
        "Không nhận ra cơ quan có ký hiệu “{value}”.",
        "340/BTTTT-TNH",
    ),
    Rule(
        "issuer_mismatch",
        "warning",
        "The issuer in words is not the one that the number's symbol stands for.",
        "Số hiệu “{value}” là của {suggestion}, nhưng văn bản ghi “{issuer}”.",
        "15-HD/BTCTU … của Ban Tuyên giáo Tỉnh ủy",
    ),
    Rule(
        "bad_date",
        "warning",
        "The printed date of the cited document does not exist, or cannot be read.",
        "Ngày ban hành “{value}” không có thật hoặc không đọc được.",
        "ngày 31/02/2019",
    ),
    Rule(
        "type_suffix_mismatch",
        "warning",
        "The type in words and the symbol in the number disagree.",
        "Loại văn bản “{type}” không khớp với ký hiệu trong “{value}”.",
        "Nghị định số 12/2019/TT-BTC",
    ),
    Rule(
        "party_hyphen",
        "info",
        "A Party number was written with “-” before its issuer, where “/” is due.",
        "Số hiệu văn bản của Đảng “{value}” dùng gạch nối trước tên cơ quan.",
        "711-QĐ-TU",
    ),
    Rule(
        "later_than_plan",
        "warning",
        "The cited document is dated after the plan that cites it.",
        "Văn bản “{value}” có ngày ban hành sau ngày của kế hoạch này.",
        "a plan of 05/02/2020 citing a decree of 2021",
    ),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.name: rule for rule in (*_READING, *_WHOLE, *_HEAD, *_TASKS, *_CITATIONS)}
)
