"""Many files through one batch: `python -m bench.batch [--files 300] [--jobs 2]`.

Copies of the born-digital sample, each with other bytes, are read into a new warehouse, again with nothing
changed, and with one more file. Told are seconds, pages per core-hour, the processor time of a page (which a
busy machine does not lengthen much), and the peak memory of the parent.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kehoach.run.batch import run_batch
from kehoach.run.report import FileReport
from kehoach.settings import RunSettings, Settings

_SAMPLES: Final = Path(__file__).parents[1] / "samples"
_WARM: Final = 50  # files after which the parent's memory is to stay as it is


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=Path, default=_SAMPLES / "ls-stc-2022.digital.pdf")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        _measure(Path(folder), options.sample.read_bytes(), options.files, options.jobs)


def _measure(folder: Path, sample: bytes, files: int, jobs: int) -> None:
    inputs = folder / "in"
    inputs.mkdir()
    for number in range(files):
        _copy(inputs, sample, number)
    memory: list[int] = []
    used = _processor_time()
    first, pages = _run(folder, jobs, lambda report, total: memory.append(_peak()))
    used = _processor_time() - used
    memory.append(_peak())  # the tables are built by now
    again, _ = _run(folder, jobs, lambda report, total: None)
    _copy(inputs, sample, files)
    one_more, _ = _run(folder, jobs, lambda report, total: None)
    warm = memory[min(_WARM, files) - 1]
    speed = 3600 * pages / first / jobs
    print(f"first run       {first:8.1f} s  {files} files, {pages} pages, {speed:.0f} pages per core-hour")
    print(f"processor time  {used / pages:8.2f} s a page, {3600 * pages / used:.0f} pages an hour of it")
    print(f"nothing changed {again:8.1f} s  {again / first:.2%} of the first")
    print(f"one more file   {one_more:8.1f} s  {one_more - again:.1f} s over nothing changed")
    peaks = (
        f"{warm} MiB at file {_WARM}, {memory[-2]} MiB at the last, {memory[-1]} MiB with the tables built"
    )
    print(f"parent's peak   {peaks}")


def _copy(folder: Path, sample: bytes, number: int) -> None:
    """A PDF may end in a comment."""
    (folder / f"{number:05d}.pdf").write_bytes(sample + b"\n%% %d\n" % number)


def _run(folder: Path, jobs: int, watch: Callable[[FileReport, int], None]) -> tuple[float, int]:
    began = time.monotonic()
    report = run_batch([str(folder / "in")], folder / "wh", Settings(run=RunSettings(jobs=jobs)), watch)
    return time.monotonic() - began, sum(file.counts.pages for file in report.files if file.counts)


def _processor_time() -> float:
    """Seconds that this process and its ended children have had."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _peak() -> int:
    """The most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main(sys.argv[1:])
