"""The commands of the steward: the desk, its log, publishing, and the same doubts in the terminal."""

import json
import secrets
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kehoach.cli_config import PLAIN_HELP, with_settings
from kehoach.configuration import Resolved
from kehoach.errors import MissingProgram, WrongUsage
from kehoach.terminal import output

if TYPE_CHECKING:
    from rich.table import Table

_Warehouse = Annotated[Path, typer.Argument(metavar="WAREHOUSE", help="Folder that `kehoach run` wrote to.")]
_Inputs = Annotated[
    Path | None,
    typer.Option(help="Folder below which the files lie.", show_default="where the last run read them"),
]

review = typer.Typer(
    help="The steward's desk, and its log of corrections.",
    invoke_without_command=True,
    rich_markup_mode=PLAIN_HELP,
)


@review.callback()
@with_settings()
def desk(
    resolved: Resolved,
    context: typer.Context,
    warehouse: Annotated[
        Path | None, typer.Option("--warehouse", "-w", help="Folder that `kehoach run` wrote to.")
    ] = None,
    inputs: _Inputs = None,
    address: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where to answer.")] = "127.0.0.1:8600",
    stewards: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|header:NAME",
            help="File with a steward's name a line, or the header in which a reverse proxy says who asks.",
            show_default="one steward, on this machine",
        ),
    ] = None,
) -> None:
    """Open the desk in which doubts are decided. It answers until it is interrupted."""
    if context.invoked_subcommand is not None:
        return
    if warehouse is None:
        raise WrongUsage("No warehouse was given.", "Give --warehouse FOLDER.")
    from kehoach.run.pictures import Pictures, root_of

    try:
        from kehoach.review.app import serve
        from kehoach.review.security import Access
    except ModuleNotFoundError as error:
        raise MissingProgram(
            f"The desk needs {error.name}.", "Install it: pip install 'kehoach[desk]'."
        ) from error
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise WrongUsage(f"“{address}” is no address.", "Give HOST:PORT, such as 127.0.0.1:8600.")
    header = stewards.removeprefix("header:") if stewards and stewards.startswith("header:") else None
    names = _names(Path(stewards)) if stewards and not header else ()
    access = Access(secrets.token_bytes(32), header, names)
    pictures = Pictures(inputs or root_of(warehouse), resolved.settings.extract)
    output().print(f"http://{address}/", style="bold")
    serve(warehouse, pictures, access, (host, int(port)))


@review.command("export")
def export_log(warehouse: _Warehouse) -> None:
    """Print all corrections, a line of JSON each."""
    from kehoach.run.corrections.log import CorrectionLog, export_lines

    for line in export_lines(CorrectionLog(warehouse)):
        print(line)


@review.command("import")
def import_log(
    warehouse: _Warehouse,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What export printed.")],
    label_studio: Annotated[
        bool, typer.Option("--label-studio", help="FILE is what Label Studio exported as JSON.")
    ] = False,
) -> None:
    """Add the corrections of another machine; those that are known already are passed over."""
    from kehoach.run.corrections.log import CorrectionLog, read_lines

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise WrongUsage(f"{file} cannot be read: {error}.", "Give what review export printed.") from error
    if label_studio:
        from kehoach.export.label_studio import read_annotations

        entries = read_annotations(text)
    else:
        entries = read_lines(text.splitlines())
    CorrectionLog(warehouse).append(entries)
    output().print(f"{len(entries)} corrections")


def publish(warehouse: _Warehouse) -> None:
    """Write the tables anew with all corrections applied. The end of every run does so too."""
    from kehoach.run.publish import publish as publish_tables

    publish_tables(warehouse)


def flags(
    warehouse: _Warehouse,
    rule: Annotated[str | None, typer.Option(help="Only this rule's.")] = None,
    severity: Annotated[str | None, typer.Option(help="Only error, warning or info.")] = None,
    document: Annotated[str | None, typer.Option(help="Only this document's (id or file).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line.")] = False,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them as an Excel sheet instead.")
    ] = None,
) -> None:
    """Print the doubts that are open, the gravest and least likely first."""
    from rich.text import Text

    from kehoach.run.warehouse.store import load_table

    names = {row["doc_id"]: str(row["source_path"]) for row in load_table(warehouse, "documents")}
    found = [
        row
        for row in load_table(warehouse, "flags")
        if row["status"] == "open"
        and rule in (None, row["rule"])
        and severity in (None, row["severity"])
        and document in (None, row["doc_id"], names[row["doc_id"]])
    ]
    order = {"error": 0, "warning": 1, "info": 2}
    found.sort(
        key=lambda row: (order[str(row["severity"])], names[row["doc_id"]], row["page"], row["flag_id"])
    )
    told = [{**row, "source_path": names[row["doc_id"]]} for row in found]
    if xlsx:
        _write_sheet(told, xlsx)
        return
    for row in told:
        if as_json:
            print(json.dumps(row, ensure_ascii=False, default=str))
        else:
            place = f"{names[row['doc_id']]}, trang {row['page']}"
            output().print(Text(place, "dim"), Text(f"{row['rule']} ({row['table']}.{row['field']})", "bold"))
            output().print(Text(f"    {row['reason']}"), soft_wrap=not sys.stdout.isatty())


def status(warehouse: _Warehouse) -> None:
    """Print how many documents there are, what is open by rule and office, and how much was reviewed."""
    from kehoach.run.warehouse.store import load_table

    documents = load_table(warehouse, "documents")
    rows = load_table(warehouse, "flags")
    values = load_table(warehouse, "values")
    issuers = {row["doc_id"]: str(row["issuer"] or "(không rõ)") for row in documents}
    open_ = [row for row in rows if row["status"] == "open"]
    reviewed = sum(row["reviewed"] is not None for row in values)
    output().print(
        f"{len(documents)} văn bản, {len(values)} giá trị, {len(open_)} nghi ngờ còn mở, "
        f"đã rà soát {reviewed} giá trị ({reviewed / max(1, len(values)):.1%})."
    )
    output().print(_counted("Quy tắc", Counter(str(row["rule"]) for row in open_)))
    output().print(_counted("Cơ quan ban hành", Counter(issuers[row["doc_id"]] for row in open_)))


def crop(
    warehouse: _Warehouse,
    value: Annotated[str, typer.Argument(metavar="TABLE/ROW_ID/FIELD", help="The value, as in `values`.")],
    target: Annotated[Path, typer.Option("-o", "--output", help="PNG to write.")],
    inputs: _Inputs = None,
) -> None:
    """Write the picture of a value: its own place on its page."""
    from kehoach.run.pictures import crop_of

    parts = value.split("/")
    if len(parts) != 3:
        raise WrongUsage(f"“{value}” names no value.", "Give TABLE/ROW_ID/FIELD as in the table values.")
    target.write_bytes(crop_of(warehouse, (parts[0], parts[1], parts[2]), inputs))


def _write_sheet(flags: list[dict[str, Any]], target: Path) -> None:
    try:
        from kehoach.export.workbook import write_doubts
    except ModuleNotFoundError as error:
        raise MissingProgram(
            f"This needs {error.name}.", "Install it: pip install 'kehoach[export]'."
        ) from error
    try:
        write_doubts(flags, target)
    except OSError as error:
        raise WrongUsage(f"{target} cannot be written: {error}.", "Give another place.") from error
    output().print(f"{len(flags)} doubts: {target}")


def _names(file: Path) -> tuple[str, ...]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise WrongUsage(f"{file} cannot be read: {error}.", "Give a text file, a name a line.") from error
    names = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not names:
        raise WrongUsage(f"{file} names nobody.", "Give a text file, a name a line.")
    return names


def _counted(title: str, counts: Counter[str]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(title, "Còn mở", box=None, header_style="bold", pad_edge=False)
    for name, count in counts.most_common():
        table.add_row(Text(name, overflow="fold"), str(count))
    return table
