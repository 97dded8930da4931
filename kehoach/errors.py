"""Errors that a user meets. Each owns its exit code and says what to do next; the command line catches them
once.

Exit codes: 0 all was read, 1 some documents failed, 2 wrong usage, 3 nothing could be read, 4 something is
missing on the machine, 5 the warehouse cannot be used, 130 interrupted.
"""


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
