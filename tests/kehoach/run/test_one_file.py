import pytest

from kehoach.errors import UnreadableFile, WrongUsage
from kehoach.run.one_file import read_one
from kehoach.settings import ExtractSettings, RunSettings, Settings


def test_reading_one_file(write, fake_stages):
    assert read_one(str(write("a.pdf", tasks=2)), Settings())["tasks"][1]["number"] == "2"


def test_reading_one_file_that_fails(write, fake_stages):
    with pytest.raises(UnreadableFile, match="encrypted") as caught:
        read_one(str(write("a.pdf", "locked")), Settings(run=RunSettings(1, 30.0)))
    assert caught.value.exit_code == 3


def test_a_passwords_file_that_is_none(tmp_path, write):
    settings = Settings(extract=ExtractSettings(passwords_file=tmp_path / "none"))
    with pytest.raises(WrongUsage):
        read_one(str(write("a.pdf")), settings)
