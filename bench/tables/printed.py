"""A drawn plan on paper: a page for the browser to print, in the layout of Nghị định 30/2020/NĐ-CP."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from bench.tables.model import Column, Key, Plan, Row, Style, Table, Value

_WIDTHS: Final[dict[Key, float]] = {
    "number": 5, "content": 30, "product": 15, "lead": 14, "coordination": 16, "due": 13, "note": 10,
    "both": 18, "start": 10, "end": 10, "mark": 5, "budget": 11, "place": 11, "person": 12, "other": 11, "aide": 12, "field": 13,
}  # fmt: skip
_MIDDLE: Final[tuple[Key, ...]] = (
    "number",
    "lead",
    "coordination",
    "due",
    "start",
    "end",
    "mark",
    "budget",
    "place",
)
_UPRIGHT: Final[tuple[Key, ...]] = ("number", "mark", "start", "end")
_SIGNED: Final = """<table class="sign"><tr><td><b>NGƯỜI LẬP BIỂU</b><br><br><br>Lê Thị Ngọc</td>
<td><b>THỦ TRƯỞNG ĐƠN VỊ</b><br><i>(Ký, ghi rõ họ tên)</i><br><br>Trần Văn Bình</td></tr></table>"""
_STYLE: Final = """
@page { size: A4; margin: 18mm 15mm 18mm 25mm } @page side { size: A4 landscape; margin: 15mm 15mm 15mm 15mm }
body { font: 13pt/1.3 Tinos, serif; text-align: justify } p { margin: 4pt 0; text-indent: 10mm }
.head, .sign { width: 100% } .head td, .sign td { width: 50%; text-align: center; vertical-align: top; padding: 0 }
.middle, .middle p { text-align: center; text-indent: 0 } .small { font-size: 11pt; text-align: left !important }
.tasks { border-collapse: collapse; width: 100%; text-align: left }
.tasks th { text-align: center } .tasks .c { text-align: center }
.side { page: side; break-before: page } .flat { break-before: page } .sign { break-inside: avoid }
.flow { margin-top: 12pt } .up { writing-mode: vertical-rl; transform: rotate(180deg); margin: 0 auto; text-align: center }
"""


def html(plan: Plan) -> str:
    """The plan as a page."""
    day, month, _ = plan.day
    date = f"{plan.province}, ngày {day:02d} tháng {month:02d} năm {plan.year}"
    annex = "phụ lục kèm theo" if not plan.in_body else "bảng dưới đây"
    tables = [_table(table, place) for place, table in enumerate(plan.tables)]
    inside = tables[0] if plan.in_body else ""
    behind = "" if plan.in_body else "".join(_annex(plan, place, table) for place, table in enumerate(tables))
    return f"""<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>
<table class="head"><tr><td>UBND TỈNH {plan.province.upper()}<br><b>{escape(plan.office)}</b><br>Số: {plan.number}</td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br><i>{date}</i></td></tr></table>
<div class="middle"><p><b>KẾ HOẠCH</b></p><p><b>Triển khai {plan.topic} năm {plan.year}</b></p></div>
<p><b>I. MỤC TIÊU</b></p><p>Nâng cao hiệu lực, hiệu quả quản lý nhà nước về {plan.topic}.</p>
<p><b>II. NỘI DUNG THỰC HIỆN</b></p><p>Các nhiệm vụ của năm {plan.year} nêu tại {annex}.</p>{inside}
<p><b>III. TỔ CHỨC THỰC HIỆN</b></p><p>Các cơ quan, đơn vị triển khai kế hoạch này và báo cáo kết quả theo quy định.</p>
<table class="sign"><tr><td class="small"><b><i>Nơi nhận:</i></b><br>- Như trên;<br>- Lưu: VT.</td>
<td><b>THỦ TRƯỞNG ĐƠN VỊ</b><br><br><br><br><b>{plan.signer}</b></td></tr></table>{behind}"""


def _annex(plan: Plan, place: int, table: str) -> str:
    number = f" {('I', 'II')[place]}" if len(plan.tables) > 1 else ""
    day, month, year = plan.day
    style = plan.tables[place].style
    if style.follows:
        return f'<div class="flow"><p><b>B. NHIỆM VỤ BỔ SUNG</b></p>{table}</div>'
    side = "side" if style.landscape else "flat"
    return f"""<div class="{side}"><div class="middle"><p><b>PHỤ LỤC{number}</b></p>
<p><b>DANH MỤC NHIỆM VỤ NĂM {plan.year}</b></p>
<p><i>(Kèm theo Kế hoạch số {plan.number} ngày {day:02d}/{month}/{year} của {plan.office})</i></p></div>{table}</div>"""


def _table(table: Table, place: int) -> str:
    style = table.style
    stretch = style.stretch or (1.0,) * len(table.columns)
    widths = [_WIDTHS[column.key] * more for column, more in zip(table.columns, stretch, strict=True)]
    columns = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    head = "".join(_header(table))
    if style.caption:
        head = f'<tr><th colspan="{len(widths)}">{style.caption}</th></tr>{head}'
    above = f'<p style="text-align: right"><i>{style.above}</i></p>' if style.above else ""
    below = "".join(f"<p>{escape(text)}</p>" for text in style.below) + _SIGNED * style.signed
    head = f"<thead>{head}</thead>" if style.repeated else f"<tbody>{head}</tbody>"
    rows = "".join(_row(table, row) for row in table.rows)
    return f"""<style>{_rules(style, place)}</style>{above}<table class="tasks n{place}">
<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>{below}"""


def _rules(style: Style, place: int) -> str:
    border = {
        "none": "border: none",
        "level": "border: 0 solid #000; border-width: 0.75pt 0",
        "open": "border: 0.75pt solid #000",
        "dotted rows": "border: 0.75pt solid #000; border-top-style: dotted; border-bottom-style: dotted",
    }
    plain = style.rulings in ("none", "level")
    sides = "border-left: hidden; border-right: hidden" if style.rulings == "open" else ""
    at, cut = f".n{place}", "avoid" if style.whole_rows else "auto"
    drawn = border.get(style.rulings, f"border: {style.rulings}")
    room, height = ("4pt 5pt", "top") if plain else ("2pt 4pt", "middle")
    return f"""{at} {{ font: {style.size}pt/1.2 '{style.font}'; {sides} }} {at} tr {{ break-inside: {cut} }}
{at} td, {at} th {{ {drawn}; padding: {room}; vertical-align: {height} }}
{at} td {{ {style.set} }} {at} th {{ {style.shade}; print-color-adjust: exact }}"""


def _header(table: Table) -> Iterator[str]:
    """Rows of the header: headers of several rows have their upper texts over all columns that share them."""
    depth = max(len(column.header) for column in table.columns)
    for level in range(depth):
        cells, place = [], 0
        while place < len(table.columns):
            column = table.columns[place]
            width = 1
            if level < len(column.header) - 1:
                width = _shared(table.columns, place, level)
            if level < len(column.header) and not (table.style.unnumbered and column.key == "number"):
                down = depth - level if level == len(column.header) - 1 else 1
                over = width + (table.style.unnumbered and place == 1)
                cells.append(_head_cell(column, level, (down, over), table.style))
            place += width
        yield f"<tr>{''.join(cells)}</tr>"
    if table.style.numbered:
        yield "<tr>" + "".join(f"<th>{text}</th>" for text in table.style.numbered) + "</tr>"


def _shared(columns: Sequence[Column], place: int, level: int) -> int:
    """How many columns from `place` on have the same texts down to `level`, and more below it."""
    end = place
    upper = columns[place].header[: level + 1]
    while (
        end < len(columns)
        and columns[end].header[: level + 1] == upper
        and len(columns[end].header) > level + 1
    ):
        end += 1
    return end - place


def _head_cell(column: Column, level: int, spans: tuple[int, int], style: Style) -> str:
    text = escape(column.header[level])
    leaf = level == len(column.header) - 1
    if leaf and style.upright and column.key in _UPRIGHT:
        text = f'<div class="up">{text}</div>'
    return f'<th rowspan="{spans[0]}" colspan="{spans[1]}">{text}</th>'


def _row(table: Table, row: Row) -> str:
    if not row.is_task:
        return f"<tr>{_title(table, row)}</tr>"
    cells = [_cell(row.values.get(place, Value()), column.key) for place, column in enumerate(table.columns)]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(value: Value, key: Key) -> str:
    if 0 in (value.span, value.wide):
        return ""
    middle = ' class="c"' if key in _MIDDLE and not value.text.startswith(("- ", "1. ")) else ""
    spans = f'rowspan="{value.span}" colspan="{value.wide}"'
    if value.shaded:
        return f'<td {spans} style="background: #b4c6e7; print-color-adjust: exact"></td>'
    return f"<td{middle} {spans}>{'<br>'.join(map(escape, value.lines))}</td>"


def _title(table: Table, row: Row) -> str:
    count = len(table.columns)
    label, title = escape(row.label), escape(row.title)
    if not row.title:
        return "<td>&nbsp;</td>" * count
    if row.level == 0:
        return f'<td colspan="2"><b>{title}</b></td>{"<td></td>" * (count - 2)}'
    if table.columns[0].key != "number":
        return f'<td colspan="{count}"><b>{_labelled(label, title)}</b></td>'
    if table.style.titles == "content" and not row.is_parent:
        return f"<td></td><td><b>{_labelled(label, title)}</b></td>{'<td></td>' * (count - 2)}"
    if row.is_parent or table.style.titles == "cells":
        return f'<td class="c"><b>{label}</b></td><td><b>{title}</b></td>{"<td></td>" * (count - 2)}'
    if table.style.titles == "all":
        return f'<td colspan="{count}"><b>{_labelled(label, title)}</b></td>'
    left = table.style.titles == "most" and count > 3
    end = "<td></td>" if left else ""
    return f'<td class="c"><b>{label}</b></td><td colspan="{count - 1 - left}"><b>{title}</b></td>{end}'


def _labelled(label: str, title: str) -> str:
    return f"{label}. {title}" if label else title
