"""Reading as it is faked where only the batch is measured: each file gives the rows of the born-digital
sample.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final
from uuid import uuid4

import pyarrow as pa

from kehoach.run.engines import worker
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.run.one_file import read_one
from kehoach.run.steps import document_id
from kehoach.run.warehouse.results import Counts, ResultHead, count_rows, nest_rows, result_file
from kehoach.settings import RunSettings, Settings

FOLDER: Final = "BENCH_FOLDER"  # variables of a cluster's processes
SECONDS: Final = "BENCH_SECONDS"
_SAMPLE: Final = Path(__file__).parents[1] / "samples/ls-stc-2022.digital.pdf"


def write_template(folder: Path) -> None:
    """The head and rows of the sample, as bytes in which a document's id can be replaced."""
    rows = read_one(str(_SAMPLE), Settings(run=RunSettings(1)))
    batch, sink = nest_rows(rows), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    document = rows["documents"][0]
    names = ("doc_id", "plan_year", "issuer", "parent_issuer")
    about = {**{name: document[name] for name in names}, "counts": asdict(count_rows(rows, ()))}
    (folder / "head.json").write_text(json.dumps(about))
    (folder / "rows").write_bytes(sink.getvalue().to_pybytes())


class Synthetic:
    """Gives each job the rows of the template; see `engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        self._rows = (folder / "rows").read_bytes()
        about = json.loads((folder / "head.json").read_text())
        self._counts, self._id = Counts(**about.pop("counts")), about.pop("doc_id")
        self._about = about

    def read_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reading | Failure]]:
        """Each job with what came of it."""
        for job in jobs:
            yield job, self.read(job)

    def read(self, job: Job) -> Reading:
        """What comes of one job."""
        doc_id = document_id(job.source)
        head = ResultHead(
            doc_id=doc_id,
            key=job.key,
            name=job.source.name,
            path=str(job.source.path),
            year_from_name=False,
            processed_at="2026-01-01T00:00:00+00:00",
            counts=self._counts,
            number=f"{doc_id}/KH-UBND",
            issued_on="2022-01-15",
            **self._about,
        )
        return Reading(
            ((head, result_file(head, self._rows.replace(self._id.encode(), doc_id.encode()))),), 0.0
        )


def use_fakes() -> None:
    """Runs at the start of each of a cluster's processes: what they read is faked."""
    worker.read = read_slowly


def read_slowly(job: Job) -> Reading | Failure:
    """Takes the place of `worker.read`: some seconds for each file, and a note that it was begun."""
    folder = Path(os.environ[FOLDER])
    (folder / "begun" / f"{job.source.path.stem}-{uuid4()}").touch()
    time.sleep(float(os.environ[SECONDS]))
    return Synthetic(folder).read(job)
