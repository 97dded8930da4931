"""Inputs and warehouses behind URLs: `memory://` stands for object storage, `file://` where children must
read too.
"""

import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest

from kehoach.bound_pages import page_files
from kehoach.errors import (
    ChangedFile,
    MissingProgram,
    NothingToRead,
    UnreadableFile,
    WarehouseError,
    WrongUsage,
)
from kehoach.records import Source
from kehoach.run.batch import BatchOptions, plan_batch, run_batch
from kehoach.run.content import content_hash, local_copy, state_of
from kehoach.run.inputs import collect_inputs
from kehoach.run.warehouse.object_storage import Mirror, stat_file, url_of
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table, open_warehouse
from kehoach.settings import RunSettings, Settings
from tests.kehoach import fakes

WAREHOUSE = Path("memory://store/wh")
ONE_JOB = Settings(run=RunSettings(1, 30.0))


@pytest.fixture
def store():
    """An empty object store."""
    fs = fsspec.filesystem("memory")
    for path in fs.ls("/", detail=False):
        fs.rm(path, recursive=True)
    return fs


@pytest.fixture
def put(store):
    def put(*names, content=b"x"):
        for name in names:
            store.pipe_file(f"/store/{name}", content)

    return put


def rows(folder, table):
    return [{**row, "processed_at": None} for row in load_table(folder, table)]


def names(*inputs):
    return [file.name for file in collect_inputs(inputs).files]


@pytest.mark.parametrize(
    "text, url",
    [
        ("s3://bucket/plans/a b.pdf", "s3://bucket/plans/a b.pdf"),
        ("gs://bucket", "gs://bucket"),
        ("file:///srv/plans", "file:///srv/plans"),
        ("/srv/plans", None),
        ("plans/s3:/x", None),
        ("a:/x", None),
    ],
)
def test_urls_and_paths(text, url):
    assert url_of(Path(text)) == url


def test_what_is_an_input(put):
    put("in/so-y-te/01.pdf", "in/so-tu-phap/01.PDF", "in/readme.txt", "in/.hidden.pdf", "in/_old/02.pdf")
    put("in/wh/_kehoach.json", "in/wh/x/03.pdf")
    assert names("memory://store/in") == ["so-tu-phap/01.PDF", "so-y-te/01.pdf"]
    assert names("memory://store/in/") == ["so-tu-phap/01.PDF", "so-y-te/01.pdf"]
    assert names("memory://store/in/*/01.pdf") == ["so-y-te/01.pdf"]
    assert names("memory://store/in/readme.txt") == ["readme.txt"]
    assert names("memory://store/in/so-y-te", "memory://store/in/so-tu-phap") == [
        "so-tu-phap/01.PDF",
        "so-y-te/01.pdf",
    ]


def test_what_is_no_input(put, tmp_path):
    put("in/readme.txt", "in/a.pdf")
    with pytest.raises(WrongUsage, match="There is nothing at memory://store/gone"):
        collect_inputs(["memory://store/gone"])
    with pytest.raises(WrongUsage, match="There is nothing at"):
        collect_inputs(["memory://store/in/*.tif"])
    with pytest.raises(NothingToRead):
        collect_inputs(["memory://store/in/*.txt"])
    with pytest.raises(WrongUsage, match="nowhere"):
        collect_inputs(["nowhere://store"])
    (tmp_path / "b.pdf").touch()
    with pytest.raises(WrongUsage, match="on this machine and on object storage"):
        collect_inputs(["memory://store/in", str(tmp_path)])


def test_a_store_whose_package_is_missing(monkeypatch):
    def missing(url):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(MissingProgram, match="Install s3fs"):
        collect_inputs(["s3://bucket/plans"])


def test_other_bytes_are_another_version(store, put):
    put("a.pdf")
    before = stat_file(Path("memory://store/a.pdf"))
    assert (before.st_size, before.st_ino) == (1, stat_file(Path("memory://store/a.pdf")).st_ino)
    put("a.pdf", content=b"y")
    assert stat_file(Path("memory://store/a.pdf")).st_ino != before.st_ino
    with pytest.raises(FileNotFoundError):
        stat_file(Path("memory://store/gone.pdf"))


def test_a_copy_goes_after_reading(put, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    put("a.pdf", content=b"plan")
    with local_copy(
        fakes.make_source(Path("memory://store/a.pdf"), sha256=sha256(b"plan").hexdigest())
    ) as source:
        assert source.path.read_bytes() == b"plan"
        assert (source.path.suffix, source.name) == (".pdf", "a.pdf")
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_is_what_was_hashed(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"one")
    before = fakes.make_source(path)
    with local_copy(before) as source:
        path.write_bytes(b"two")
        assert source.path.read_bytes() == b"one"
    with pytest.raises(ChangedFile), local_copy(before):
        pass


@pytest.mark.parametrize("reason", ["No space left on device", "No such file or directory"])
def test_a_copy_that_cannot_be_made_is_no_bug(tmp_path, monkeypatch, reason):
    def refuse(*arguments):
        raise OSError(5, reason)

    path = tmp_path / "a.pdf"
    path.write_bytes(b"one")
    monkeypatch.setattr(shutil, "copyfileobj", refuse)
    with pytest.raises(UnreadableFile, match=reason) as raised, local_copy(fakes.make_source(path)):
        pass
    assert "TMPDIR" in raised.value.advice


def test_names_that_lead_out_of_a_warehouse_are_none_of_its(tmp_path):
    keys = ("2020-all.parquet", "../../../etc/x.parquet", "a/../../x.parquet", "..x.parquet")
    found = {f"bucket/wh/tasks/{key}": {"size": 1, "ETag": "e"} for key in keys}
    store = SimpleNamespace(find=lambda start, detail: found)
    assert set(Mirror(tmp_path, store, "bucket/wh").versions("tasks")) == {"2020-all.parquet", "..x.parquet"}


def test_tables_are_the_same_on_object_storage(store, tmp_path, write, run):
    for number in range(3):
        write(f"so-{number}/plan.pdf", tasks=number, year=2019 + number)
    run()
    report = run_batch([f"file://{tmp_path}/in"], WAREHOUSE, ONE_JOB, lambda file, total: None)
    assert [(file.outcome, file.message) for file in report.files] == [("read", None)] * 3
    for table in TABLES:
        assert rows(WAREHOUSE, table) == rows(tmp_path / "wh", table)
    assert not store.exists("/store/wh/_lock")
    assert not store.exists("/store/wh/_tmp")


def test_the_next_run_goes_on_from_there(store, tmp_path, write, fake_stages):
    inputs = [f"file://{tmp_path}/in"]

    def outcomes(prune=False):
        report = run_batch(inputs, WAREHOUSE, ONE_JOB, lambda file, total: None, BatchOptions(prune))
        return {file.name: file.outcome for file in report.files}

    write("a.pdf", year=2019)
    path = write("b.pdf", year=2020)
    assert outcomes() == {"a.pdf": "read", "b.pdf": "read"}
    written = {name: store.modified(name) for name in store.find("/store/wh/tasks")}
    assert outcomes() == {"a.pdf": "unchanged", "b.pdf": "unchanged"}
    assert written == {name: store.modified(name) for name in store.find("/store/wh/tasks")}
    path.unlink()
    planned = plan_batch(inputs, WAREHOUSE, ONE_JOB)
    assert {file.name: file.outcome for file in planned.files} == {"a.pdf": "unchanged", "b.pdf": "gone"}
    assert outcomes(prune=True) == {"a.pdf": "unchanged", "b.pdf": "pruned"}
    assert len(store.find("/store/wh/_results")) == 1
    assert [row["plan_year"] for row in load_table(WAREHOUSE, "documents")] == [2019]
    assert not store.exists("/store/wh/documents/2020-all.parquet")


def test_one_run_at_a_time(store):
    with open_warehouse(WAREHOUSE):
        with pytest.raises(WarehouseError, match=f"process {os.getpid()}"), open_warehouse(WAREHOUSE):
            pass
        assert store.exists("/store/wh/_lock")
    with open_warehouse(WAREHOUSE):
        pass


def test_a_folder_that_holds_other_files(put):
    put("wh/letter.txt")
    with pytest.raises(WarehouseError, match="holds other files"), open_warehouse(WAREHOUSE):
        pass


def test_no_warehouse(store):
    with pytest.raises(WarehouseError, match="is no warehouse"):
        load_table(WAREHOUSE, "tasks")


def test_a_store_that_refuses(store, monkeypatch, tmp_path, write, fake_stages):
    def refuse(*arguments):
        raise PermissionError("Access Denied")

    write("a.pdf")
    monkeypatch.setattr(type(store), "put_file", refuse)
    with pytest.raises(WarehouseError, match="Access Denied"):
        run_batch([str(tmp_path / "in")], WAREHOUSE, ONE_JOB, lambda file, total: None)
    assert not store.exists("/store/wh/_lock")


def test_a_folder_of_pages_is_one_input(store, put, tmp_path):
    put("in/so-a/1.pdf", "in/plan.pages/x.docx", "in/plan.pages/sub/3.png")
    for number in (2, 10):
        put(f"in/plan.pages/{number}.png", content=str(number).encode())
    found = collect_inputs(["memory://store/in"])
    assert [file.name for file in found.files] == ["plan.pages", "so-a/1.pdf"]
    assert [(left.name, left.why) for left in found.left_out] == [
        ("plan.pages/sub/3.png", "no_page"),
        ("plan.pages/x.docx", "no_page"),
    ]
    assert names("memory://store/in/plan.pages") == ["plan.pages"]
    local = tmp_path / "plan.pages"
    local.mkdir()
    for number in (2, 10):
        (local / f"{number}.png").write_text(str(number))
    path = found.files[0].path
    assert content_hash(path) == content_hash(local)
    with local_copy(Source(path, "plan.pages", content_hash(path))) as copy:
        assert [page.name for page in page_files(copy.path)] == ["2.png", "10.png"]


def test_a_folder_whose_page_was_replaced_is_another(store, put):
    put("in/plan.pages/1.png", "in/plan.pages/2.png")
    folder = Path("memory://store/in/plan.pages")
    before = stat_of(folder)
    assert before == stat_of(folder)
    put("in/plan.pages/2.png", content=b"y")
    assert stat_of(folder) != before


def stat_of(folder):
    state = state_of(folder)
    return state.st_size, state.st_ino
