"""A seccomp filter: system calls a reader has no business with fail with "operation not permitted" (Linux).

The filter is a small program for the kernel's packet filter, which looks at each call's number and arguments.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

from db.readers import syscalls

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_KILL, _ALLOW, _ERROR = 0x80000000, 0x7FFF0000, 0x00050000
_X32 = 0x40000000
_CLONE_THREAD = 0x10000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC if os.name == "posix" else 0
_SET_MODE_FILTER, _ALL_THREADS = 1, 1


def supported() -> bool:
    """Whether the filter knows this machine."""
    return platform.system() == "Linux" and platform.machine() in syscalls.MACHINES


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)


def _fail(error: int) -> bytes:
    return _step(_RETURN, _ERROR | error)


def _refuse(number: int | None, error: int = errno.EPERM) -> bytes:
    """Refuses a call whatever its arguments."""
    return b"" if number is None else _step(_EQUAL, number, 0, 1) + _fail(error)


def _refuse_where(number: int | None, argument: int, test: bytes) -> bytes:
    """Refuses a call where the test of one argument falls through; allows it where the test skips a step."""
    if number is None:
        return b""
    look = _step(_LOAD, _ARGUMENTS_AT + 8 * argument)
    return _step(_EQUAL, number, 0, 4) + look + test + _fail(errno.EPERM) + _step(_RETURN, _ALLOW)


def _program(machine: str, *, no_files: bool, starting: bool) -> bytes:
    column, architecture = syscalls.MACHINES[machine]
    steps = [
        _step(_LOAD, _ARCHITECTURE_AT),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
    ]
    if machine == "x86_64":
        steps += [_step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, _KILL)]
    allowed = syscalls.STARTING if starting else frozenset()
    steps += [_refuse(numbers[column]) for name, numbers in syscalls.DENIED.items() if name not in allowed]
    steps += [_refuse(numbers[column], errno.ENOSYS) for numbers in (syscalls.CLONE3, syscalls.OPENAT2)]
    only_threads = _step(_ANY_BIT, _CLONE_THREAD, 1, 0)
    only_itself = _step(_EQUAL, 0, 1, 0)
    only_reading = _step(_ANY_BIT, _WRITING, 0, 1)
    if not starting:
        steps.append(_refuse_where(syscalls.CLONE[column], 0, only_threads))
    steps.append(_refuse_where(syscalls.PRLIMIT[column], 0, only_itself))
    for numbers, flags in ((syscalls.OPEN, 1), (syscalls.OPENAT, 2)):
        number = numbers[column]
        steps.append(_refuse(number) if no_files else _refuse_where(number, flags, only_reading))
    return b"".join(steps) + _step(_RETURN, _ALLOW)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def restrict(*, no_files: bool, starting: bool = False) -> None:
    """Sets the filter on all threads of this process, for good; needs ``no_new_privs``.

    With `no_files` no file can be opened at all; otherwise none for writing. With `starting` processes may be
    started, which inherit the filter. Raises `OSError` where the
    system refuses.
    """
    machine = platform.machine()
    program = _program(machine, no_files=no_files, starting=starting)
    buffer = ctypes.create_string_buffer(program, len(program))
    described = _Program(len(program) // 8, ctypes.addressof(buffer))
    column, _ = syscalls.MACHINES[machine]
    libc = ctypes.CDLL(None, use_errno=True)
    flags = ctypes.c_uint(_ALL_THREADS)
    if libc.syscall(syscalls.SECCOMP[column], _SET_MODE_FILTER, flags, ctypes.byref(described)) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
