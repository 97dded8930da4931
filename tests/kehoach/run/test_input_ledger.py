import hashlib
import json
import os
import time

import pytest

from kehoach.errors import FileTooLarge, UnreadableFile
from kehoach.run import input_ledger as known
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.inputs import InputFile


@pytest.fixture
def hashed(monkeypatch):
    """The paths that were hashed."""
    paths = []
    original = known._hashed

    def hashed(path, *more):
        paths.append(path.name)
        return original(path, *more)

    monkeypatch.setattr(known, "_hashed", hashed)
    return paths


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("one")
    return InputFile(path, "a.pdf")


def settle(monkeypatch):
    """Let time go by: what is written now was written long before it is hashed."""
    real = time.time_ns
    monkeypatch.setattr(known, "time_ns", lambda: real() + 60_000_000_000)


def reopened(files):
    return KnownFiles(files.as_text())


def test_a_settled_file_is_hashed_once(file, hashed, monkeypatch):
    settle(monkeypatch)
    files = KnownFiles()
    first = files.identify(file)
    assert reopened(files).identify(file) == first
    assert hashed == ["a.pdf"]


def test_a_file_of_just_now_is_hashed_again(file, hashed):
    files = KnownFiles()
    files.identify(file)
    file.path.write_text("two")  # perhaps within the same tick of the clock
    assert reopened(files).identify(file).sha256 != files.before(file.path)
    assert hashed == ["a.pdf", "a.pdf"]


def test_old_times_do_not_hide_a_change(file, hashed, monkeypatch):
    settle(monkeypatch)
    files = KnownFiles()
    before = files.identify(file)
    times = file.path.stat()
    file.path.write_text("two")
    os.utime(file.path, ns=(times.st_atime_ns, times.st_mtime_ns))  # as copying tools do
    assert reopened(files).identify(file) != before


@pytest.mark.parametrize("text", ["", "rubbish", "[]", '{"a": [1]}', '{"a": null}'])
def test_what_is_lost_is_only_forgotten(file, text):
    assert KnownFiles(text).identify(file).name == "a.pdf"


def test_failures_are_remembered_for_the_same_bytes(file):
    files = KnownFiles()
    files.mark(files.identify(file), failed=True)
    later = reopened(files)
    later.identify(file)
    assert later.before(file.path).failed
    file.path.write_text("two")
    later = reopened(files)
    later.identify(file)
    assert not reopened(later).before(file.path).failed


def test_names_that_are_no_text_stay_apart(tmp_path):
    files = KnownFiles()
    for name in (b"\xff.pdf", b"\xfe.pdf"):
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(name)
        files.identify(InputFile(path, "\ufffd.pdf"))
    assert len(json.loads(files.as_text())) == 2
    files.forget({str(path)})
    assert len(json.loads(files.as_text())) == 1


def test_what_is_no_file_is_unreadable(tmp_path):
    (tmp_path / "link.pdf").symlink_to("gone.pdf")
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    told = {}
    for name in ("link.pdf", "loop.pdf", "pipe.pdf", "gone.pdf"):
        with pytest.raises(UnreadableFile) as raised:
            KnownFiles().identify(InputFile(tmp_path / name, name))
        told[name] = f"{raised.value} {raised.value.advice}"
    assert told == {
        "link.pdf": "link.pdf: No such file or directory. Replace the link by the file itself.",
        "loop.pdf": "loop.pdf: Too many levels of symbolic links. Replace the link by the file itself.",
        "pipe.pdf": "pipe.pdf is not a regular file. Replace it by the file itself.",
        "gone.pdf": "gone.pdf: No such file or directory. Put it back.",
    }


def test_a_file_without_end_is_not_hashed(tmp_path, hashed):
    path = tmp_path / "hole.pdf"
    with path.open("wb") as stream:
        stream.truncate(100 << 30)
    with pytest.raises(FileTooLarge):
        KnownFiles().identify(InputFile(path, "hole.pdf"))
    assert not hashed


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(file):
    file.path.chmod(0)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        KnownFiles().identify(file)


def test_a_folder_of_pages_has_the_hash_of_its_pages_hashes_in_order(tmp_path):
    folder = tmp_path / "plan.pages"
    folder.mkdir()
    (folder / "10.png").write_bytes(b"ten")
    (folder / "9.png").write_bytes(b"nine")
    parts = "".join(hashlib.sha256(data).hexdigest() for data in (b"nine", b"ten"))
    file, files = InputFile(folder, "plan.pages"), KnownFiles()
    assert files.identify(file).sha256 == hashlib.sha256(parts.encode()).hexdigest()
    (folder / "11.png").write_bytes(b"eleven")
    assert reopened(files).identify(file) != files.before(folder)
    assert reopened(files).identify(file).sha256 != hashlib.sha256(parts.encode()).hexdigest()
