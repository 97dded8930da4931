import pytest

from kehoach.run.attribution import of_letterhead, with_places
from kehoach.run.report import FileReport
from kehoach.run.warehouse.results import Counts, ResultHead


@pytest.mark.parametrize(
    "parent, issuer, expected",
    [
        ("UBND TỈNH BÌNH DƯƠNG", "Sở Nội vụ", ("Bình Dương", "Sở Nội vụ")),
        ("Ủy ban nhân dân thành phố Hà Nội", "Sở Y tế", ("Hà Nội", "Sở Y tế")),
        ("UBND TP. CẦN THƠ", None, ("Cần Thơ", None)),
        ("UBND BÀ RỊA - VŨNG TÀU", "Sở Tư pháp", ("Bà Rịa - Vũng Tàu", "Sở Tư pháp")),
        ("Bộ Nội vụ", "Thanh tra Bộ", (None, "Thanh tra Bộ")),
        (None, None, (None, None)),
    ],
)
def test_letterhead(parent, issuer, expected):
    head = ResultHead("d", "k", "n", "p", 2020, False, issuer, parent, "t", Counts(1, 0, 0, 0, 0))
    assert of_letterhead(head) == expected


@pytest.mark.parametrize(
    "name, expected",
    [
        ("binh-duong/so-noi-vu/2020/1.pdf", ("binh-duong", "so-noi-vu")),
        ("2020/Bình Dương/Sở Nội vụ/1.pdf", ("Bình Dương", "Sở Nội vụ")),
        ("so_y_te/1.pdf", (None, "so_y_te")),
        ("scans/1.pdf", (None, None)),
        ("song-be/1.pdf", (None, None)),
        ("1.pdf", (None, None)),
    ],
)
def test_folder(name, expected):
    (file,) = with_places([FileReport(name, "failed")])
    assert (file.province, file.agency) == expected


def test_most_files_beside_it_tell_of_one_that_failed():
    read = [FileReport(f"x/{n}.pdf", "read", province=name, agency="Sở Y tế") for n, name in enumerate("ABB")]
    *_, failed = with_places([*read, FileReport("x/9.pdf", "failed")])
    assert (failed.province, failed.agency) == ("B", "Sở Y tế")
