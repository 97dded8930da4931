"""Files as they come: of every kind, with the wrong name, broken, and made to do harm."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from extract.sources.opening import open_pages
from kehoach.errors import EncryptedFile, FileTooLarge, UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings
from tests.extract.pages import HEIGHT, WIDTH, add_picture_page, pdf_of, picture_stream, sheet, typeset
from tests.hostile import FILES

SETTINGS = ExtractSettings(max_page_pixels=20_000_000, max_pages=20)
PAGE = sheet([(85, 100, "Căn cứ")], dpi=100)  # 827 × 1170 pixels: 100 dots per inch


def source(path: Path) -> Source:
    return Source(path, path.name, "0" * 64)


def saved(image: Image.Image, path: Path, **options: Any) -> Path:
    image.save(path, **options)
    return path


def rendered(path: Path, page: int = 0) -> tuple[np.ndarray, float]:
    with open_pages(source(path), SETTINGS) as pages:
        return pages[page].render()


def count(path: Path) -> int:
    with open_pages(source(path), SETTINGS) as pages:
        return len(pages)


# ---------------------------------------------------------------- pictures that are sound


@pytest.mark.parametrize(
    ("mode", "suffix", "options"),
    [
        ("1", ".tif", {"compression": "group4"}),
        ("1", ".png", {}),
        ("L", ".png", {}),
        ("L", ".jpg", {}),
        ("P", ".png", {}),
        ("LA", ".png", {}),
        ("RGBA", ".png", {}),
        ("RGB", ".tiff", {"compression": "tiff_lzw"}),
        ("CMYK", ".jpg", {}),
        ("CMYK", ".tif", {}),
        ("YCbCr", ".jpg", {}),
        ("I;16", ".png", {}),
        ("I;16", ".tif", {}),
        ("I", ".tif", {}),
        ("F", ".tif", {}),
    ],
)
def test_every_mode_is_black_on_white(
    tmp_path: Path, mode: str, suffix: str, options: dict[str, Any]
) -> None:
    gray = Image.fromarray(PAGE)
    deep = {"I;16": np.uint16, "I": np.int32, "F": np.float32}
    image = (
        Image.fromarray((PAGE.astype(deep[mode]) * 257).astype(deep[mode]))
        if mode in deep
        else gray.convert(mode)
    )
    picture, _ = rendered(saved(image, tmp_path / f"page{suffix}", dpi=(180, 180), **options))
    assert picture.dtype == np.uint8
    assert picture.shape[2] == 3
    assert np.median(picture) > 245
    assert picture.min() < 30


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    image = Image.new("RGBA", (850, 1100), (0, 0, 0, 0))
    picture, _ = rendered(saved(image, tmp_path / "page.png"))
    assert picture.min() == 255


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_a_picture_is_turned_as_its_camera_says(tmp_path: Path, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side: to be turned clockwise by 90°
    lying = Image.new("L", (1170, 827), 255)
    lying.paste(0, (0, 0, 1170, 100))  # dark above
    options = {"save_all": True, "append_images": [lying]} if suffix == ".tif" else {}
    path = saved(lying, tmp_path / f"page{suffix}", exif=exif, **options)
    with open_pages(source(path), SETTINGS) as pages:
        for picture, _ in [page.render() for page in pages]:
            assert picture.shape[0] > picture.shape[1]
            assert picture[:, -50:].mean() < 40 < picture[:, :50].mean()  # dark on the right


@pytest.mark.parametrize(
    ("size", "stated", "dpi", "height"),
    [
        ((1654, 2339), (200, 200), 200, 2339),
        ((1654, 2339), (72, 72), 200, 2339),  # 23 inches wide: stated without knowing
        ((1654, 2339), None, 200, 2339),
        ((827, 1170), None, 180, 2106),  # too coarse to be read as it is
        ((4961, 4000), (600, 600), 400, 2667),  # finer than is of use
        ((1728, 1145), (204, 98), 204, 2383),  # a fax: its lines stand twice as far apart
    ],
)
def test_the_resolution_is_what_letters_need(
    tmp_path: Path, size: tuple[int, int], stated: tuple[int, int] | None, dpi: float, height: int
) -> None:
    options = {"dpi": stated} if stated else {}
    picture, found = rendered(saved(Image.new("L", size, 255), tmp_path / "page.png", **options))
    assert found == pytest.approx(dpi, abs=0.5)
    assert picture.shape[0] == pytest.approx(height, abs=20)


def test_a_tiff_has_pages(tmp_path: Path) -> None:
    frames = [Image.new("L", (850, 1100), level) for level in (10, 120, 250)]
    path = saved(frames[0], tmp_path / "plan.tif", save_all=True, append_images=frames[1:])
    with open_pages(source(path), SETTINGS) as pages:
        assert [int(page.render()[0].mean()) for page in pages] == [10, 120, 250]
        assert int(pages[0].render()[0].mean()) == 10  # in any order
        assert pages[0].text_page is None


# ---------------------------------------------------------------- PDF that is sound


def test_a_scan_is_rendered_at_its_own_resolution(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    pdf_of(sheet(dpi=240)).save(path)
    with open_pages(source(path), SETTINGS) as pages:
        assert pages[0].text_page is None
        picture, dpi = pages[0].render()
    assert dpi == pytest.approx(240, abs=1)
    assert picture.shape[:2] == pytest.approx((2807, 1983), abs=3)


@pytest.mark.parametrize("points_per_pixel", [0.1, 1.0])
def test_a_scan_with_a_page_size_that_cannot_be_is_taken_for_a4(
    tmp_path: Path, points_per_pixel: float
) -> None:
    scan = sheet(dpi=200)
    path = tmp_path / "scan.pdf"
    pdf_of(scan, page_size=(scan.shape[1] * points_per_pixel, scan.shape[0] * points_per_pixel)).save(path)
    picture, dpi = rendered(path)
    assert dpi == pytest.approx(200, abs=1)
    assert picture.shape[:2] == pytest.approx(scan.shape, abs=3)


@pytest.mark.parametrize(("kind", "there"), [("Watermark", False), ("Stamp", True)])
def test_a_watermark_laid_over_a_page_is_no_part_of_it(tmp_path: Path, kind: str, there: bool) -> None:
    pdf = pdf_of(sheet(dpi=100))
    mark = pdf.make_stream(b"0 0 300 300 re f", BBox=[0, 0, 300, 300])
    mark.Type, mark.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    over = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), F=4)
    over.Rect, over.AP = [150, 400, 450, 700], pikepdf.Dictionary(N=mark)
    pdf.pages[0].Annots = [pdf.make_indirect(over)]
    pdf.save(tmp_path / "scan.pdf")
    assert bool(rendered(tmp_path / "scan.pdf")[0].min() < 128) is there


def test_a_page_of_letters_has_a_text_layer_and_can_be_rendered(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(typeset([(40, 100, "Căn cứ Quyết định")]))
    with open_pages(source(path), SETTINGS) as pages:
        layer = pages[0].text_page
        assert layer is not None
        assert layer.words[0].word.text == "Căn"
        assert pages[0].text_page is layer
        _, dpi = pages[0].render()
    assert dpi == SETTINGS.dpi


def test_a_text_layer_with_a_scan_is_somebodys_ocr(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(typeset([(40, 100, "Căn cứ Quyết định")], picture=True))
    with open_pages(source(path), SETTINGS) as pages:
        assert pages[0].text_page is None


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_scan_is_shown_as_it_is_to_be_seen(tmp_path: Path, turn: int) -> None:
    pdf = pdf_of(sheet(dpi=200))
    pdf.pages[0].Rotate = turn
    path = tmp_path / "scan.pdf"
    pdf.save(path)
    picture, dpi = rendered(path)
    assert dpi == pytest.approx(200, abs=1)
    assert (picture.shape[1] > picture.shape[0]) is (turn != 180)


def test_large_sheets_are_rendered_as_far_as_the_cap_allows(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(1191, 1684))  # A2
    path = tmp_path / "plan.pdf"
    pdf.save(path)
    picture, dpi = rendered(path)
    assert 180 <= dpi < 300
    assert picture.shape[0] * picture.shape[1] <= SETTINGS.max_page_pixels


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    pdf_of(PAGE).save(path, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert rendered(path)[0].min() < 60


def test_jbig2(tmp_path: Path) -> None:
    picture, _ = rendered(jbig2_pdf(tmp_path / "scan.pdf", (800, 1100), (800, 1100)))
    assert picture[:200].mean() < 10
    assert picture[-200:].mean() > 245


def jbig2_pdf(path: Path, size: tuple[int, int], claimed: tuple[int, int]) -> Path:
    """A scan in JBIG2, black above: a generic region, coded as Group 4 faxes are."""
    image = Image.new("1", size, 0)  # Pillow writes white as Group 4's black
    image.paste(1, (0, 0, size[0], size[1] // 2))
    target = io.BytesIO()
    image.save(target, "TIFF", compression="group4", strip_size=1 << 30)
    tags = Image.open(target).tag_v2
    coded = target.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]

    def segment(number: int, kind: int, data: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    information = struct.pack(">IIIIBH", *claimed, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", *size, 0, 0, 0, 1) + coded
    data = segment(0, 48, information) + segment(1, 38, region)
    pdf = pikepdf.new()
    add_picture_page(pdf, picture_stream(pdf, data, claimed, "JBIG2Decode", bits=1), (WIDTH, HEIGHT))
    pdf.save(path)
    return path


# ---------------------------------------------------------------- what cannot be read


def write(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def encrypted(path: Path) -> Path:
    pdf_of(PAGE).save(path, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return path


def without_pages(path: Path) -> Path:
    pikepdf.new().save(path)
    return path


def of_many_pages(path: Path) -> Path:
    pdf = pikepdf.new()
    for _ in range(2000):
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    pdf.save(path)
    return path


def of_many_frames(path: Path) -> Path:
    frame = Image.new("1", (850, 1100), 1)
    return saved(frame, path, save_all=True, append_images=[frame] * 40, compression="group4")


def with_a_lying_count(path: Path) -> Path:
    pdf = pdf_of(PAGE)
    pdf.Root.Pages.Count = 1_000_000_000
    pdf.save(path)
    return path


def huge_png(path: Path) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")
    )
    return path


def huge_page(path: Path) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14_400, 14_400))
    pdf.save(path)
    return path


def huge_picture(path: Path) -> Path:
    pdf = pikepdf.new()
    data = zlib.compress(bytes(1_000_000))
    add_picture_page(pdf, picture_stream(pdf, data, (30_000, 30_000), "FlateDecode"), (WIDTH, HEIGHT))
    pdf.save(path)
    return path


def tiny_page(path: Path) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(3, 3))
    pdf.save(path)
    return path


def without_picture_data(path: Path) -> Path:
    path.write_bytes(png_bytes()[:3000])
    return path


def png_bytes() -> bytes:
    target = io.BytesIO()
    Image.fromarray(PAGE).save(target, "PNG")
    return target.getvalue()


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


def a_pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


HOSTILE: list[tuple[str, Callable[[Path], Path], type[UnreadableFile]]] = [
    ("missing.pdf", lambda path: path, UnreadableFile),
    ("nul\0.pdf", lambda path: path, UnreadableFile),
    ("folder.pdf", a_folder, UnreadableFile),
    ("pipe.pdf", a_pipe, UnreadableFile),
    ("loop.pdf", lambda path: path.symlink_to(path) or path, UnreadableFile),  # type: ignore[func-returns-value]
    ("empty.pdf", write(b""), UnreadableFile),
    ("empty.tif", write(b""), UnreadableFile),
    ("text.pdf", write(b"Plan of the year 2020"), UnreadableFile),
    ("page.png", write(b"<html></html>"), UnreadableFile),
    ("word.pdf", write(b"PK\x03\x04" + bytes(200)), UnreadableFile),
    ("gif.png", write(b"GIF89a" + bytes(200)), UnreadableFile),
    ("header.pdf", write(b"%PDF-1.7\n"), UnreadableFile),
    ("rubbish.pdf", write(b"%PDF-1.7\n" + bytes(range(256)) * 40), UnreadableFile),
    ("rubbish.png", write(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4), UnreadableFile),
    ("rubbish.jpg", write(b"\xff\xd8\xff" + bytes(range(256)) * 4), UnreadableFile),
    ("rubbish.tif", write(b"II*\x00" + bytes(range(256)) * 4), UnreadableFile),
    ("far.tif", write(b"II*\x00" + struct.pack("<I", 4_000_000_000)), UnreadableFile),
    ("encrypted.pdf", encrypted, EncryptedFile),
    ("no-pages.pdf", without_pages, UnreadableFile),
    ("many.pdf", of_many_pages, FileTooLarge),
    ("many.tif", of_many_frames, FileTooLarge),
    ("huge-page.pdf", huge_page, FileTooLarge),
    ("huge-picture.pdf", huge_picture, FileTooLarge),
    ("huge-jbig2.pdf", lambda path: jbig2_pdf(path, (800, 1100), (60_000, 60_000)), FileTooLarge),
    ("huge.png", huge_png, FileTooLarge),
    ("large.png", lambda path: saved(Image.new("1", (9000, 9000), 1), path), FileTooLarge),
    ("tiny.pdf", tiny_page, UnreadableFile),
    ("tiny.png", lambda path: saved(Image.new("L", (1, 1)), path), UnreadableFile),
    ("truncated.png", without_picture_data, UnreadableFile),
]


@pytest.mark.parametrize(("name", "make", "error"), HOSTILE, ids=[repr(name) for name, _, _ in HOSTILE])
def test_hostile_files_are_told_with_advice(
    tmp_path: Path, name: str, make: Callable[[Path], Path], error: type[UnreadableFile]
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(error) as raised, open_pages(source(path), SETTINGS) as pages:
        for page in pages:
            page.render()
    assert str(raised.value).endswith(".")
    assert raised.value.advice.endswith(".")


@pytest.mark.parametrize(
    ("name", "make", "message", "advice"),
    [
        ("empty.pdf", write(b""), "is empty", "Copy it again"),
        ("text.pdf", write(b"Plan"), "is no PDF", "Save it as PDF"),
        (
            "large.png",
            lambda path: saved(Image.new("1", (9000, 9000), 1), path),
            "81 million",
            "max_page_pixels",
        ),
        ("huge-page.pdf", huge_page, "million", "Its size is no page's"),
    ],
)
def test_advice_fits_the_cause(
    tmp_path: Path, name: str, make: Callable[[Path], Path], message: str, advice: str
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(UnreadableFile, match=message) as raised, open_pages(source(path), SETTINGS) as pages:
        pages[0].render()
    assert advice in raised.value.advice


def test_a_file_without_the_right_to_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(b"%PDF-1.7")(tmp_path / "plan.pdf")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        count(path)


@pytest.mark.parametrize("name", ["scan.png", "scan", "scan.tif", "plan\n2020.pdf", "kế hoạch.PDF"])
def test_a_file_is_what_it_holds_not_what_it_is_called(tmp_path: Path, name: str) -> None:
    pdf_of(PAGE, PAGE).save(tmp_path / name)
    assert count(tmp_path / name) == 2
    (tmp_path / "page.pdf").write_bytes(png_bytes())
    assert rendered(tmp_path / "page.pdf")[0].shape[2] == 3


def test_what_stands_before_the_header_is_skipped(tmp_path: Path) -> None:
    target = io.BytesIO()
    pdf_of(PAGE).save(target)
    assert count(write(b"\n" * 200 + target.getvalue())(tmp_path / "scan.pdf")) == 1


# ---------------------------------------------------------------- damaged in part


def outcomes(path: Path) -> list[str]:
    """For each page "read", or the reason why it was not."""
    found = []
    with open_pages(source(path), SETTINGS) as pages:
        for page in pages:
            try:
                page.render()
                found.append("read")
            except UnreadableFile as error:
                found.append(error.reason)
    return found


def test_a_damaged_page_does_not_take_the_others_along(tmp_path: Path) -> None:
    pdf = pdf_of(PAGE, PAGE, PAGE)
    pdf.pages[1].MediaBox = [0, 0, 14_400, 14_400]
    path = tmp_path / "scan.pdf"
    pdf.save(path)
    assert outcomes(path) == ["read", "too_large", "read"]


def test_a_page_that_is_none_does_not_take_the_others_along(tmp_path: Path) -> None:
    target = io.BytesIO()
    pdf_of(PAGE, PAGE, PAGE).save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    before, first, second, third = target.getvalue().split(b"/Type /Page ")
    path = write(b"/Type /Page ".join([before, first]) + b"/Type /None " + second + b"/Type /Page " + third)
    assert outcomes(path(tmp_path / "scan.pdf")) == ["read", "unreadable_file", "read"]


def test_a_damaged_frame_does_not_take_the_others_along(tmp_path: Path) -> None:
    frames = [Image.fromarray(PAGE)] * 3
    path = saved(
        frames[0], tmp_path / "plan.tif", save_all=True, append_images=frames[1:], compression="tiff_lzw"
    )
    with Image.open(path) as image:
        image.seek(1)
        offset, length = image.tag_v2[273][0], sum(image.tag_v2[279])
    data = bytearray(path.read_bytes())
    data[offset : offset + length] = b"\xff" * length
    path.write_bytes(data)
    assert outcomes(path) == ["read", "unreadable_file", "read"]


def test_a_truncated_pdf_gives_what_is_left_or_says_so(tmp_path: Path) -> None:
    target = io.BytesIO()
    pdf_of(PAGE, PAGE).save(target)
    data = target.getvalue()
    for share in (0.3, 0.6, 0.9):
        path = write(data[: int(share * len(data))])(tmp_path / "scan.pdf")
        try:
            assert len(outcomes(path)) <= 2
        except UnreadableFile as error:
            assert error.advice


def test_a_count_that_lies(tmp_path: Path) -> None:
    path = with_a_lying_count(tmp_path / "scan.pdf")
    try:
        assert outcomes(path)[0] == "read"
    except UnreadableFile as error:
        assert error.advice


def test_an_endless_chain_of_frames_ends(tmp_path: Path) -> None:
    frame = Image.new("L", (850, 1100), 255)
    path = saved(frame, tmp_path / "plan.tif", save_all=True, append_images=[frame])
    data = bytearray(path.read_bytes())
    first = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, first)[0]
    struct.pack_into(
        "<I", data, first + 2 + 12 * entries, first
    )  # the first directory names itself as the next
    path.write_bytes(data)
    assert outcomes(path) == ["read"]


def test_objects_that_hold_themselves(tmp_path: Path) -> None:
    pdf = pdf_of(PAGE)
    form = pdf.make_stream(
        b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 99, 99]
    )
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page = pdf.pages[0]
    page.Resources.XObject.F = form
    page.Contents = pdf.make_stream(b"/F Do BT (a) Tj ET")
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    path = tmp_path / "scan.pdf"
    pdf.save(path)
    with open_pages(source(path), SETTINGS) as pages:
        assert pages[0].text_page is None or pages[0].text_page.words == []
    assert outcomes(path)[0] == "read"


# ---------------------------------------------------------------- one plan over several pictures


def bound(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for width, name in enumerate(names, 1):
        saved(Image.fromarray(PAGE).resize((600 + 10 * width, 900)), folder / name, dpi=(75, 75))
    return folder


def test_a_folder_of_pages_is_one_document_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    folder = bound(tmp_path / "plan.pages", "page 10.png", "page 2.png", "page 1.jpg")
    (folder / "Thumbs.db").write_bytes(b"no page")
    (folder / "_cover.png").write_bytes((folder / "page 2.png").read_bytes())
    with open_pages(source(folder), SETTINGS) as pages:
        widths = [page.render()[0].shape[1] for page in pages]
    assert len(widths) == 3
    assert widths == sorted(widths, reverse=True)  # page 1 was drawn last, and widest


def test_a_page_that_cannot_be_opened_leaves_the_others_be(tmp_path: Path) -> None:
    folder = bound(tmp_path / "plan.pages", "1.png", "3.png")
    (folder / "2.png").write_bytes(b"not a picture")
    with open_pages(source(folder), SETTINGS) as pages:
        assert len(pages) == 3
        pages[2].render()
        with pytest.raises(UnreadableFile, match=r"plan.pages/2\.png"):
            pages[1].render()


def test_a_folder_of_pages_is_bounded_and_has_some(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        count(bound(tmp_path / "long.pages", *(f"{k}.png" for k in range(21))))
    with pytest.raises(UnreadableFile):
        count(bound(tmp_path / "empty.pages"))


def test_a_folder_of_another_name_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        count(bound(tmp_path / "plans", "1.png"))


@pytest.mark.parametrize("name", ["zero-pages.pdf", "count-lies.pdf", "empty.pdf"])
def test_a_damaged_file_after_an_encrypted_one_is_told_as_damaged(tmp_path: Path, name: str) -> None:
    """Of the first two pdfium told the failure before."""
    with pytest.raises(EncryptedFile), open_pages(source(encrypted(tmp_path / "locked.pdf")), SETTINGS):
        pass
    (tmp_path / name).write_bytes(FILES[name]())
    with pytest.raises(UnreadableFile) as caught, open_pages(source(tmp_path / name), SETTINGS):
        pass
    assert not isinstance(caught.value, EncryptedFile)
