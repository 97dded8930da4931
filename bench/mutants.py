"""Changes the code of files bit by bit and runs their tests: a change that no test sees is a bound that none
holds.

    make mutants [ARGS="normalize/head/build.py …"]

Without names, the files of the stages that differ from `main`. Works in a copy of the tree. The tests of a
file are those of its mirror, then those of its room. Prints each survivor as a diff, and how many there are.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[1]
_STAGES: Final = ("extract", "models", "normalize", "kehoach/language")
_TIMEOUT: Final = 120.0  # seconds for the tests of one change
# "int | None" in an annotation is no code that a test could see
_NO_CODE: Final = "core/ReplaceBinaryOperator_BitOr_.*"


def changed_files(base: str) -> tuple[str, ...]:
    """Files of the stages that differ from `base`."""
    told = _output(["git", "diff", "--name-only", "--diff-filter=d", base, "--", *_STAGES])
    return tuple(name for name in told.splitlines() if name.endswith(".py"))


def copy_tree(target: Path) -> None:
    """What git knows of the working tree, and new files that it does not ignore, in a folder of its own."""
    shutil.rmtree(target, ignore_errors=True)
    told = _output(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    for name in filter(None, told.split("\0")):
        if (_ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(_ROOT / name, target / name)


def tests_of(name: str) -> str:
    """The file and the folder of tests that hold a file of code, the quicker one first."""
    path = Path(name)
    mirror = Path("tests") / path.parent / f"test_{path.name}"
    room = next(place for place in mirror.parents if (_ROOT / place).exists())
    return f"{mirror} {room}" if (_ROOT / mirror).exists() else str(room)


def survivors(name: str, tool: Path, tree: Path) -> Iterator[str | None]:
    """For each change of the file None where the tests saw it, else the change as a diff."""
    command = f"{sys.executable} -m pytest -x -q -p no:cacheprovider {tests_of(name)}"
    config, session = tree / "mutants.toml", tree / "mutants.sqlite"
    session.unlink(missing_ok=True)
    config.write_text(
        f"[cosmic-ray]\nmodule-path = [{name!r}]\ntimeout = {_TIMEOUT}\nexcluded-modules = []\n"
        f"test-command = {command!r}\n[cosmic-ray.distributor]\nname = 'local'\n"
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = [{_NO_CODE!r}]\n",
        encoding="utf-8",
    )
    # a plugin that the tests of the stages do not need takes longer to load than they run
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run(command.split(), cwd=tree, env=environment, check=True)  # or nothing could survive
    for arguments in (
        ["cosmic-ray", "init", config.name, session.name],
        ["cr-filter-operators", session.name, config.name],
        ["cosmic-ray", "exec", config.name, session.name],
    ):
        subprocess.run([tool / arguments[0], *arguments[1:]], cwd=tree, env=environment, check=True)
    for line in _output([str(tool / "cosmic-ray"), "dump", session.name], tree).splitlines():
        _, result = json.loads(line)
        if result and result["worker_outcome"] == "normal":
            yield str(result["diff"]) if result["test_outcome"] == "survived" else None


def _output(command: Sequence[str], folder: Path = _ROOT) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Reports on each file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tool", type=Path, help="the folder of the mutation tool's commands")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    tree = _ROOT / ".cache/mutants/tree"
    copy_tree(tree)
    for name in options.files or changed_files("main"):
        outcomes = list(survivors(name, options.tool.absolute(), tree))
        for diff in filter(None, outcomes):
            print(diff)
        print(
            f"{name}: {len(list(filter(None, outcomes)))} of {len(outcomes)} changes were not seen",
            flush=True,
        )


if __name__ == "__main__":
    main()
