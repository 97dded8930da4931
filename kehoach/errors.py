"""Errors that a user meets. Each owns its exit code and says what to do next; the command line catches them once."""


class KehoachError(Exception):
    """Base of all errors that are reported without a traceback. `advice` is the next step, one sentence."""

    exit_code = 1
    reason = "error"  # short name that the run's report groups by

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


class UnreadableFile(KehoachError):
    """The input cannot be opened or holds nothing to read."""

    exit_code = 3
    reason = "unreadable_file"


class EncryptedFile(UnreadableFile):
    reason = "encrypted"


class FileTooLarge(UnreadableFile):
    """A page or a file over the limits of the settings (a pixel bomb, thousands of pages)."""

    reason = "too_large"


class MissingProgram(KehoachError):
    """A system package that the work needs is not there."""

    exit_code = 4
    reason = "missing_program"


class WarehouseError(KehoachError):
    """The warehouse cannot be written or read."""

    exit_code = 5
    reason = "warehouse"
