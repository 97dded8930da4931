"""The console script. It listens to signals before it loads the commands, which takes a moment, and makes of
each error its message, its advice and its exit code.
"""

import signal
import sys
import traceback
from typing import Final

from kehoach.errors import BUG, BUG_ADVICE, Interrupted, KehoachError, WrongUsage, internal_error

_UTF_8: Final = "Set LC_ALL=C.UTF-8, or PYTHONIOENCODING=utf-8, and run the command again."


def main() -> None:
    """Run the command line."""
    try:
        _listen()
        from kehoach.cli_commands import app  # only now, as it is to be interrupted like the rest

        app(prog_name="kehoach")
    except KehoachError as error:
        _tell(error)
    except KeyboardInterrupt:
        _tell(Interrupted("Interrupted.", "Nothing was begun."))
    except UnicodeEncodeError as error:
        if error.encoding.lower().startswith("utf"):
            raise
        _tell(WrongUsage(f"The output is in {error.encoding}, which has no Vietnamese letters.", _UTF_8))
    except Exception as error:  # a bug of ours, which must not pass for documents that failed
        traceback.print_exc()
        print(f"kehoach: {internal_error(error)}\n{BUG_ADVICE}", file=sys.stderr)
        sys.exit(BUG)


def _listen() -> None:
    """End by SIGINT and SIGTERM alike, also where a shell's script has let SIGINT be ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


def _tell(error: KehoachError) -> None:
    from rich.console import Console
    from rich.text import Text

    errors = Console(stderr=True, soft_wrap=True)
    errors.print(Text(f"kehoach: {error}", "red"))
    errors.print(Text(error.advice))
    sys.exit(error.exit_code)
