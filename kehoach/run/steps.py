"""What a run has to do with each input, and why: worked out from the files and the stored results alone."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kehoach.errors import WrongUsage
from kehoach.records import Source
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.warehouse.object_storage import stat_file
from kehoach.run.warehouse.results import ResultHead

_SHARE: Final = 0.2  # of the documents, that may be pruned without being asked for twice
_FEW: Final = 10
Action = Literal["read", "rename", "keep", "duplicate"]
Why = Literal["new", "changed", "moved", "upgraded", "retried", "unchanged", "duplicate", "damaged"]


_FILE_DIGITS: Final = 16  # of a file's hash, that its documents' ids begin with


@dataclass(frozen=True, slots=True)
class Step:
    """One input: what to do and why. `key` is its result's, `stored` what there is of the same bytes, and
    `first` the name of the file that holds the bytes of a duplicate.
    """

    source: Source
    action: Action
    why: Why
    key: str
    stored: ResultHead | None = None
    first: str | None = None


def document_id(source: Source) -> str:
    """The `doc_id` of a file's first document: the same bytes give the same."""
    return source.sha256[:_FILE_DIGITS]


def file_id(doc_id: str) -> str:
    """The `doc_id` of the first document in the file of any; a later one's goes on with its first page."""
    return doc_id[:_FILE_DIGITS]


def plan_steps(
    sources: Sequence[Source],
    stored: Mapping[str, ResultHead],
    damaged: Container[str],
    known: KnownFiles,
    keys: Mapping[str, str],
    limits: str,
) -> list[Step]:
    """A step for each source, in their order. `stored` and `damaged` are by `doc_id`, `keys` by the hash of
    the bytes.
    """
    steps: list[Step] = []
    firsts: dict[str, Source] = {}
    paths = {head.path for head in stored.values()}
    here = {str(source.path) for source in sources}
    for source in sources:
        key, head = keys[source.sha256], stored.get(document_id(source))
        first = firsts.setdefault(source.sha256, source)
        if first is not source:
            steps.append(Step(source, "duplicate", "duplicate", key, head, first.name))
        elif head and head.key == key and _is_elsewhere(head, source, here):
            steps.append(Step(source, "duplicate", "duplicate", key, head, head.name))
        elif document_id(source) in damaged:
            steps.append(Step(source, "read", "damaged", key))
        else:
            steps.append(_step(source, key, head, known, str(source.path) in paths, limits))
    return steps


def replaced(stored: Iterable[ResultHead], sources: Sequence[Source]) -> list[ResultHead]:
    """Stored results of files that hold other bytes now, if no other input holds theirs."""
    paths = {str(source.path) for source in sources}
    present = {document_id(source) for source in sources}
    return [head for head in stored if head.path in paths and file_id(head.doc_id) not in present]


def gone(stored: Iterable[ResultHead], sources: Sequence[Source], root: Path) -> list[ResultHead]:
    """Stored results whose files lay under `root` and are no more."""
    present = {document_id(source) for source in sources}
    return [
        head
        for head in stored
        if file_id(head.doc_id) not in present and Path(head.path).is_relative_to(root) and is_gone(head.path)
    ]


def check_prune(left: Sequence[ResultHead], stored: Iterable[ResultHead], root: Path) -> None:
    """Raises WrongUsage where so much is gone that its folder may only not be mounted."""
    below = [head for head in stored if Path(head.path).is_relative_to(root)]
    folders = {_nearest(Path(head.path).parent, root) for head in left} - {root}
    emptied = sorted(str(folder) for folder in folders if _is_empty(folder))
    many = len(left) > _FEW and len(left) > _SHARE * len(below)
    if not emptied and not many:
        return
    where = f", all below {emptied[0]}, which is empty now" if emptied else ""
    message = f"--prune would take out {len(left)} of {len(below)} documents{where}."
    raise WrongUsage(message, "Check that the folder is mounted; --force takes them out all the same.")


def _nearest(folder: Path, root: Path) -> Path:
    """The folder, or what is left of the way to it: below a mount that is gone stands its empty point."""
    while folder != root and not folder.is_dir():
        folder = folder.parent
    return folder


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:  # it is gone, or on object storage, where no folder is empty
        return False


def _step(
    source: Source, key: str, head: ResultHead | None, known: KnownFiles, path_is_stored: bool, limits: str
) -> Step:
    before = known.before(source.path)
    if head and head.key == key:
        if head.missing:
            return Step(source, "read", "retried", key, head)
        if head.limits not in ("", limits):
            return Step(source, "read", "upgraded", key, head)
        if (head.name, head.path) == (source.name, str(source.path)):
            return Step(source, "keep", "unchanged", key, head)
        # the plan year may have come from the folder: only reading tells what the new one gives
        return Step(source, "read" if head.year_from_name else "rename", "moved", key, head)
    if before and before.failed and before.sha256 == source.sha256:
        return Step(source, "read", "retried", key, head)
    if head:
        return Step(source, "read", "upgraded", key, head)
    changed = path_is_stored or (before and before.sha256 != source.sha256)
    return Step(source, "read", "changed" if changed else "new", key)


def _is_elsewhere(head: ResultHead, source: Source, here: set[str]) -> bool:
    """Whether the stored bytes still lie where they were read, at a place that this run does not look at."""
    return head.path != str(source.path) and head.path not in here and not is_gone(head.path)


def is_gone(path: str) -> bool:
    """Whether there surely is no such file; one that cannot be looked at may still be there."""
    try:
        stat_file(Path(path))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
