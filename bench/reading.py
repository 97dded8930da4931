"""Reads the evaluation's files: pages once for each version of the page reader, findings every time.

Reading pages takes minutes and is kept as pickles; finding and building takes seconds, so that a change in
`models` or `normalize` is measured without reading anything again.
"""

import os
import pickle
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import extract
from bench.metrics import Rows
from bench.scans import Case
from extract import read_document
from kehoach import language, records
from kehoach.errors import KehoachError
from kehoach.records import Document, Source
from kehoach.run.fingerprint import pipeline_version
from kehoach.run.warehouse.rows import build_rows
from kehoach.run.warehouse.schemas import TABLES
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan

_SETTINGS = ExtractSettings()


def read_documents(
    cases: Sequence[Case], folder: Path, jobs: int
) -> tuple[dict[str, Document], dict[str, str]]:
    """Documents by name of their case, and why the others could not be read. Keeps what was read in
    `folder`.
    """
    sources = {case.name: _identify(case.path) for case in cases}
    kept = {name: folder / "documents" / f"{_key(source)}.pkl" for name, source in sources.items()}
    missing = [name for name, path in kept.items() if not path.exists()]
    failures: dict[str, str] = {}
    if missing:
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        os.environ["OMP_THREAD_LIMIT"] = (
            "1"  # children inherit it; parallel Tesseracts would fight for the cores
        )
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            readings = {pool.submit(_read, sources[name], kept[name]): name for name in missing}
            for done, reading in enumerate(as_completed(readings), 1):
                name = readings[reading]
                if failure := reading.result():
                    failures[name] = failure
                print(f"{done}/{len(missing)} {name} {failure or ''}".rstrip(), file=sys.stderr, flush=True)
    return {name: pickle.loads(kept[name].read_bytes()) for name in kept if name not in failures}, failures


def find_rows(documents: Mapping[str, Document], folder: Path) -> dict[str, Rows]:
    """The rows of each document. All of them go into `tables/` in `folder`, too, as Parquet."""
    nlp = load_pipeline()
    now = datetime.now(UTC)
    found: dict[str, Rows] = {
        name: build_rows(document, build_plan(document, find_spans(document, nlp)), pipeline_version(), now)
        for name, document in documents.items()
    }
    for table, schema in TABLES.items():
        target = folder / "tables" / table / "part-0.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        rows = [row for rows in found.values() for row in rows[table]]
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), target)
    return found


@cache
def reader_version() -> str:
    """Fingerprint of what a `Document` depends on besides its file: page reader, language, records,
    libraries."""
    folders = [Path(place) for package in (extract, records, language) for place in package.__path__]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    digest = sha256(repr(_SETTINGS).encode())
    for path in sorted(files):
        if "__pycache__" not in path.parts:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    digest.update(repr(sorted(_libraries(requires("kehoach") or ()))).encode())
    return digest.hexdigest()[:16]


def _identify(path: Path) -> Source:
    return Source(path.absolute(), path.name, sha256(path.read_bytes()).hexdigest())


def _key(source: Source) -> str:
    return sha256(f"{source.name}|{source.sha256}|{reader_version()}".encode()).hexdigest()[:16]


def _libraries(requirements: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Names and versions of what the project needs to read; tools for developers change no reading."""
    for requirement in requirements:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if "extra == 'dev'" not in requirement.replace('"', "'"):
            try:
                yield name, version(name)
            except PackageNotFoundError:
                yield name, "none"


def _read(source: Source, target: Path) -> str | None:
    """Read one file into `target`, in a child process. Gives the reason where it cannot be read."""
    try:
        document = read_document(source, _SETTINGS)
    except KehoachError as error:
        return f"{error.reason}: {error}"
    temporary = target.with_suffix(".part")
    temporary.write_bytes(pickle.dumps(document))
    temporary.replace(target)
    return None
