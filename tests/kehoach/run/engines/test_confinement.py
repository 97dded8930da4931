"""What a child may not do, tried in processes of their own."""

import socket
import subprocess
import sys
from contextlib import closing

import pytest

from kehoach.run.engines.engine import Job, Reading
from kehoach.run.engines.local import LocalEngine
from kehoach.settings import ExtractSettings, RunSettings
from tests.kehoach import fakes

DROP = "from kehoach.run.engines.confinement import drop_privileges; print(drop_privileges(offline={}))\n"
CONNECT = "import socket; socket.create_connection(('127.0.0.1', {}), 5)\n"
STATUS = "print(open('/proc/self/status').read())\n"


def said(code):
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return process.stdout + process.stderr


@pytest.fixture
def port():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


@pytest.fixture
def _allowed():
    if not said(DROP.format(True)).startswith("True"):
        pytest.skip("this system lets no process part from its network")


@pytest.mark.usefixtures("_allowed")
def test_without_network(port):
    assert "unreachable" in said(DROP.format(True) + CONNECT.format(port))


def test_with_network_for_files_on_object_storage(port):
    assert said(DROP.format(False) + CONNECT.format(port)) == "True\n"


def test_no_new_privileges():
    assert "NoNewPrivs:\t1" in said(DROP.format(False) + STATUS)


@pytest.mark.usefixtures("_allowed", "fake_stages")
def test_what_reads_a_file_of_this_machine_has_no_network(port, write):
    source = fakes.make_source(write("a.pdf", f"reach {port}"))
    ((_, outcome),) = LocalEngine(RunSettings(jobs=1)).read_all([Job(source, ExtractSettings(), "key", "0")])
    assert isinstance(outcome, Reading)
