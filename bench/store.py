"""What the warehouse costs by its number of documents: `python -m bench.store [1000 10000 100000]`.

The command's own share of a batch, without reading: what is read of each file are the rows of the
born-digital sample under the file's own id, all of one plan year. Told are the seconds of building a
warehouse, of a run with nothing changed and of one with one changed file, each in a process of its own; its
peak of memory; and the files and bytes of the warehouse.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from bench.faked import Synthetic, write_template
from kehoach.run.batch import run_batch
from kehoach.settings import RunSettings, Settings


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--run", type=Path, help="run once over this folder, and tell what it took")
    options = parser.parse_args(arguments)
    if options.run:
        print(json.dumps(_run_once(options.run)))
        return
    print("documents | step            | seconds | CPU s | peak MB | files | MB")
    for count in options.counts:
        with TemporaryDirectory(prefix="bench-store-") as name:
            _measure(Path(name), count)


def _measure(folder: Path, count: int) -> None:
    write_template(folder)
    for number in range(count):
        path = folder / f"in/{number % 100:02d}/{number:06d}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"%PDF-1.7 {number}\n")
    time.sleep(2.5)  # until the files' times are surely past
    for step in ("build", "nothing changed", "one changed"):
        if step == "one changed":
            (folder / "in/00/000000.pdf").write_text("%PDF-1.7 changed\n")
        command = [sys.executable, "-m", "bench.store", "--run", str(folder)]
        took = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        files = [path.stat().st_size for path in (folder / "wh").rglob("*") if path.is_file()]
        seconds, cpu, peak = took
        about = f"{seconds:7.1f} | {cpu:5.1f} | {peak:7.0f} | {len(files):5d} | {sum(files) / 1e6:.0f}"
        print(f"{count:9d} | {step:15s} | {about}", flush=True)


def _run_once(folder: Path) -> tuple[float, float, float]:
    """Seconds by the clock and of processor time, and the peak of memory in MB."""
    began = time.monotonic()
    engine = Synthetic(folder)
    with patch("kehoach.run.batch.open_engine", lambda settings: engine):
        run_batch([str(folder / "in")], folder / "wh", Settings(run=RunSettings(1)), lambda file, total: None)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3


if __name__ == "__main__":
    main(sys.argv[1:])
