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


def test_names_are_composed_text(tmp_path):
    (tmp_path / "Sở.pdf").write_text("")  # letters followed by combining marks
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.pdf")).write_text("")
    assert [file.name for file in collect_inputs([str(tmp_path)]).files] == ["Sở.pdf", "\ufffd.pdf"]


def test_a_name_with_brackets_is_no_pattern(tmp_path):
    (tmp_path / "[1].pdf").write_text("")
    assert [file.name for file in collect_inputs([str(tmp_path / "[1].pdf")]).files] == ["[1].pdf"]
