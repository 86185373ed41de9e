from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.catalogue import shipped
from db.search import open_engine
from tests.db.search.statements import DOCUMENTS, Archive


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The small archive, indexed; not to be written to."""
    engine = open_engine(tmp_path_factory.mktemp("search") / "index", shipped())
    yield Archive(engine, DOCUMENTS)
    engine.close()
