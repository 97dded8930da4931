"""The commands that hand the tables on in other formats. What one needs is imported when it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kehoach.cli_config import folding, with_settings
from kehoach.configuration import Resolved
from kehoach.errors import MissingProgram, WrongUsage
from kehoach.terminal import output

if TYPE_CHECKING:
    from kehoach.export.selection import Selection
    from kehoach.run.pictures import Pictures

_SELECTION: Final = {
    "issuer": Annotated[str | None, typer.Option(help="Only documents of this office.")],
    "province": Annotated[str | None, typer.Option(help="Only documents of this province.")],
    "year": Annotated[int | None, typer.Option(help="Only plans for this year.")],
    "document": Annotated[str | None, typer.Option(help="Only this document (id or file).")],
}


def _selection(taken: Mapping[str, Any]) -> "Selection":
    from kehoach.export.selection import Selection

    return Selection(**taken)


with_selection: Final = folding("selection", _SELECTION, _selection)
_FORMATS: Final = {
    "xlsx": Annotated[Path | None, typer.Option(metavar="FILE", help="An Excel workbook, a sheet a table.")],
    "csv": Annotated[Path | None, typer.Option(metavar="DIR", help="CSV files, one a table.")],
    "jsonl": Annotated[Path | None, typer.Option(metavar="DIR", help="JSON Lines, a file a table.")],
    "ics": Annotated[Path | None, typer.Option(metavar="FILE", help="Deadlines as an iCalendar.")],
    "label_studio": Annotated[
        Path | None, typer.Option(metavar="DIR", help="Open doubts as tasks for Label Studio, with pictures.")
    ],
    "lines": Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Lines that stewards looked at, with .gt.txt, for training."),
    ],
    "akn": Annotated[
        bool | None, typer.Option("--akn", help="One document as Akoma Ntoso 3.0 (XML), printed.")
    ],
}


_WRITERS: Final = {
    "xlsx": ("workbook", "write_workbook"),
    "csv": ("text_files", "write_csv"),
    "jsonl": ("text_files", "write_json_lines"),
    "ics": ("calendar_file", "write_calendar"),
    "label_studio": ("label_studio", "write_tasks"),
    "lines": ("lines", "write_lines"),
}
_WITH_PICTURES: Final = ("label_studio", "lines")


@dataclass(frozen=True, slots=True)
class Wish:
    """The one format that is wanted, and where to write it; `akn` is printed and has no target."""

    format: str
    target: Path | None


def _wish(taken: Mapping[str, Any]) -> Wish:
    given = {name: value for name, value in taken.items() if value}
    if len(given) != 1:
        formats = ", ".join(f"--{name.replace('_', '-')}" for name in _FORMATS)
        raise WrongUsage("One format is wanted.", f"Give one of {formats}.")
    ((name, value),) = given.items()
    return Wish(name, value if isinstance(value, Path) else None)


@with_selection
@folding("wish", _FORMATS, _wish)
@with_settings()
def export(
    resolved: Resolved,
    wish: Wish,
    selection: "Selection",
    source: Annotated[
        Path,
        typer.Argument(metavar="WAREHOUSE|FILE", help="Folder of the tables; with --akn also a scan or PDF."),
    ],
    inputs: Annotated[
        Path | None,
        typer.Option(
            help="Folder below which the files lie, where pictures are wanted.",
            show_default="where the last run read them",
        ),
    ] = None,
) -> None:
    """Write the tables in another format, or one document as Akoma Ntoso. What is stored stays as it is."""
    if wish.format == "akn":
        print(_akoma(source, selection, resolved), end="")
        return
    from kehoach.export.selection import select_rows

    rows = select_rows(source, selection)
    pictures = _pictures(inputs, source, resolved) if wish.format in _WITH_PICTURES else None
    try:
        _writer(wish.format, pictures)(rows, wish.target)
    except OSError as error:
        raise WrongUsage(f"{wish.target} cannot be written: {error}.", "Give another place.") from error
    output().print(f"{len(rows['documents'])} documents, {len(rows['tasks'])} tasks: {wish.target}")


@with_selection
def report(
    selection: "Selection",
    warehouse: Annotated[Path, typer.Option("--warehouse", "-w", help="Folder of the tables.")] = Path(
        "warehouse"
    ),
    target: Annotated[Path, typer.Option("-o", "--output", help="HTML file to write.")] = Path("report.html"),
) -> None:
    """Write the report of a year: one page, in Vietnamese, that a head of department reads and prints."""
    if selection.year is None:
        raise WrongUsage("The report is of one year.", "Give --year, such as --year 2024.")
    from kehoach.export.selection import select_rows

    yearly_report = _late("kehoach.export.yearly_report", "yearly_report")
    text = yearly_report(select_rows(warehouse, selection), selection)
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongUsage(f"{target} cannot be written: {error}.", "Give another place.") from error
    output().print(str(target))


def _akoma(source: Path, selection: "Selection", resolved: Resolved) -> str:
    akoma_ntoso = _late("kehoach.export.akoma", "akoma_ntoso")
    if source.is_file():
        read_one = _late("kehoach.run.one_file", "read_one")
        return str(akoma_ntoso(read_one(str(source), resolved.settings)))
    from kehoach.export.selection import select_rows

    rows = select_rows(source, selection)
    if len(rows["documents"]) != 1:
        message = f"{len(rows['documents'])} documents are wanted, and Akoma Ntoso holds one."
        raise WrongUsage(message, "Choose one by --document.")
    return str(akoma_ntoso(rows))


def _writer(name: str, pictures: "Pictures | None") -> Callable[[Any, Any], None]:
    module, function = _WRITERS[name]
    writer: Callable[..., None] = _late(f"kehoach.export.{module}", function)
    return partial(writer, pictures=pictures) if pictures else writer


def _pictures(inputs: Path | None, warehouse: Path, resolved: Resolved) -> "Pictures":
    from kehoach.run.pictures import Pictures, root_of

    return Pictures(inputs or root_of(warehouse), resolved.settings.extract)


def _late(module: str, name: str) -> Any:
    """A function of a module that only some commands need, and whose libraries may be left out."""
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        raise MissingProgram(
            f"This needs {error.name}.", "Install it: pip install 'kehoach[export]'."
        ) from error
