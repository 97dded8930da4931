"""Pictures of the pages that a warehouse's documents were read from, for people who check them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

from kehoach.errors import UnreadableFile, WrongUsage
from kehoach.records import BBox, Source
from kehoach.run.content import content_hash, state_of
from kehoach.run.warehouse.store import load_table, look_into
from kehoach.settings import ExtractSettings

_PAPER: Final = 4.0  # points around a value
_DEFAULT: Final = ExtractSettings()


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures of documents whose files lie below `inputs`."""

    inputs: Path
    settings: ExtractSettings

    def page(
        self, source: Source, place: tuple[int, int], box: BBox | None = None, dpi: float = 150.0
    ) -> bytes:
        """A page (its number, and the degrees by which it was turned) as a PNG, upright; only `box` (points)
        of it where one is given.

        Raises UnreadableFile where the file is gone or is no longer the one that was read.
        """
        from extract import page_png  # late: pixels take a second to load, and few commands need them

        path = self._unchanged(source)
        return page_png(Source(path, source.name, source.sha256), place, self.settings, box, dpi)

    def lines(
        self, source: Source, number: int, boxes: Sequence[BBox]
    ) -> Sequence[Sequence[tuple[bytes, str]]]:
        """For each of some boxes on a scanned page the lines of text in it, from top to bottom: a PNG with
        nothing but the line, and what one recogniser reads there. Raises as `page` does.
        """
        from extract import line_pngs

        path = self._unchanged(source)
        return line_pngs(Source(path, source.name, source.sha256), number, self.settings, boxes)

    def _unchanged(self, source: Source) -> Path:
        path = self.inputs / source.name
        advice = "Put the file back, or say with --inputs where the files are."
        try:
            state = state_of(path)
            known = _hash(path, state.st_mtime_ns, state.st_size)
        except OSError as error:
            raise UnreadableFile(f"{source.name} is not there.", advice) from error
        if known != source.sha256:
            raise UnreadableFile(f"{source.name} is no longer the file that was read.", advice)
        return path


@lru_cache(maxsize=256)
def _hash(path: Path, changed: int, size: int) -> str:
    """The content's hash; asked anew where the file's time or size is another."""
    return content_hash(path)


def crop_of(
    folder: Path, value: tuple[str, str, str], inputs: Path | None, settings: ExtractSettings = _DEFAULT
) -> bytes:
    """The picture of a published value (table, row, field), as a PNG with a little paper around it.

    Raises WrongUsage where the warehouse holds no such value, UnreadableFile where its file is gone.
    """
    rows = [
        row for row in load_table(folder, "values") if (row["table"], row["row_id"], row["field"]) == value
    ]
    if not rows or rows[0]["bbox"] is None:
        raise WrongUsage(
            f"There is no value {'/'.join(value)} with a place.", "Look it up in the table values."
        )
    doc_id, number = rows[0]["doc_id"], rows[0]["page"]
    document = next(row for row in load_table(folder, "documents") if row["doc_id"] == doc_id)
    page = next(
        row for row in load_table(folder, "pages") if (row["doc_id"], row["page"]) == (doc_id, number)
    )
    x0, top, x1, bottom = cast("list[float]", rows[0]["bbox"])
    box = (x0 - _PAPER, top - _PAPER, x1 + _PAPER, bottom + _PAPER)
    source = Source(Path(), str(document["source_path"]), str(document["source_sha256"]))
    place = (cast(int, number), cast(int, page["rotation"]))
    return Pictures(inputs or root_of(folder), settings).page(source, place, box, dpi=2 * 72.0)


def root_of(folder: Path) -> Path:
    """The folder below which the files lay that a warehouse was read from. Raises WrongUsage where it is
    empty.
    """
    with look_into(folder) as warehouse:
        head = next(iter(warehouse.heads().values()), None)
    if head is None:
        raise WrongUsage(f"{folder} holds no documents.", "Run kehoach run first.")
    return Path(head.path.removesuffix(head.name) or ".")
