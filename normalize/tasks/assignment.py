"""Who is to do what by when, as one sentence gives it and while it is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kehoach.records import Range
from normalize.tasks.clause_parts import Role

# where, how and what for something is done, behind a time: "họp (lúc 7 giờ) tại hội trường"
WHERE: Final = re.compile(r"(?:tại|ở|trên|về|để|nhằm|cho|bằng|qua|theo(?! dõi)|với|dưới)(?!\w)")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to do what by when, as places in the text; None for what is not said. `said` tells how the lead
    is known: it is "given" the task ("giao …"), it is said that it "leads" ("… chủ trì"), "does" or
    "oversees" what stands before it, it is "placed" above it or before its colon, or it merely
    "stands" before a verb.
    """

    lead: Range | None
    coordination: Range | None
    content: tuple[Range, ...]
    due: tuple[Range, ...]
    said: Role = "leads"

    def printed(self, text: str) -> str:
        """What is to be done, as printed."""
        return as_printed(text, self.content)


def as_printed(text: str, places: Sequence[Range]) -> str:
    """What stands at several places, between semicolons; what no mark parts goes on: "Biển báo được | sơn",
    "họp (lúc 7 giờ) | tại hội trường".
    """
    said = ""
    for place in places:
        piece = " ".join(text[slice(*place)].split())
        unmarked = text[max(0, place[0] - 2) : place[0]].rstrip()[-1:].isalnum()
        goes_on = said.endswith(" được") or (unmarked and WHERE.match(piece))
        said = f"{said}{' ' if goes_on else '; '}{piece}" if said else piece
    return said


@dataclass(slots=True)
class TaskInReading:
    """A task while its sentence is read; `closed` where a time stands behind what is to be done, `apart`
    where whoever does it stands there, `held` where a colon says that it takes place: "Lễ hội: tổ chức
    ngày 5/3".
    """

    lead: Range | None = None
    said: Role = "leads"
    helps: Range | None = None
    due: tuple[Range, ...] = ()
    event: tuple[Range, ...] = ()  # what it waits for, its time where no other is said
    content: list[Range] = field(default_factory=list)
    closed: bool = False
    apart: bool = False
    held: bool = False

    def add(self, place: Range) -> None:
        """More of what is to be done."""
        if self.content and not self.apart:
            self.content[-1] = self.content[-1][0], place[1]
        else:
            self.content.append(place)
        self.apart = False
