"""A run that is killed, or whose disk is full, at each of its calls on the disk: no reader sees it, and the
next run ends it.
"""

import errno
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kehoach.errors import WarehouseError
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table

pq_write = pq.write_table
CALLS = (
    (os, "fsync"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "write_bytes"),
    (Path, "write_text"),
    (pq, "write_table"),
)
LEAST = 40  # calls of the run that is disturbed


class Killed(BaseException):
    """The process ends here: nobody who catches errors does anything about it."""


@contextmanager
def failing(number, error):
    """The disk refuses from the call of a number on; gives the calls that were made."""
    made = []

    def counted(original):
        def call(*arguments, **options):
            made.append(original)
            if len(made) < number:
                return original(*arguments, **options)
            if original.__name__.startswith("write"):  # it comes to half of the file
                path = arguments[original is pq_write]
                original(*arguments, **options)
                os.truncate(path, path.stat().st_size // 2)
            raise error

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in CALLS:
            patch.setattr(owner, name, counted(getattr(owner, name)))
        yield made


def tables(folder):
    """All rows but for the time of reading; none may stand without its document."""
    found = {name: [{**row, "processed_at": None} for row in load_table(folder, name)] for name in TABLES}
    owners = {row["doc_id"] for row in found["documents"]}
    assert all(row["doc_id"] in owners for rows in found.values() for row in rows)
    return found


def test_killed_or_out_of_space_at_each_call(tmp_path, write, run):
    """Of five plans one is changed, one moved, one gone, one another year's, and one is new."""
    inputs, folder = tmp_path / "in", tmp_path / "wh"
    for number in range(5):
        write(f"{number}.pdf", tasks=number, year=2019 if number == 3 else 2020)
    run()
    shutil.copytree(folder, tmp_path / "before")
    write("0.pdf", tasks=7)
    (inputs / "1.pdf").rename(inputs / "moved.pdf")
    (inputs / "2.pdf").unlink()
    write("3.pdf", tasks=3, year=2020, title="KẾ HOẠCH KHÁC")
    write("5.pdf", tasks=5)
    with failing(10_000, Killed()) as calls:
        run(prune=True)
    expected = tables(folder)
    assert len(calls) > LEAST
    for number in range(1, len(calls) + 1):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "before", folder)
        with failing(number, Killed()), pytest.raises(Killed):
            run(prune=True)
        tables(folder)
        with failing(number, OSError(errno.ENOSPC, "No space left on device")) as made:
            told = None
            try:
                run(prune=True)
            except WarehouseError as error:
                told = str(error)
        assert ("No space left on device" in (told or "")) == (len(made) >= number)
        tables(folder)
        run(prune=True)
        assert tables(folder) == expected, f"call {number}"


def test_killed_or_out_of_space_while_a_warehouse_is_made(tmp_path, write, run):
    write("a.pdf")
    for number in range(1, 9):
        for error in (Killed(), OSError(errno.ENOSPC, "No space left on device")):
            with failing(number, error), pytest.raises((Killed, WarehouseError)):
                run()
        assert set(run().values()) <= {"read", "unchanged"}
        shutil.rmtree(tmp_path / "wh")
