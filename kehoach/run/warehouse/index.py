"""The index of a warehouse: what stands in which of its files, so that a run need not open them.

Only a help. An entry counts as long as its file is as it was; where the index is lost or damaged results are
opened again, and the tables are built anew.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from operator import attrgetter
from typing import Any, Final

from kehoach.run.warehouse.results import Counts, ResultHead
from kehoach.run.warehouse.seal import DamagedError, seal, unseal

_HEAD: Final = attrgetter(*ResultHead.__slots__)
_COUNTS: Final = attrgetter(*Counts.__slots__)
_AT_COUNTS: Final = ResultHead.__slots__.index("counts")


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A result file as it is: its head, the checksum that it bears, and the version of the file."""

    head: ResultHead
    checksum: str
    version: str


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part of a table as it was placed: what it was built from, its checksum, rows and bytes, and the
    version of the file.
    """

    built_from: str
    checksum: str
    rows: int
    size: int
    version: str


@dataclass(frozen=True, slots=True)
class Index:
    """Results by `doc_id`, and parts by their place (`tasks/2021-a.parquet`)."""

    results: dict[str, StoredResult] = field(default_factory=dict)
    parts: dict[str, StoredPart] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        """What `read_index` takes."""
        results = [
            [stored.checksum, stored.version, *_values(stored.head)] for stored in self.results.values()
        ]
        parts = {place: astuple(part) for place, part in self.parts.items()}
        return seal(json.dumps({"results": results, "parts": parts}, separators=(",", ":")).encode())


def read_index(data: bytes) -> Index:
    """The index in a file's bytes; an empty one where they are damaged or of another release."""
    try:
        _, payload = unseal(data)
        read: Mapping[str, Any] = json.loads(payload)
        results = (
            StoredResult(_head(values), checksum, version) for checksum, version, *values in read["results"]
        )
        parts = {place: StoredPart(*values) for place, values in read["parts"].items()}
        return Index({stored.head.doc_id: stored for stored in results}, parts)
    except (DamagedError, ValueError, KeyError, TypeError):
        return Index()


def _values(head: ResultHead) -> list[object]:
    values = list(_HEAD(head))
    values[_AT_COUNTS] = _COUNTS(head.counts)
    return values


def _head(values: list[Any]) -> ResultHead:
    values[_AT_COUNTS] = Counts(*values[_AT_COUNTS])
    return ResultHead(*values)
