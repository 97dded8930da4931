"""Errors that a user meets. Each owns its exit code and says what to do next; the command line catches them
once.

Exit codes: 0 all was read, 1 some documents failed, 2 wrong usage, 3 nothing could be read, 4 something is
missing on the machine, 5 the warehouse cannot be used, 6 all was read but something among the inputs was not
looked at, 7 a bug ended the command, 130 interrupted.
"""

import traceback
from typing import Final

BUG: Final = 7  # exit code of an error that nobody foresaw
BUG_ADVICE: Final = (
    "The tables are those of the last run that ended. Report this as a bug, with the lines above."
)


def internal_error(error: Exception) -> str:
    """A sentence on an error that nobody foresaw, with the place where it came up."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({place.name}, line {place.lineno})."


class KehoachError(Exception):
    """Base of all errors that are reported without a traceback. `advice` is the next step, one sentence."""

    exit_code = 1
    reason = "error"  # short name that the run's report groups by

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message, advice)  # both, so that the error survives the way out of a child process
        self.advice = advice

    def __str__(self) -> str:
        return str(self.args[0])


class WrongUsage(KehoachError):
    """What was asked for does not exist."""

    exit_code = 2
    reason = "usage"


class UnreadableFile(KehoachError):
    """The input cannot be opened or holds nothing to read."""

    exit_code = 3
    reason = "unreadable_file"


class EncryptedFile(UnreadableFile):
    reason = "encrypted"


class ChangedFile(UnreadableFile):
    """The file holds other bytes than when its hash was taken."""

    reason = "changed_file"


class FileTooLarge(UnreadableFile):
    """A page or a file over the limits of the settings (a pixel bomb, thousands of pages)."""

    reason = "too_large"


class NothingToRead(KehoachError):
    """No input holds a file of a known kind."""

    exit_code = 3
    reason = "nothing_to_read"


class MissingProgram(KehoachError):
    """A system package that the work needs is not there."""

    exit_code = 4
    reason = "missing_program"


class WarehouseError(KehoachError):
    """The warehouse cannot be written or read."""

    exit_code = 5
    reason = "warehouse"


class Interrupted(KehoachError):
    exit_code = 130
    reason = "interrupted"
