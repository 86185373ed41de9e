"""Landlock: a process gives up the file system for good, but for reading some folders, and starting some
programs (Linux 5.13 and newer).

Numbers are those of the kernel's public interface (``linux/landlock.h``), equal on all machines.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3

_FIRST_RIGHTS = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_TCP_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3

_libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def _call(number: int, *arguments: object) -> int:
    if _libc is None:
        return -1
    return int(_libc.syscall(number, *arguments))


def version() -> int:
    """Version of Landlock this kernel offers; 0 where there is none."""
    return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG)))


def _handled(abi: int) -> bytes:
    """The rights that are taken away: everything this version knows."""
    files = _FIRST_RIGHTS
    for since, right in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEVICE)):
        if abi >= since:
            files |= right
    network = _TCP_BIND_AND_CONNECT if abi >= 4 else 0
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    return struct.pack("<QQQ", files, network, scoped)[:size]


def restrict(readable: Iterable[str], programs: Iterable[str] = ()) -> int:
    """Takes away the file system from this thread, but for reading below `readable` (folders and files), and
    starting `programs` (files).

    Needs ``no_new_privs``. Gives the version used, or 0 where the system has no Landlock.
    Raises `OSError` where it has, but refuses.
    """
    abi = version()
    if abi == 0:
        return 0
    attributes = _handled(abi)
    ruleset = _call(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        for path in readable:
            _allow(ruleset, path, _READ_FILE)
        for path in programs:
            _allow(ruleset, path, _READ_FILE | _EXECUTE)
        if _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) != 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(ruleset)
    return abi


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what does not exist needs no permission
    try:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            rights = _READ_FILE | _READ_DIR  # a folder's files may never be started
        rule = struct.pack("<Qi", rights, handle)
        if _call(_ADD_RULE, ctypes.c_int(ruleset), _RULE_PATH_BENEATH, rule, ctypes.c_uint32(0)) != 0:
            raise OSError(ctypes.get_errno(), "landlock_add_rule")
    finally:
        os.close(handle)
