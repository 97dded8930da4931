"""Deadlines as an iCalendar (RFC 5545) that calendars subscribe to."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from icalendar import Calendar, Event, vRecur

from kehoach.export.selection import Row, Rows

_SHOWN: Final = 120  # letters of a task in the calendar's line


def write_calendar(rows: Rows, target: Path) -> None:
    """Write the calendar. Raises OSError where the file cannot be written."""
    target.write_bytes(make_calendar(rows))


def make_calendar(rows: Rows) -> bytes:
    """One event for each deadline with a day: all day, on its last one, or from its first for `from` and
    `after`.

    Recurring ones keep their rule, until the year of the plan ends. Ongoing, relative and unread ones have no
    day and are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//kehoach//deadlines//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Thời hạn trong kế hoạch")
    tasks = {row["task_id"]: row for row in rows["tasks"]}
    documents = {row["doc_id"]: row for row in rows["documents"]}
    for deadline in rows["deadlines"]:
        day = deadline["end"] or deadline["start"]
        if day is not None and deadline["kind"] != "ongoing":
            task = tasks.get(deadline["task_id"])
            calendar.add_component(_event(deadline, task, documents[deadline["doc_id"]], day))
    return bytes(calendar.to_ical())


def _event(deadline: Row, task: Row | None, document: Row, day: date) -> Any:
    content = (task and task["content"]) or document["title"] or document["number"] or ""
    event = Event()
    event.add("uid", f"{deadline['deadline_id']}@kehoach")
    event.add("dtstamp", datetime(document["plan_year"], 1, 1, tzinfo=UTC))
    event.add("summary", content if len(content) <= _SHOWN else content[: _SHOWN - 1] + "…")
    lines = (
        f"Thời hạn: {deadline['text']}",
        f"Chủ trì: {task['lead_text']}" if task and task["lead_text"] else None,
        document["title"],
        ", ".join(filter(None, (document["number"], document["issuer"]))),
    )
    event.add("description", "\n".join(filter(None, lines)))
    if deadline["recurrence"]:
        first = deadline["start"] or day
        event.add("dtstart", first)
        rule = vRecur.from_ical(deadline["recurrence"])
        rule.setdefault("UNTIL", [deadline["end"] or date(document["plan_year"], 12, 31)])
        event.add("rrule", rule)
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    return event
