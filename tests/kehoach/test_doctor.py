import pytest

from kehoach import doctor


@pytest.fixture
def outputs(monkeypatch):
    """What the probed programs print, by program."""
    outputs = {}
    monkeypatch.setattr(doctor, "_output", lambda command: outputs.get(command[0].rpartition("/")[2], ""))
    return outputs


def named(checks, word):
    (check,) = (check for check in checks if word in check.name)
    return check


@pytest.mark.parametrize(
    "printed, passed",
    [
        ("tesseract 5.3.0\n leptonica", True),
        ("tesseract 10.0", True),
        ("tesseract 4.1.1", False),
        ("", False),
    ],
)
def test_tesseract_version(outputs, tmp_path, printed, passed):
    outputs["tesseract"] = printed
    check = named(doctor.run_checks(tmp_path, tmp_path), "or later")
    assert check.passed is passed
    assert check.fix == "apt-get install tesseract-ocr"


def test_language_data_lies_in_either_folder(outputs, tmp_path):
    (tmp_path / "script").mkdir()
    (tmp_path / "script/Vietnamese.traineddata").write_text("")
    (tmp_path / "osd.traineddata").write_text("")
    checks = doctor.run_checks(tmp_path, tmp_path)
    assert [named(checks, f"“{name}”").passed for name in ("vie", "Vietnamese", "osd")] == [False, True, True]


def test_recognisers_are_told_by_name():
    check = doctor._recognisers()
    assert (check.passed, check.found) == (True, "tesseract netchu netchu5")


def test_every_failure_has_a_fix(outputs, tmp_path):
    *checks, offline = doctor.run_checks(tmp_path / "gone", tmp_path / "gone")
    assert not any(check.passed for check in checks)
    assert offline.passed and offline.found.startswith("no, this system")
    assert all(check.fix for check in checks)


def test_a_missing_program_prints_nothing():
    assert doctor._output(["no-such-program-here"]) == ""
