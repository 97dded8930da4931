"""A cluster that loses a node: `python -m bench.cluster [--files 300] [--seconds 0.5]`.

Two nodes of two cores on this machine, by Ray's own test cluster. Reading is faked: each file takes some
seconds and gives the rows of the born-digital sample. When two fifths are done a node is lost. Told are the
seconds of the run, how many files had to be begun again, whether all are in the tables, and the command's own
share: the processor time that it takes for a file, and how many files a second that lets it take.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import ray
from ray.cluster_utils import Cluster

from bench.faked import FOLDER, SECONDS, use_fakes, write_template
from kehoach.run.batch import run_batch
from kehoach.run.report import FileReport
from kehoach.run.warehouse.store import load_table
from kehoach.settings import RunSettings, Settings

_NODE: Final[dict[str, Any]] = {"num_cpus": 2, "object_store_memory": 80 << 20}
_LOST_AT: Final = 0.4  # of the files


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=0.5)
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="bench-cluster-") as name:
        folder = Path(name)
        write_template(folder)
        (folder / "begun").mkdir()
        (folder / "in").mkdir()
        for number in range(options.files):
            (folder / f"in/{number:04d}.pdf").write_text(f"%PDF-1.7 {number}\n")
        environment = {FOLDER: name, SECONDS: str(options.seconds), "PYTHONPATH": str(Path.cwd())}
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        cluster = Cluster(initialize_head=True, head_node_args={**_NODE, "include_dashboard": False})
        node = cluster.add_node(**_NODE)
        runtime = {"worker_process_setup_hook": use_fakes, "env_vars": environment}
        ray.init(address=cluster.address, runtime_env=runtime, log_to_driver=False)
        try:
            _measure(folder, cluster, node)
        finally:
            ray.shutdown()
            cluster.shutdown()  # type: ignore[no-untyped-call]


def _measure(folder: Path, cluster: Any, node: Any) -> None:
    done: list[str] = []

    def lose(report: FileReport, total: int) -> None:
        done.append(report.name)
        if len(done) == int(_LOST_AT * total):
            cluster.remove_node(node)

    began, used = time.monotonic(), time.process_time()
    settings = Settings(run=RunSettings(engine="ray"))
    report = run_batch([str(folder / "in")], folder / "wh", settings, lose)
    seconds, cpu = time.monotonic() - began, time.process_time() - used
    begun, stored = len(list((folder / "begun").iterdir())), len(load_table(folder / "wh", "documents"))
    print(f"{len(report.files)} files in {seconds:.0f} s, a node lost after {_LOST_AT:.0%} of them")
    print(f"{begun - len(report.files)} begun again, {stored} in the tables, exit code {report.exit_code}")
    each = cpu / len(report.files)
    print(
        f"the command's own share: {1e3 * each:.1f} ms of processor time a file, {1 / each:.0f} files a "
        f"second"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
