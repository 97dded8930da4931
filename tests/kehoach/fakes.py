"""Stand-ins for the three stages: documents described by a line of JSON, and files that hang, die or
raise.
"""

import ctypes
import hashlib
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from kehoach.errors import EncryptedFile
from kehoach.progress import at_page
from kehoach.records import (
    Citation,
    Deadline,
    Document,
    Evidence,
    Flag,
    Head,
    Page,
    Period,
    Plan,
    Section,
    Source,
    TableRecord,
    Task,
    Value,
)
from kehoach.run.engines import worker
from kehoach.run.warehouse.object_storage import open_file
from kehoach.run.warehouse.results import Counts, ResultHead

EVIDENCE = Evidence(1, (10.0, 20.0, 30.0, 40.0), 0.8)
_read_for_real = worker.read


def read(job):
    """Takes the place of `worker.read`: the real one, over fake stages."""
    worker._stages = lambda: (SimpleNamespace(process_file=process), None)
    outcome = _read_for_real(job)
    with open_file(job.source.path) as file:
        return Torn() if file.read() == b"torn" else outcome


class Torn:
    """A value that is too long for a pipe at once, and whose sender is killed in the middle of it."""

    def __reduce__(self):
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes, (b"x" * (300 << 20),)


def process(source, settings, nlp):
    text = source.path.read_text()
    if text.partition(" ")[0] in FAULTS:
        text = FAULTS[text.partition(" ")[0]](*text.split()[1:]) or text
    if not text.startswith("{"):
        raise EncryptedFile(f"{source.name} is encrypted.", "Give its password.")
    plan = json.loads(text)
    time.sleep(plan.pop("seconds", 0))
    missing = plan.pop("missing", None)
    if "stuck" in plan:
        missing = at_page(2)
        stuck = plan.pop("stuck")
        if not missing:
            FAULTS[stuck]()
    return ((make_document(source, missing), make_plan(source, **plan)),)


def bug():
    raise TypeError("oops")


def hang(page=1):
    at_page(int(page))
    time.sleep(600)


def slow(pages, seconds):
    for page in range(1, int(pages) + 1):
        at_page(page)
        time.sleep(float(seconds))


def until(*seconds):
    """Pages of so many seconds each, a document where the last one is left out."""
    for page, lasts in enumerate(seconds, 1):
        if missing := at_page(page):
            return json.dumps({"missing": missing})
        time.sleep(float(lasts))


def busy(seconds, pause):
    """A page that needs so many seconds of the processor and gets it in pieces, as on a machine busy with
    others.
    """
    at_page(1)
    end = time.process_time() + float(seconds)
    while time.process_time() < end:
        pause_at = time.process_time() + 0.05
        while time.process_time() < pause_at:
            pass
        time.sleep(float(pause))
    return "{}"


def litter(note):
    """Dies in the middle of a temporary file, whose place is noted."""
    Path(note).write_text(tempfile.mkstemp(prefix="tess_")[1])
    os._exit(7)


def busy_then_hang(seconds):
    busy(seconds, 0)
    time.sleep(600)


def reach(port):
    """A document only where nobody can be reached at a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", int(port)), 5).close()
    except OSError:
        return "{}"


def hang_with_child(note):
    """Hangs while a program that it started runs on; `note` is where that one's number is written."""
    Path(note).write_text(str(subprocess.Popen(["sleep", "600"]).pid))
    time.sleep(600)


def spin():
    while True:
        pass


def allocate():
    """4 GB that are used, not only asked for."""
    return b"x" * (4 << 30)


FAULTS = {
    "bug": bug,
    "hang": hang,
    "slow": slow,
    "until": until,
    "reach": reach,
    "litter": litter,
    "busy": busy,
    "busy_then_hang": busy_then_hang,
    "hang_with_child": hang_with_child,
    "spin": spin,
    "allocate": allocate,
    "die": lambda: os._exit(7),
    "segv": lambda: ctypes.string_at(0),
    "sleep": lambda: time.sleep(600),
    "swap": lambda path: Path(path).write_text('{"tasks": 4}'),
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
}


def make_document(source, missing=None):
    page = Page(1, 595.0, 842.0, 0, 0.5, 300.0, "ocr", 0.9, 100, "KẾ HOẠCH")
    layer = replace(Page(2, 595.0, 842.0, 0, 0.0, 0.0, "text-layer", 1.0, 300, ""), unreadable=missing)
    return Document(source, "KẾ HOẠCH", (page, layer), (), (), (), ("tesseract",))


def make_plan(source, year=2020, tasks=1, title="KẾ HOẠCH", rule="stale_year", number="286/KH-SGTVT"):
    doc_id = source.sha256[:16]
    head = Head("Kế hoạch", number, "Sở", None, "Bình Dương", date(2020, 1, 22), title, year, "Ông A", None)
    quarter = Period("Quý I/2020", "quarter", "in", date(2020, 1, 1), date(2020, 3, 31), None, None, False)
    task_ids = [f"{doc_id}-t{number}" for number in range(tasks)]
    return Plan(
        doc_id=doc_id,
        head=head,
        sections=(Section(f"{doc_id}-s0", None, 0, 1, "I", "MỤC TIÊU", "I. MỤC TIÊU", EVIDENCE),),
        tasks=tuple(make_task(task_id, ordinal) for ordinal, task_id in enumerate(task_ids)),
        deadlines=tuple(Deadline(f"{task_id}-d0", task_id, None, quarter, EVIDENCE) for task_id in task_ids),
        citations=tuple(make_citation(f"{doc_id}-c{number}") for number in range(2)),
        values=(make_value(doc_id),),
        tables=(TableRecord(f"{doc_id}-x0", 0, True, (), (), 1.0),),
        flags=(make_flag(f"{doc_id}-f0", rule),),
    )


def make_value(doc_id):
    place = ("tasks", f"{doc_id}-t0", "due_text")
    return Value(*place, "Quý I/2020", "Quý I/2020", 1, EVIDENCE.bbox, 0.9, (), None, False)


def make_flag(flag_id, rule):
    place = (flag_id, "tasks", "t0", "note")
    box = EVIDENCE.bbox
    return Flag(*place, rule, "warning", "2019", None, "Cũ.", EVIDENCE, box, 0.8, (), "g", "document")


def make_task(task_id, ordinal):
    lead = ("Văn phòng Sở", "Thanh tra Sở")
    return Task(
        task_id,
        ordinal,
        "appendix",
        "I",
        "THỂ CHẾ",
        str(ordinal + 1),
        "Rà soát văn bản",
        "Báo cáo",
        "Văn phòng Sở, Thanh tra Sở",
        lead,
        None,
        (),
        "Quý I/2020",
        None,
        None,
        EVIDENCE,
    )


def make_citation(citation_id):
    return Citation(
        citation_id,
        None,
        None,
        "Nghị định số 61/2018/NĐ-CP",
        "Nghị định",
        "61/2018/NĐ-CP",
        "61/2018/NĐ-CP",
        "nghi-dinh:61/2018/nd-cp",
        2018,
        None,
        "Chính phủ",
        None,
        "mentions",
        False,
        0,
        26,
        EVIDENCE,
    )


def make_source(path, name="a.pdf", sha256=None):
    found = sha256 or (hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "ab" * 32)
    return Source(path, name, found)


def make_head(doc_id, **more):
    counts = Counts(2, 1, 1, 1, 1)
    values = {"key": "key", "name": "a.pdf", "path": "/in/a.pdf", "plan_year": 2020, "year_from_name": False}
    head = ResultHead(
        doc_id, **values, issuer=None, parent_issuer=None, processed_at="2020-05-01", counts=counts
    )
    return replace(head, **more)
