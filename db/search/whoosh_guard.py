"""The only door to Whoosh 2.7.4: imports it without its warnings, lets it unpickle only its own data, and
keeps it from copying the index into memory.

Whoosh writes its tables of contents and its postings as pickles. A pickle from elsewhere can run any code,
so every function of Whoosh that unpickles is replaced here, once, by one that knows only plain values and
the classes of Whoosh's own segments. Import Whoosh through this module, never directly.
"""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import IO, Any

from db.search.mapped import MappedFile

# Compiling Whoosh's modules for the first time warns of invalid escapes in its docstrings and of `is` with
# a literal (DeprecationWarning up to Python 3.11, SyntaxWarning from 3.12). They are Whoosh's, are harmless,
# and cannot be mended here. Modules that Whoosh would import late are imported in this block as well.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", SyntaxWarning)
    import whoosh.codec.whoosh3
    import whoosh.columns
    import whoosh.compat
    import whoosh.externalsort
    import whoosh.fields
    import whoosh.filedb.compound
    import whoosh.filedb.filestore
    import whoosh.filedb.filetables
    import whoosh.filedb.structfile
    import whoosh.formats
    import whoosh.index
    import whoosh.legacy
    import whoosh.matching.wrappers
    import whoosh.qparser
    import whoosh.query
    import whoosh.reading
    import whoosh.scoring
    import whoosh.searching
    import whoosh.util.loading
    import whoosh.writing

__all__ = ["ForeignPickle", "restricted_load", "restricted_loads", "whoosh"]

_ALLOWED = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        # lengths of fields, within a segment
        ("collections", "defaultdict"),
        ("builtins", "int"),
    }
)
"""All that a table of contents and its segments ask for; none of these does more than hold values."""


class ForeignPickle(pickle.UnpicklingError):
    """An index asked for something that no index of ours contains."""


class _Restricted(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ALLOWED:
            return super().find_class(module, name)
        raise ForeignPickle(f"{module}.{name}")


def restricted_load(file: IO[bytes]) -> Any:
    """As `pickle.load`, for plain values and Whoosh's segments only. Raises `ForeignPickle` for others."""
    return _Restricted(file).load()


def restricted_loads(data: bytes) -> Any:
    """As `pickle.loads`, for plain values and Whoosh's segments only. Raises `ForeignPickle` for others."""
    return _Restricted(BytesIO(data)).load()


def _dump(value: Any, file: IO[bytes], _: int = 3) -> None:
    pickle.dump(value, file, 3)


def _dumps(value: Any, _: int = 3) -> bytes:
    """Protocol 3 instead of Whoosh's 2: bytes are values there; in 2 they are calls of a function."""
    return pickle.dumps(value, 3)


class _RestrictedPickle:
    """Stands for the module `pickle` where Whoosh uses it whole."""

    PicklingError = pickle.PicklingError
    Unpickler = _Restricted
    load = staticmethod(restricted_load)
    loads = staticmethod(restricted_loads)
    dump = staticmethod(_dump)
    dumps = staticmethod(_dumps)


class _RefusedUnpickler:
    def __init__(self, *_: object) -> None:
        raise ForeignPickle("an index of a format before Whoosh 2.7")


_REPLACED = {"load": restricted_load, "loads": restricted_loads, "dump": _dump, "dumps": _dumps}


def _guard() -> None:
    for module in (
        whoosh.compat,
        whoosh.codec.whoosh3,
        whoosh.columns,
        whoosh.externalsort,
        whoosh.formats,
    ):
        for name, function in _REPLACED.items():
            if hasattr(module, name):
                setattr(module, name, function)
    whoosh.compat.pickle = _RestrictedPickle
    whoosh.index.pickle = _RestrictedPickle
    whoosh.filedb.structfile.load_pickle = restricted_load
    whoosh.legacy.RenamingUnpickler = _RefusedUnpickler
    whoosh.util.loading.RenamingUnpickler = _RefusedUnpickler
    # Tables of contents of older formats are read by code that is not guarded: there are none of ours.
    whoosh.index.toc_loaders = {}


def _open_mapped(
    self: Any, buf: memoryview, name: str | None = None, onclose: Callable[[Any], None] | None = None
) -> None:
    """In the place of `BufferFile.__init__`, which copies the buffer."""
    self._buf = buf
    self._name = name
    self.file = MappedFile(memoryview(buf))
    self.onclose = onclose
    self.is_real = False
    self.is_closed = False


_guard()
whoosh.filedb.structfile.BufferFile.__init__ = _open_mapped
