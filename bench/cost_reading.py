"""Reads one file twice as a worker does, from the file to the rows, and prints what the second time cost, by
stage, and the text, as JSON.

    python -m bench.cost_reading FILE [--alone]

`--alone` reads with Tesseract alone. The child of `bench.cost`, which counts the whole of its process; the
first time loads what a worker loads once.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from extract.assemble import assemble
from extract.layout.unruled_tables import with_unruled_tables
from extract.page_reading import PageReading
from extract.picture.dewarp import Gray
from extract.recognition.ensemble import Ensemble, load_ensemble
from extract.recognition.recogniser import RecognisedWord, Recogniser
from extract.scanned_page import PageReader
from extract.sources.opening import open_pages
from extract.spelling.correction import repair
from kehoach.records import Document, Source
from kehoach.run.fingerprint import pipeline_version
from kehoach.run.warehouse.rows import build_rows
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan


class _Stages:
    """Processor seconds by stage; of one within another, the inner one's alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._within: list[str] = []
        self._since = process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._count()
        self._within.append(name)
        yield
        self._count()
        self._within.pop()

    def _count(self) -> None:
        now = process_time()
        if self._within:
            self.seconds[self._within[-1]] += now - self._since
        self._since = now


class _Timed:
    """A recogniser whose reading is a stage."""

    def __init__(self, recogniser: Recogniser, stages: _Stages) -> None:
        self.voter = recogniser.voter
        self._recogniser, self._stages = recogniser, stages

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        with self._stages.stage(self.voter.name):
            return self._recogniser.read(lines)


def main() -> None:
    """Read, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--alone", action="store_true", help="with Tesseract alone")
    options = parser.parse_args()
    settings, nlp = ExtractSettings(), load_pipeline()
    ensemble = load_ensemble(settings.tessdata)
    chosen = ensemble.recognisers[:1] if options.alone else ensemble.recognisers
    for _ in range(2):
        stages = _Stages()
        timed = Ensemble(tuple(_Timed(recogniser, stages) for recogniser in chosen))
        document = _read(options.file, PageReader(timed, settings.tessdata), settings, stages)
        with stages.stage("findings and rows"):
            plan = build_plan(document, find_spans(document, nlp))
            build_rows(document, plan, pipeline_version(), datetime.now(UTC))
    print(json.dumps({"stages": stages.seconds, "text": document.text}))


def _read(path: Path, reader: PageReader, settings: ExtractSettings, stages: _Stages) -> Document:
    source = Source(path, path.name, "")
    readings: list[PageReading] = []
    with open_pages(source, settings) as pages:
        for number, page in enumerate(pages, 1):
            with stages.stage("rendering"):
                picture, dpi = page.render()
            with stages.stage("cleaning, tables and lines"):
                readings.append(reader.read(picture, dpi, number))
    with stages.stage("spelling and assembly"):
        repaired = repair(with_unruled_tables(readings))
        return assemble(source, repaired, reader.ensemble.names)


if __name__ == "__main__":
    main()
