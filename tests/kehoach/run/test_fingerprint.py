import re

import pytest

from kehoach.run import fingerprint
from kehoach.settings import ExtractSettings


@pytest.fixture
def module(tmp_path, monkeypatch):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline/__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(fingerprint, "_CODE", ("pipeline",))
    fingerprint.pipeline_version.cache_clear()
    yield tmp_path / "pipeline"
    fingerprint.pipeline_version.cache_clear()


def test_version_is_release_and_fingerprint():
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", fingerprint.pipeline_version())


@pytest.mark.parametrize("name", ["__init__.py", "weights.bin", "patterns/data.toml"])
def test_changed_code_data_or_weights_change_the_version(module, name):
    before = fingerprint.pipeline_version()
    (module / name).parent.mkdir(exist_ok=True)
    (module / name).write_text("changed")
    fingerprint.pipeline_version.cache_clear()
    assert fingerprint.pipeline_version() != before


def test_readers_are_what_the_stages_import():
    assert fingerprint.readers() == (
        "numpy",
        "onnxruntime",
        "opencv-python-headless",
        "parsimonious",
        "pdfplumber",
        "pillow",
        "pyarrow",
        "pypdfium2",
        "pytesseract",
        "RapidFuzz",
        "spacy",
        "tesserocr",
        "underthesea",
        "viparse",
    )


@pytest.mark.parametrize(
    ("code", "library"),
    [
        ("import yaml\n", "PyYAML"),
        ("def late():\n    from yaml import load\n", "PyYAML"),
        ('"""Not what\nwe would import yaml for."""\n', None),
        ("import no_such_library\n", None),
    ],
)
def test_a_new_import_is_a_new_reader(module, code, library):
    before = set(fingerprint.readers())
    (module / "new.py").write_text(code)
    assert set(fingerprint.readers()) - before == ({library} if library else set())


def test_compiled_files_do_not(module):
    before = fingerprint.pipeline_version()
    (module / "__pycache__").mkdir()
    (module / "__pycache__/x.pyc").write_text("")
    fingerprint.pipeline_version.cache_clear()
    assert fingerprint.pipeline_version() == before


def test_key_depends_on_content_and_settings(module):
    keys = {
        fingerprint.result_key("aa", ExtractSettings()),
        fingerprint.result_key("bb", ExtractSettings()),
        fingerprint.result_key("aa", ExtractSettings(dpi=200)),
    }
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("name", "changes"), [("vie", True), ("script/Vietnamese", True), ("osd", True), ("eng", False)]
)
def test_key_depends_on_the_data_of_tesseract(module, tmp_path, name, changes):
    settings = ExtractSettings(tessdata=tmp_path / "tessdata")
    before = fingerprint.result_key("aa", settings)
    path = tmp_path / f"tessdata/{name}.traineddata"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"weights")
    fingerprint._tesseract.cache_clear()
    assert (fingerprint.result_key("aa", settings) != before) is changes


def test_key_does_not_depend_on_passwords(module):
    more = ExtractSettings(passwords_file=module)
    assert fingerprint.result_key("aa", more) == fingerprint.result_key("aa", ExtractSettings())
