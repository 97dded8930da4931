"""What a child may not do: files come from outside, and native libraries open them."""

import ctypes
import os
import resource
from typing import Final

from kehoach.settings import RunSettings

# of Linux, see prctl(2) and unshare(2)
_NO_NEW_PRIVILEGES: Final = 38
_NETWORK: Final = 0x40000000
_USER: Final = 0x10000000


def drop_privileges(offline: bool) -> bool:
    """From now on this process gains no privileges by the programs that it starts, and has no network where
    it is to be `offline`. Gives whether the system let it.
    """
    system = ctypes.CDLL(None)
    dropped: bool = system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    if not offline:
        return dropped
    # who is not root may part from the network together with the other users, where the system allows that
    return dropped and any(system.unshare(flags) == 0 for flags in (_NETWORK, _USER | _NETWORK))


def confine(settings: RunSettings) -> None:
    """Bind this process, and those that it will start, to the memory that a document may take."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # without it parallel Tesseracts fight for the cores
    _limit(resource.RLIMIT_AS, settings.memory_mb << 20)
    _limit(resource.RLIMIT_CORE, 0)


def allow_cpu(settings: RunSettings) -> None:
    """Let this process spend the processor time of one more document, and of the page at which that is up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = settings.cpu_seconds + settings.page_seconds
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + allowed) + 1)


def _limit(kind: int, value: int) -> None:
    """Set the soft limit only: it can be moved later, and it is the one that acts."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
