"""Pages made for the tests: sheets with text and rulings, drawn in points, and PDF files around them."""

import io
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from extract.sources.text_layer import TextLayer
from extract.sources.views import Views

Gray = NDArray[np.uint8]
Placed = tuple[float, float, str]  # x, top, text
Stroke = tuple[float, float, float, float]  # x0, top, x1, bottom

WIDTH, HEIGHT = 595, 842  # A4 in points
DPI = 200
SENTENCES = (
    "Căn cứ Quyết định số 225/QĐ-TTg ngày 04 tháng 02 năm 2016 của Thủ tướng",
    "Chính phủ phê duyệt Kế hoạch cải cách hành chính nhà nước giai đoạn này,",
    "Sở Nội vụ ban hành Kế hoạch thực hiện nhiệm vụ cải cách hành chính năm 2020",
    "với những nội dung sau đây, giao các phòng, đơn vị trực thuộc tổ chức thực hiện",
    "và báo cáo kết quả trước ngày 15 tháng 12 hằng năm để tổng hợp, theo dõi.",
)


@cache
def font(size: int, name: str = "Tinos-Regular.ttf") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size)


def sheet(
    texts: Iterable[Placed] = (),
    strokes: Iterable[Stroke] = (),
    *,
    size: float = 13.0,
    dpi: int = DPI,
    face: str = "Tinos-Regular",
) -> Gray:
    """A white A4 sheet with lines of text and rulings of 0.8 points."""
    scale = dpi / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(image)
    for x, top, text in texts:
        draw.text((x * scale, top * scale), text, font=font(round(size * scale), f"{face}.ttf"), fill=0)
    for stroke in strokes:
        draw.line([v * scale for v in stroke], fill=0, width=max(2, round(0.8 * scale)))
    return np.asarray(image)


def prose(top: float = 80.0, count: int = 20, x: float = 85.0) -> list[Placed]:
    """Lines of a plan's body, 18 points apart."""
    return [(x, top + 18 * k, SENTENCES[k % len(SENTENCES)]) for k in range(count)]


def grid(xs: Iterable[float], ys: Iterable[float]) -> list[Stroke]:
    """The rulings of a table with these edges."""
    columns, rows = list(xs), list(ys)
    return [(columns[0], y, columns[-1], y) for y in rows] + [(x, rows[0], x, rows[-1]) for x in columns]


def rgb(gray: Gray) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.repeat(gray[..., None], 3, axis=2))


def turned(gray: Gray, degrees: float) -> Gray:
    """The sheet skewed clockwise, its edges filled with paper."""
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255), np.uint8
    )


def pdf_of(*sheets: Gray, page_size: tuple[float, float] = (WIDTH, HEIGHT)) -> pikepdf.Pdf:
    """A scan: each sheet the only picture of a page."""
    pdf = pikepdf.new()
    for gray in sheets:
        target = io.BytesIO()
        Image.fromarray(gray).save(target, "JPEG", quality=80)
        add_picture_page(
            pdf, picture_stream(pdf, target.getvalue(), gray.shape[::-1], "DCTDecode"), page_size
        )
    return pdf


def picture_stream(
    pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], compression: str | None, bits: int = 8
) -> pikepdf.Object:
    stream = pdf.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    stream.Width, stream.Height = size
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, bits
    if compression:
        stream.Filter = pikepdf.Name("/" + compression)
    return stream


def add_picture_page(pdf: pikepdf.Pdf, picture: pikepdf.Object, page_size: tuple[float, float]) -> None:
    page = pdf.add_blank_page(page_size=page_size)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = pdf.make_stream(f"q {page_size[0]} 0 0 {page_size[1]} 0 0 cm /I Do Q".encode())


# Codes are Unicode, all letters are half as wide as high.
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0020> <FFFF> <0020> endbfrange endcmap"""


def typeset(
    texts: Iterable[Placed],
    strokes: Iterable[Stroke] = (),
    *,
    face: str = "Test",
    picture: bool = False,
    turn: int = 0,
    before: str = "",
    after: str = "",
) -> bytes:
    """A born-digital page: lines of 12 point text in the face, and rulings; `picture` lays one over all of
    it.

    `before` and `after` are operators of a content stream; fonts are called /F, the picture /I.
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=_font(pdf, face)), XObject=pikepdf.Dictionary()
    )
    parts = [before, *(shown(text, f"1 0 0 1 {x} {HEIGHT - top - 10}") for x, top, text in texts)]
    parts += [f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S" for x0, top, x1, bottom in strokes]
    page.Resources.XObject.I = picture_stream(pdf, b"\xff", (1, 1), None)
    if picture:
        parts.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q")
    page.Contents = pdf.make_stream("\n".join([*parts, after]).encode())
    page.Rotate = turn
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def shown(text: str, matrix: str, size: float = 12.0) -> str:
    """The operators that show a text by a matrix (six numbers)."""
    return f"BT /F {size} Tf {matrix} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def layer_of(pdf: bytes, number: int = 1) -> TextLayer:
    """The text layer of a PDF's page."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = pdfplumber.open(io.BytesIO(pdf)).pages[number - 1]
    return TextLayer(page, Views(document[number - 1], 200.0))


def _font(pdf: pikepdf.Pdf, face: str) -> pikepdf.Dictionary:
    name = pikepdf.Name("/" + face)
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=4,
        Ascent=800,
        Descent=-200,
        FontBBox=[0, -200, 500, 800],
        FontFile2=pdf.make_stream(_tinos()[0]),
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=500,
        FontDescriptor=descriptor,
        CIDToGIDMap=pdf.make_stream(_tinos()[1]),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=name,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(descendant)],
        ToUnicode=pdf.make_stream(_TO_UNICODE),
    )


@cache
def _tinos() -> tuple[bytes, bytes]:
    """The font's file, and for each code point two bytes: which of its glyphs draws it (cmap, format 4)."""
    data = Path(font(12).path).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {data[12 + 16 * k :][:4]: struct.unpack_from(">L", data, 20 + 16 * k)[0] for k in range(count)}
    cmap = tables[b"cmap"]
    (encodings,) = struct.unpack_from(">H", data, cmap + 2)
    places = (cmap + struct.unpack_from(">L", data, cmap + 8 + 8 * k)[0] for k in range(encodings))
    table = next(place for place in places if struct.unpack_from(">H", data, place)[0] == 4)
    (double,) = struct.unpack_from(">H", data, table + 6)
    glyphs = bytearray(2 * 0x10000)
    for place in range(table + 14, table + 14 + double, 2):
        (last,) = struct.unpack_from(">H", data, place)
        first, delta, offset = (struct.unpack_from(">H", data, place + 2 + k * double)[0] for k in (1, 2, 3))
        for code in range(first, last + 1):
            at = place + 2 + 3 * double + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", data, at)[0] if offset else code
            struct.pack_into(">H", glyphs, 2 * code, (glyph + delta) % 0x10000 if glyph else 0)
    return data, bytes(glyphs)
