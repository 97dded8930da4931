"""What lies among the inputs and is not read, and why: nothing that was given goes without a word.

A file is known by its content; its suffix only spares a look at what says to be a PDF or a picture.
"""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kehoach.bound_pages import PAGE_SUFFIXES
from kehoach.run.warehouse.object_storage import open_file, stat_file

SUFFIXES: Final = PAGE_SUFFIXES
QUIET: Final = frozenset({"text", "hidden", "like_pages"})  # told and counted, but no reason to look
ADVICE: Final = {
    "office": ("It is an Office file or an archive.", "Save it as PDF, or unpack it, if it holds plans."),
    "picture": ("It is a picture of a kind that is not read.", "Save it as PNG or JPEG if it is a plan."),
    "binary": ("It is a file of an unknown kind.", "Save it as PDF if it is a plan."),
    "no_file": ("It is no regular file.", "Replace it by the file itself."),
    "unreadable": ("It cannot be looked into.", "Check its permissions and its disk."),
    "linked_folder": (
        "It is a link to a folder, and links to folders are not followed.",
        "Give the folder itself.",
    ),
    "warehouse": ("It holds a warehouse, and so it is no input.", "Give the folders beside it by name."),
    "no_page": (
        "It lies in a folder of pages and is none of them.",
        "Take it out of the folder if it is a plan.",
    ),
    "like_pages": (
        "It looks like the pages of one plan; each picture was read as a plan of its own.",
        "Let the folder's name end in .pages if they are one.",
    ),
    "text": ("It is text.", ""),
    "hidden": ("It is hidden, or its name begins with “_”.", ""),
}
_PLANS: Final = (b"II*\0", b"MM\0*", b"\x89PNG\r\n", b"\xff\xd8\xff")
_OFFICE: Final = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)
_PICTURES: Final = (b"BM", b"GIF8", b"RIFF", b"\0\0\0\x0cjP", b"\xff\x4f\xff\x51")
_OFFICE_SUFFIXES: Final = frozenset((".doc", ".docx", ".xls", ".xlsx", ".odt", ".zip", ".rar", ".7z", ".rtf"))
_LOOK: Final = 4096  # bytes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that is not read; `why` is a key of `ADVICE`."""

    path: Path
    name: str
    why: str


def why_left_out(path: Path) -> str | None:
    """Why a file below an input is not read; None where it is to be tried."""
    if path.name[0] == ".":
        return "hidden"
    if path.suffix.lower() in SUFFIXES:
        return None
    try:
        if not stat.S_ISREG(stat_file(path).st_mode):  # a pipe would keep its reader waiting
            return "no_file"
        with open_file(path) as file:
            return _kind(file.read(_LOOK), path.suffix.lower())
    except OSError:
        return "unreadable"


def _kind(head: bytes, suffix: str) -> str | None:
    if b"%PDF-" in head[:1024] or head.startswith(_PLANS):
        return None
    if head.startswith(_OFFICE) or suffix in _OFFICE_SUFFIXES:
        return "office"
    if head.startswith(_PICTURES) or head[4:8] == b"ftyp":
        return "picture"
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:  # the last letter may be cut
        text = head[: error.start].decode("utf-8") if error.start > len(head) - 4 else "\0"
    return "binary" if "\0" in text else "text"
