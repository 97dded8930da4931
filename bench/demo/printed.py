"""A made-up plan on paper: typeset by a browser in the layout of Nghị định 30/2020/NĐ-CP, and scanned."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from playwright.sync_api import Page, sync_playwright

from bench.demo.texts import DemoPlan, DemoTask

_DPI = 200
BROWSER = "/usr/bin/chromium"
_HEADER = (
    "STT",
    "Nội dung nhiệm vụ",
    "Sản phẩm",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 25mm }
body { font: 13pt/1.35 Tinos, "Liberation Serif", serif; text-align: justify }
.head td { width: 50%; text-align: center; vertical-align: top; padding: 0 } .head { width: 100% }
.middle { text-align: center } p { margin: 4pt 0; text-indent: 10mm } .middle p, .flat { text-indent: 0 }
.tasks { border-collapse: collapse; width: 100%; font-size: 11pt; text-align: left }
.tasks td, .tasks th { border: 0.75pt solid #000; padding: 2pt 4pt; vertical-align: middle }
.tasks tr { break-inside: avoid }
.appendix { break-before: page } .sign { width: 100%; break-inside: avoid } .sign td { width: 50%; vertical-align: top }
"""


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of a browser, to set and print what is written in HTML."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def html(plan: DemoPlan) -> str:
    """The plan as a page for the browser to print."""
    day, month, year = plan.day
    date = f"{plan.province}, ngày {day:02d} tháng {month:02d} năm {year}"
    sections = (
        ("MỤC TIÊU", "Nâng cao chất lượng phục vụ; hoàn thành các chỉ tiêu cải cách hành chính được giao."),
        ("NHIỆM VỤ", f"Các nhiệm vụ của năm {plan.year} nêu tại Phụ lục kèm theo Kế hoạch này."),
        ("TỔ CHỨC THỰC HIỆN", "Các phòng, đơn vị trực thuộc tổ chức thực hiện và báo cáo kết quả."),
    )
    basis = "".join(f"<p>Căn cứ {escape(text)};</p>" for text in plan.basis)
    body = "".join(
        f"<p><b>{_ROMAN[place]}. {title}</b></p><p>{escape(text)}</p>"
        for place, (title, text) in enumerate(sections)
    )
    return f"""<!doctype html><meta charset="utf-8"><style>{STYLE}</style>
{head(f"UBND TỈNH {plan.province.upper()}", plan.office.upper(), f"Số: {plan.number}", date)}
<div class="middle"><p><b>KẾ HOẠCH</b></p>
<p><b>Cải cách hành chính năm {plan.year} của {escape(plan.office)}</b></p></div>
{basis}<p>{escape(plan.office)} xây dựng Kế hoạch cải cách hành chính năm {plan.year} như sau:</p>{body}
{signature("GIÁM ĐỐC", plan.signer)}
<div class="appendix middle"><p><b>PHỤ LỤC</b></p><p><b>NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM {plan.year}</b></p>
<p><i>(Kèm theo Kế hoạch số {escape(plan.number)} ngày {day:02d}/{month}/{year} của {escape(plan.office)})</i></p></div>
<table class="tasks"><tr>{"".join(f"<th>{name}</th>" for name in _HEADER)}</tr>{_rows(plan)}</table>"""


def head(parent: str, issuer: str, number: str, dated: str) -> str:
    """The head of a document: its issuer, of a line or more, and number left, the motto, place and date right."""
    issued = "<br>".join(map(escape, issuer.splitlines()))
    return f"""<table class="head"><tr><td>{escape(parent)}<br><b>{issued}</b><br>
{escape(number)}</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br>
<i>{escape(dated)}</i></td></tr></table>"""


def signature(authority: str, name: str) -> str:
    """The foot of a document: recipients left, who signs right."""
    return f"""<table class="sign"><tr><td class="flat"><b><i>Nơi nhận:</i></b><br>- UBND tỉnh;<br>- Lưu: VT.</td>
<td class="middle"><b>{escape(authority)}</b><br><br><br><br><b>{escape(name)}</b></td></tr></table>"""


def _rows(plan: DemoPlan) -> str:
    rows, number = [], 0
    for place, (title, tasks) in enumerate(plan.groups):
        rows.append(f'<tr><td><b>{_ROMAN[place]}</b></td><td colspan="5"><b>{escape(title)}</b></td></tr>')
        for task in tasks:
            number += 1
            rows.append(f"<tr><td>{number}</td>{_cells(task)}</tr>")
    return "".join(rows)


def _cells(task: DemoTask) -> str:
    cells = (task.content, task.product, task.lead, task.coordination, task.due)
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)


def scanned(pdf: bytes, seed: int) -> bytes:
    """The same plan as an office scanner gives it: a grey picture a page, a little slanted, soft and
    noisy.
    """
    noise = np.random.default_rng(seed)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=_DPI / 72).to_pil().convert("L")
        picture = picture.rotate(noise.normal(0, 0.4), Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), np.float64)
        grey = grey * 0.94 + 8 + noise.normal(0, 5, grey.shape)
        pages.append(Image.fromarray(grey.clip(0, 255).astype(np.uint8)))
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=_DPI, save_all=True, append_images=pages[1:], quality=80)
    return file.getvalue()
