"""A process locks itself up, for good: what it then parses can do no harm (RELIABILITY: hostile files).

On Linux: resource limits, ``no_new_privs``, Landlock and a seccomp filter. On other systems only the limits
the system gives; `Confinement` says honestly what holds.
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass

from db.readers import landlock, seccomp

_NO_NEW_PRIVILEGES, _DUMPABLE = 38, 4
_OPEN_FILES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """What a locked-up process cannot do.

    Attributes:
        files: it can open no file of the user's, neither to read nor to write.
        network: it can open no socket.
        processes: it can start, signal and look into no other process, but for the programs it was given.
        memory: the system itself ends what takes more memory than allowed.
        detail: by what means, for a report.
    """

    files: bool = False
    network: bool = False
    processes: bool = False
    memory: bool = False
    detail: str = ""

    @property
    def full(self) -> bool:
        return self.files and self.network and self.processes and self.memory


_permitted: list[str] = []
_programs: list[str] = []


def permit(programs: Iterable[str], readable: Iterable[str]) -> None:
    """Lets this process start these programs after `lock_down`, and read what they need; called before it.

    Only where Landlock can tell programs apart: elsewhere on Linux, none can be started.
    """
    _programs.extend(programs)
    _permitted.extend(readable)


def lock_down(readable: Iterable[str], *, most_memory: int, programs: Iterable[str] = ()) -> Confinement:
    """Locks this process up. Call it once, when everything that is needed is loaded.

    Args:
        readable: folders and files that may still be read, for modules that are imported late.
        most_memory: bytes of address space that `allow` may never go beyond.
        programs: files that may be started, beside those of `permit`.
    """
    memory = _limit_resources(most_memory)
    startable = [*programs, *_programs]
    alone = _threads() == 1
    if platform.system() != "Linux":
        return Confinement(memory=memory, detail=f"{platform.system()}: limits only")
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "no_new_privs")
        abi = landlock.restrict([*readable, *_permitted], startable)
    except OSError:
        abi = 0
    told_apart = abi > 0 and alone
    starting = told_apart and bool(startable)
    filtered = _filter(no_files=not told_apart, starting=starting)
    return Confinement(
        files=filtered or told_apart,
        network=filtered,
        processes=filtered,
        memory=memory,
        detail=f"landlock {abi}, "
        + ("seccomp" if filtered else "no seccomp")
        + (f", may start {len(startable)}" if starting else ""),
    )


def _filter(*, no_files: bool, starting: bool) -> bool:
    if not seccomp.supported():
        return False
    try:
        seccomp.restrict(no_files=no_files, starting=starting)
    except OSError:
        return False
    return True


def _threads() -> int:
    """Threads of this process: Landlock holds only for the one that calls it and those it starts."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def _limit_resources(most_memory: int) -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = _OPEN_FILES if most_files == resource.RLIM_INFINITY else min(_OPEN_FILES, most_files)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    except (ValueError, OSError):  # macOS knows the limit but does not always take it
        return False
    return platform.system() == "Linux"


def allow(*, memory: int, seconds: float) -> None:
    """Sets what the next piece of work may take: bytes of address space, seconds of processor time from now.

    The system ends a worker that is over them; its parent ends one that is late by the clock on the wall.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most_time = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (end, most_time))
    _, most_memory = resource.getrlimit(resource.RLIMIT_AS)
    if most_memory != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (min(memory, most_memory), most_memory))
