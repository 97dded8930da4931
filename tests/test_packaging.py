"""The package as installed, and the house rules that no tool checks."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import entry_points, files, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("extract", "models", "normalize", "kehoach")
SOURCES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK, DEV_LOCK = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock")
)


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_owns_our_names(name):
    assert set(packages_distributions().get(name, ["kehoach"])) == {"kehoach"}


def test_the_command_is_installed():
    (script,) = entry_points(group="console_scripts", name="kehoach")
    assert script.value == "kehoach.cli:main"
    assert files("kehoach")


def test_kehoach_itself_is_empty():
    assert (ROOT / "kehoach/__init__.py").read_text() == ""


def test_make_help_tells_of_every_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    help_of = {
        line.partition(" ")[0] for line in _output("make", "--no-print-directory", "help").splitlines()
    }
    assert help_of == set(targets)


@pytest.mark.parametrize("lock", [LOCK, DEV_LOCK])
def test_the_locks_have_names_versions_and_hashes_only(lock):
    entry = r"[a-z0-9.-]+==[A-Za-z0-9.+!]+(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"(?:{entry})+", lock)


def test_tools_change_no_version_of_the_product():
    assert set(_locked(LOCK)) <= set(_locked(DEV_LOCK))


def test_the_locks_have_every_dependency():
    locked = {_plain(line.partition("==")[0]) for line in _locked(DEV_LOCK)}
    wanted = [
        *PROJECT["dependencies"],
        *(
            name
            for extra, names in PROJECT["optional-dependencies"].items()
            if extra != "training"
            for name in names
        ),
    ]  # what trains pins its own: training/requirements.txt
    assert {_plain(re.match(r"[\w.-]+", name)[0]) for name in wanted} <= locked


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_budgets(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            assert node.end_lineno - body[0].lineno + 1 < 40, node.name
            parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert len([item for item in parameters if item.arg not in ("self", "cls")]) <= 6, node.name


def _output(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _locked(lock):
    return re.findall(r"^[\w.-]+==[^\s;]+", lock, re.MULTILINE)


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()
