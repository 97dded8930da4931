"""Documents on a cluster of two nodes on this machine, of which one is lost in the middle of the run."""

import os
import signal
import time
from itertools import count, islice
from pathlib import Path

import pytest

from kehoach.errors import MissingProgram
from kehoach.run.batch import run_batch
from kehoach.run.engines import worker
from kehoach.run.engines.engine import Job
from kehoach.run.fingerprint import pipeline_version
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table
from kehoach.settings import ExtractSettings, RaySettings, RunSettings, Settings
from tests.kehoach import fakes

ray = pytest.importorskip("ray", reason="Ray is not installed; it comes with the extra kehoach[ray]")

from ray.cluster_utils import Cluster  # noqa: E402  # only where there is Ray

from kehoach.run.engines.ray import RayEngine, read_on_node  # noqa: E402

ATTEMPTS = "TEST_ATTEMPTS"  # folder in which each attempt to read a document leaves a file
ROOT = Path(__file__).parents[4]
ON_CLUSTER = Settings(run=RunSettings(engine="ray"))


def read_slowly(job):
    """What the child of a node does in place of `worker.read`: a file `.begun` while it reads, then
    `.ended`.
    """
    attempt = Path(os.environ[ATTEMPTS], f"{job.source.path.stem}-{os.getpid()}.begun")
    attempt.touch()
    time.sleep(1)
    if job.source.path.read_text() == "lose the node":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    attempt.rename(attempt.with_suffix(".ended"))
    return fakes.read(job)


def use_fakes():
    """Runs at the start of each of Ray's processes, which know nothing of this one's fixtures."""
    worker.read = read_slowly


@pytest.fixture(scope="module")
def attempts(tmp_path_factory):
    return tmp_path_factory.mktemp("attempts")


@pytest.fixture(scope="module")
def cluster(attempts):
    small = {"num_cpus": 1, "object_store_memory": 80 << 20}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        cluster = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
        environment = {ATTEMPTS: str(attempts), "PYTHONPATH": str(ROOT)}
        runtime = {"worker_process_setup_hook": use_fakes, "env_vars": environment}
        ray.init(address=cluster.address, runtime_env=runtime, log_to_driver=False)
        yield cluster
        ray.shutdown()
        cluster.shutdown()


@pytest.fixture
def node(cluster):
    """A second node, which the test may take away."""
    node = cluster.add_node(num_cpus=1, object_store_memory=80 << 20)
    yield node
    if node in cluster.list_all_nodes():
        cluster.remove_node(node)


def rows(folder, table):
    return [{**row, "processed_at": None} for row in load_table(folder, table)]


def test_a_node_is_lost_and_nothing_else(cluster, node, attempts, tmp_path, write, run, isolated):
    for number in range(12):
        write(f"{number}.pdf", tasks=number)
    write("die.pdf", "die")
    lost = []

    def lose_the_node(report, total):
        until = time.monotonic() + 0.5
        while not lost and time.monotonic() < until:
            if len(list(attempts.glob("*.begun"))) == 2:  # one on each node
                cluster.remove_node(node)
                lost.append(node)

    report = run_batch([str(tmp_path / "in")], tmp_path / "cluster", ON_CLUSTER, lose_the_node)
    run(folder=tmp_path / "local", jobs=2)
    for table in TABLES:
        assert rows(tmp_path / "cluster", table) == rows(tmp_path / "local", table)
    outcomes = [
        [(file.name, file.outcome, file.reason) for file in files]
        for files in (report.files, run.report.files)
    ]
    assert outcomes[0] == outcomes[1]
    (cut_short,) = attempts.glob("*.begun")
    (_read_again,) = attempts.glob(f"{cut_short.stem.partition('-')[0]}-*.ended")
    assert lost


def make_jobs(paths):
    for path in paths:
        yield Job(fakes.make_source(path), ExtractSettings(), "key", pipeline_version())


def test_few_jobs_are_handed_out(cluster, write):
    given = count()
    jobs = (next(make_jobs([write(f"{number}.pdf")])) for number in given)
    outcomes = RayEngine(ON_CLUSTER).read_all(jobs)
    assert len(list(islice(outcomes, 2))) == 2
    outcomes.close()
    cores = int(ray.cluster_resources()["CPU"])
    assert next(given) <= 2 + 2 * cores


def test_a_document_that_loses_every_node(cluster, attempts, write):
    path = write("killer.pdf", "lose the node")
    ((_, failure),) = RayEngine(Settings(ray=RaySettings(retries=1))).read_all(make_jobs([path]))
    assert failure.reason == "node_lost"
    assert len(list(attempts.glob("killer-*"))) == 2


def test_a_node_with_another_version(write):
    job = Job(fakes.make_source(write("a.pdf")), ExtractSettings(), "key", "0.0.9+old")
    assert read_on_node(job, RunSettings()).reason == "wrong_version"


def test_no_cluster(monkeypatch):
    def refuse(**arguments):
        raise ConnectionError("nobody is there")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", refuse)
    with pytest.raises(MissingProgram, match="nobody is there"):
        RayEngine(ON_CLUSTER)
