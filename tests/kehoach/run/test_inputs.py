import os
from pathlib import Path

import pytest

from kehoach.errors import NothingToRead, WrongUsage
from kehoach.run.inputs import collect_inputs


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in (
        "a/1.pdf",
        "a/deep/2.TIFF",
        "b/1.pdf",
        "b/x.docx",
        ".h/3.pdf",
        "_s/4.pdf",
        "a/.5.pdf",
        "wh/6.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "wh/_kehoach.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "inputs, names",
    [
        (["."], ["a/1.pdf", "a/deep/2.TIFF", "b/1.pdf"]),
        (["a"], ["1.pdf", "deep/2.TIFF"]),
        (["a", "b"], ["a/1.pdf", "a/deep/2.TIFF", "b/1.pdf"]),
        (["a/1.pdf"], ["1.pdf"]),
        (["a", "a/1.pdf"], ["1.pdf", "deep/2.TIFF"]),
        (["*/1.pdf"], ["a/1.pdf", "b/1.pdf"]),
        (["b/*"], ["1.pdf"]),
        (["b/x.docx"], ["x.docx"]),  # named, so it is tried
        (["**/*.TIFF"], ["2.TIFF"]),
    ],
)
def test_names(tree, inputs, names):
    assert [file.name for file in collect_inputs(inputs).files] == names


@pytest.mark.parametrize(
    "inputs, error", [(["no.pdf"], WrongUsage), (["wh"], NothingToRead), (["*.xyz"], WrongUsage)]
)
def test_nothing_found(tree, inputs, error):
    with pytest.raises(error):
        collect_inputs(inputs)


PDF, DOCX, HEIC = b"%PDF-1.7\n", b"PK\x03\x04word/", b"\0\0\0\x18ftypheic"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("kh", PDF, None),
        ("kh.pdf ", PDF, None),
        ("kh.pdf.part", PDF, None),
        ("kh.jfif", b"\xff\xd8\xff\xe0", None),
        ("kh.pdf", b"", None),  # says to be one, and will be told to be empty
        ("kh.docx", DOCX, "office"),
        ("kh.docx", b"", "office"),
        ("kh", DOCX, "office"),
        ("kh.doc", b"\xd0\xcf\x11\xe0", "office"),
        ("kh.zip", b"PK\x03\x04", "office"),
        ("kh.rar", b"Rar!\x1a", "office"),
        ("kh.rtf", b"{\\rtf1", "office"),
        ("kh.heic", HEIC, "picture"),
        ("kh.webp", b"RIFF\0\0\0\0WEBP", "picture"),
        ("kh.bmp", b"BM\0\0", "picture"),
        ("kh.dat", b"\0\1\2\xff", "binary"),
        ("readme.md", "Kế hoạch".encode(), "text"),
        ("gold.json", b"{}", "text"),
        ("long.txt", b"a" * 4095 + "ế".encode(), "text"),
        (".hidden.pdf", PDF, "hidden"),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path, name, data, why):
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / name).write_bytes(data)
    found = collect_inputs([str(tmp_path)])
    assert [(left.name, left.why) for left in found.left_out] == ([(name, why)] if why else [])
    assert (name in [file.name for file in found.files]) is not bool(why)


def test_nothing_that_was_given_goes_without_a_word(tree):
    (tree / "a/link").symlink_to(tree / "b")
    os.mkfifo(tree / "a/pipe")
    left = {left.name: left.why for left in collect_inputs(["."]).left_out}
    assert left == {
        "b/x.docx": "office",
        ".h": "hidden",
        "_s": "hidden",
        "a/.5.pdf": "hidden",
        "wh": "warehouse",
        "a/link": "linked_folder",
        "a/pipe": "no_file",
    }


def test_a_folder_that_cannot_be_listed_is_told(tree, monkeypatch):
    original = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert ("b", "unreadable") in [(left.name, left.why) for left in collect_inputs(["."]).left_out]


def test_where_nothing_is_to_be_read_it_is_told_what_there_is(tmp_path):
    (tmp_path / "kh.docx").write_bytes(DOCX)
    with pytest.raises(NothingToRead, match=r"kh\.docx: It is an Office file"):
        collect_inputs([str(tmp_path)])


def test_names_are_composed_text(tmp_path):
    (tmp_path / "Sở.pdf").write_text("")  # letters followed by combining marks
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.pdf")).write_text("")
    assert [file.name for file in collect_inputs([str(tmp_path)]).files] == ["Sở.pdf", "\ufffd.pdf"]


def test_a_name_with_brackets_is_no_pattern(tmp_path):
    (tmp_path / "[1].pdf").write_text("")
    assert [file.name for file in collect_inputs([str(tmp_path / "[1].pdf")]).files] == ["[1].pdf"]


def test_a_folder_of_pages_is_one_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "plan.pages/2.png",
        "plan.pages/10.png",
        "plan.pages/x.docx",
        "plan.pages/sub/3.png",
        "1.pdf",
    ):
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_text(name)
    found = collect_inputs(["a"])
    assert [file.name for file in found.files] == ["1.pdf", "plan.pages"]
    assert [(left.name, left.why) for left in found.left_out] == [
        ("plan.pages/sub/3.png", "no_page"),
        ("plan.pages/x.docx", "office"),
    ]
    assert [file.name for file in collect_inputs(["a/plan.pages"]).files] == ["plan.pages"]
    assert [file.name for file in collect_inputs(["a/*"]).files] == ["1.pdf", "plan.pages"]


def test_a_folder_that_looks_like_pages_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a/page 1.png", "a/page 2.png", "b/page 1.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = collect_inputs(["."])
    assert len(found.files) == 3
    assert [(left.name, left.why) for left in found.left_out] == [("a", "like_pages")]
