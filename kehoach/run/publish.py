"""Publishing on demand: the tables anew, with all corrections applied."""

from pathlib import Path

from kehoach.errors import WarehouseError
from kehoach.run.inputs import MARKER
from kehoach.run.warehouse.result_store import DamagedResultsError
from kehoach.run.warehouse.store import damaged, open_warehouse


def publish(folder: Path) -> None:
    """Write the parts of the tables whose documents or corrections have changed.

    Raises WarehouseError where there is no warehouse, the disk refuses, or a run is writing to it.
    """
    if not (folder / MARKER).is_file():
        raise WarehouseError(f"{folder} is no warehouse.", "Give the folder that kehoach run wrote to.")
    with open_warehouse(folder) as warehouse:
        if lost := warehouse.damaged():
            raise damaged([head.name for head in lost])
        try:
            warehouse.publish()
        except DamagedResultsError as error:
            raise damaged([head.name for head in error.heads]) from error
