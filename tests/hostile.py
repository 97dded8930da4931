"""Files that mean harm or were harmed, made from nothing: each maker writes one file, under its own name."""

import io
import os
import struct
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

A4 = (0, 0, 595, 842)


def pdf(content=b"0 0 100 100 re f", count=1, box=A4, **page):
    """A document of empty pages, or with drawings on them."""
    made = pikepdf.new()
    for _ in range(count):
        entries = {"/Type": Name.Page, "/MediaBox": Array(box), "/Contents": Stream(made, content), **page}
        made.pages.append(pikepdf.Page(made.make_indirect(Dictionary(entries))))
    return made


def saved(made, **options):
    target = io.BytesIO()
    made.save(target, **options)
    return target.getvalue()


def raw_pdf(*objects, trailer=b"/Root 1 0 R", xref=True):
    """A file of objects as they are given, with a table that finds them."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    if xref:
        body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def catalog(pages, *more):
    return raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages, *more)


def with_picture(content, width, height, **entries):
    """A page that is one picture, whose bytes and size need not agree."""
    made = pdf(b"q 595 0 0 842 0 0 cm /I Do Q")
    picture = Stream(made, b"")
    picture.write(content, filter=Name(entries.pop("filter", "/FlateDecode")))
    about = {"Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": height}
    for key, value in {**about, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, **entries}.items():
        picture[f"/{key}"] = value
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=picture))
    return saved(made, compress_streams=False)


def form_that_draws_itself():
    made = pdf(b"/F Do")
    form = made.make_stream(b"/F Do /F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array(A4))
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    made.pages[0].obj.Resources = form.Resources
    return saved(made)


def type3_font_that_draws_itself():
    made = pdf(b"BT /T 12 Tf (aaaa) Tj ET")
    glyph = made.make_stream(b"1000 0 d0 BT /T 1 Tf (aa) Tj ET")
    font = made.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1, 1]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([1000]),
        )
    )
    font.Resources = Dictionary(Font=Dictionary(T=font))
    made.pages[0].obj.Resources = font.Resources
    return saved(made)


def broken_character_map():
    made = pdf(b"BT /T 12 Tf 50 700 Td <00010002> Tj ET")
    chars = made.make_stream(
        b"begincmap 1 begincodespacerange <00> <ffffffffff> endcodespacerange (" + b"<" * 5000
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/X"), Encoding=chars, ToUnicode=chars
    )
    made.pages[0].obj.Resources = Dictionary(Font=Dictionary(T=made.make_indirect(font)))
    return saved(made)


def png(width, height, data=b"", kind=0):
    def chunk(name, content):
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def picture(form, size=(400, 500), mode="L", **options):
    target = io.BytesIO()
    Image.new(mode, size).save(target, form, **options)
    return target.getvalue()


def tiff_of_many(count):
    frames = [Image.new("1", (120, 120), 1)] * count
    target = io.BytesIO()
    frames[0].save(target, "TIFF", save_all=True, append_images=frames[1:])
    return target.getvalue()


def tiff_directory(*entries, following=0):
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", following)


def bomb(size):
    return zlib.compress(bytes(size), 9)


# Name and bytes. No name tells what the bytes are.
FILES = {
    "empty.pdf": lambda: b"",
    "one-byte.pdf": lambda: b"%",
    "zeros.pdf": lambda: bytes(5000),
    "noise.pdf": lambda: bytes((i * 7919 + i // 3) % 256 for i in range(20_000)),
    "text.pdf": lambda: "Kế hoạch năm 2020\n".encode() * 50,
    "web-page.pdf": lambda: b"<html><body>404</body></html>",
    "archive.pdf": lambda: b"PK\x03\x04" + bytes(500),
    "header-only.pdf": lambda: b"%PDF-1.7\n",
    "truncated-early.pdf": lambda: saved(pdf())[:200],
    "truncated-late.pdf": lambda: saved(pdf(count=30))[:-400],
    "no-table.pdf": lambda: saved(pdf()).replace(b"xref", b"nerf"),
    "no-trailer.pdf": lambda: raw_pdf(b"<< >>", trailer=b""),
    "no-root.pdf": lambda: raw_pdf(b"<< /Type /Catalog >>", trailer=b"/Root 9 0 R"),
    "previous-is-itself.pdf": lambda: raw_pdf(b"<< /Type /Catalog >>", trailer=b"/Root 1 0 R /Prev 9"),
    "zero-pages.pdf": lambda: saved(pikepdf.new()),
    "many-pages.pdf": lambda: saved(pdf(count=2000)),
    "count-lies.pdf": lambda: catalog(b"<< /Type /Pages /Kids [] /Count 2000000000 >>"),
    "pages-are-their-own-kids.pdf": lambda: catalog(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    "kid-is-null.pdf": lambda: catalog(b"<< /Type /Pages /Kids [null 99 0 R] /Count 2 >>"),
    "deep-arrays.pdf": lambda: catalog(
        b"<< /Type /Pages /Kids " + b"[" * 50_000 + b"]" * 50_000 + b" /Count 1 >>"
    ),
    "deep-dictionaries.pdf": lambda: catalog(b"<< /A " * 20_000 + b">>" * 20_000),
    "stream-length-loops.pdf": lambda: catalog(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
    ),
    "page-is-its-own-parent.pdf": lambda: catalog(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 3 0 R >>"
    ),
    "huge-page.pdf": lambda: saved(pdf(box=(0, 0, 1_000_000, 1_000_000))),
    "flat-page.pdf": lambda: saved(pdf(box=(0, 0, 595, 0))),
    "upside-down-page.pdf": lambda: saved(pdf(box=(595, 842, 0, 0))),
    "hair-page.pdf": lambda: saved(pdf(box=(0, 0, 0.01, 14_400))),
    "huge-unit.pdf": lambda: saved(pdf(**{"/UserUnit": 10_000_000})),
    "odd-rotation.pdf": lambda: saved(pdf(**{"/Rotate": 45})),
    "form-draws-itself.pdf": form_that_draws_itself,
    "font-draws-itself.pdf": type3_font_that_draws_itself,
    "broken-character-map.pdf": broken_character_map,
    "deep-states.pdf": lambda: saved(pdf(b"q " * 200_000)),
    "rubbish-content.pdf": lambda: saved(pdf(b"BT /F 1e308 Tf (( << [ 1 2 TJ re W n " * 200)),
    "content-bomb.pdf": lambda: raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(bomb(200 << 20)), bomb(200 << 20)),
    ),
    "picture-bomb.pdf": lambda: with_picture(bomb(1 << 20), 60_000, 60_000),
    "picture-is-short.pdf": lambda: with_picture(bomb(10), 2000, 3000),
    "jbig2-rubbish.pdf": lambda: with_picture(
        bytes(range(200)), 1700, 2400, filter="/JBIG2Decode", BitsPerComponent=1
    ),
    "jpeg2000-rubbish.pdf": lambda: with_picture(
        b"\x00\x00\x00\x0cjP  " + bytes(99), 1700, 2400, filter="/JPXDecode"
    ),
    "jpeg-rubbish.pdf": lambda: with_picture(b"\xff\xd8\xff" + bytes(99), 1700, 2400, filter="/DCTDecode"),
    "fax-rubbish.pdf": lambda: with_picture(
        bytes(300), 1700, 50_000, filter="/CCITTFaxDecode", BitsPerComponent=1
    ),
    "encrypted.pdf": lambda: saved(pdf(), encryption=pikepdf.Encryption(user="mật khẩu", owner="x", R=6)),
    "encrypted-old.pdf": lambda: saved(
        pdf(), encryption=pikepdf.Encryption(user="abc", owner="x", R=3, aes=False, metadata=False)
    ),
    "bomb.png": lambda: png(60_000, 60_000),
    "truncated.png": lambda: picture("PNG")[:-60],
    "one-pixel.png": lambda: picture("PNG", (1, 1)),
    "no-pixels.png": lambda: png(0, 0),
    "truncated.jpg": lambda: picture("JPEG")[:300],
    "pdf-in-disguise.jpg": lambda: saved(pdf())[:250],
    "gif-in-disguise.png": lambda: picture("GIF", mode="P"),
    "noise.tif": lambda: b"II*\x00" + bytes(range(256)) * 4,
    "directory-loops.tif": lambda: tiff_directory((256, 3, 1, 100), following=8),
    "bomb.tif": lambda: tiff_directory(
        (256, 4, 1, 10**9), (257, 4, 1, 10**9), (259, 3, 1, 1), (273, 4, 1, 8)
    ),
    "many-pages.tif": lambda: tiff_of_many(600),
}
# Names that mean harm. Of one with a null byte or a slash there can be no file.
NAMES = (
    "line\nfeed.pdf",
    "\x1b[31mred\x07.pdf",
    "up..\\..\\up.pdf",
    "-rf.pdf",
    "=HYPERLINK(0).pdf",
    "<script>alert(1).pdf",
    "%2e%2e%2fup.pdf",
    "n" * 251 + ".pdf",
    b"\xff\xfe.pdf".decode("utf-8", "surrogateescape"),
)


def write_all(folder: Path) -> None:
    """All files, each name's bytes different from the others', and things that are no files."""
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(b"no plan, number %d" % number)
    (folder / "broken-link.pdf").symlink_to("gone")
    (folder / "looping-link.pdf").symlink_to("looping-link.pdf")
    (folder / "device.pdf").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "folder.pdf").mkdir()
    (folder / "folder-that-loops").symlink_to(folder)
