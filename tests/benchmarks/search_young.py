"""How long search takes on a young archive: `python -m tests.benchmarks.search_young [STATEMENTS]`.

Statements come from the corpus beside the project; their entities and citations are drawn at random with a
fixed seed, in the number real releases have. The queries are drawn from the words of the statements, by classes
of frequency. Every time is of a whole page: 50 hits with snippets and hits, total, all facets. Aim (SEARCH.md):
50 ms for 95 of 100 pages at 2,000 statements, one statement added in 300 ms.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

from db.catalogue import shipped
from db.model import SearchRequest, Span
from db.search import Engine, IndexDocument, SearchText, Stamp, open_engine, search_page
from db.search.analysis import fold, tokens

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "statements-50k.jsonl.gz"
QUERIES = 300


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    if not CORPUS.exists():
        sys.exit(f"needs the corpus {CORPUS.name} beside the project")
    documents = list(_documents(count))
    texts = {document.id: _text(document) for document in documents}
    print(f"{count} statements, {sum(len(document.text) for document in documents) // count} characters each")
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder), shipped())
        seconds = _timed(lambda: engine.rebuild(documents, _stamp(1)))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"build            {seconds:8.1f} s, {count / seconds:.0f} a second, {size / 1e6:.1f} MB")
        engine.close()
        engine = open_engine(Path(folder), shipped())
        print(f"first answer     {_timed(lambda: _page(engine, 'government', texts)) * 1000:8.1f} ms")
        _queries(engine, documents, texts)
        _additions(engine, documents)
        engine.close()
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def _queries(engine: Engine, documents: Sequence[IndexDocument], texts: Mapping[str, SearchText]) -> None:
    times: dict[str, list[float]] = defaultdict(list)
    for _, query in _mixed(documents)[::7]:  # warm: other pages have been looked at before
        _page(engine, query, texts)
    for kind, query in _mixed(documents):
        times[kind].append(_timed(partial(_page, engine, query, texts)) * 1000)
    for kind, found in times.items():
        print(f"{kind:16} {median(found):8.1f} ms median, {max(found):8.1f} ms worst of {len(found)}")
    every = [time for found in times.values() for time in found]
    print(
        f"{'all':16} {median(every):8.1f} ms median, {quantiles(every, n=20)[-1]:8.1f} ms p95 of {len(every)}"
    )


def _additions(engine: Engine, documents: Sequence[IndexDocument]) -> None:
    one = [_timed(partial(engine.apply, [documents[seq]], [], _stamp(seq))) for seq in range(2, 12)]
    found = _timed(lambda: engine.search(SearchRequest(query="government", facets=True)))
    print(
        f"adding one       {median(one) * 1000:8.1f} ms median, {max(one) * 1000:.1f} ms worst; found in {found * 1000:.1f} ms"
    )
    print(f"adding 100       {_timed(lambda: engine.apply(documents[:100], [], _stamp(20))) * 1000:8.1f} ms")


def _page(engine: Engine, query: str, texts: Mapping[str, SearchText]) -> None:
    request = SearchRequest(query=query, facets=True)
    search_page(engine, request, lambda ids: {identity: texts[identity] for identity in ids}, shipped())


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _stamp(seq: int) -> Stamp:
    return Stamp(lineage="benchmark", seq=seq, nonce="n")


def _text(document: IndexDocument) -> SearchText:
    return SearchText(
        id=document.id, title=document.title, text=document.text, language=document.language,
        date=document.date, kind=document.kind,
    )  # fmt: skip


def _documents(count: int) -> Iterator[IndexDocument]:
    random = Random(2_000)
    countries = [country.id for country in shipped().countries]
    instruments = list(shipped().instruments)
    step = max(1, 50_000 // count)
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, count * step, step):
            row = json.loads(line)
            start = random.randrange(max(1, len(row["text"]) - 200))
            yield IndexDocument(
                id=row["id"], title=row["title"], text=row["text"], language=row["lang"], date=row["date"],
                kind="statement", quotes=(Span(start, min(len(row["text"]), start + 200)),),
                keywords={
                    "country": tuple(random.sample(countries, 3)),
                    "ilo": tuple(random.sample(instruments, 2)),
                    "org": ("United Nations", f"Union {random.randrange(300)}"),
                    "person": tuple(f"Person {random.randrange(3_000)}" for _ in range(3)),
                    "place": ("Geneva", f"Place {random.randrange(200)}"),
                    "source": ("example.org",),
                },
                labels={},
            )  # fmt: skip


def _mixed(documents: Sequence[IndexDocument]) -> list[tuple[str, str]]:
    """Queries of every kind, over rare, middling and common words."""
    random = Random(300)
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update({fold(word) for word in tokens(document.text).words})
    words = sorted(
        (word for word in counts if word.isalpha() and len(word) > 3), key=lambda word: (-counts[word], word)
    )
    common, middling, rare = words[:150], words[150:3_000], words[3_000:20_000]

    def word() -> str:
        return random.choice(random.choice((common, middling, middling, rare)))

    def phrase(length: int) -> str:
        found = tokens(random.choice(documents).text).words
        start = random.randrange(max(1, len(found) - length))
        return " ".join(found[start : start + length])

    kinds: dict[str, Callable[[], str]] = {
        "rare word": lambda: random.choice(rare),
        "common word": lambda: random.choice(common),
        "two words": lambda: f"{word()} {word()}",
        "or": lambda: f"{word()} OR {word()} OR {word()}",
        "not": lambda: f"{word()} NOT {word()}",
        "phrase": lambda: f'"{phrase(random.choice((2, 3)))}"',
        "near": lambda: f'"{word()} {word()}"~5',
        "prefix": lambda: word()[:4] + "*",
        "wildcard": lambda: random.choice(("*" + word()[-4:], word()[:2] + "?" + word()[3:])),
        "fuzzy": lambda: word() + "~1",
        "range": lambda: f"{word()} date:[{random.randint(1975, 1995)} to {random.randint(1996, 2020)}]",
        "field": lambda: f"{random.choice(('title', 'text', 'quote'))}:{word()}",
        "value": lambda: f"cites:{random.choice(list(shipped().instruments))} OR country:Norway",
        "brackets": lambda: f"({word()} OR {word()}) AND ({word()} OR {word()})",
        "everything": lambda: "*",
    }
    return [(kind, make()) for kind, make in kinds.items() for _ in range(QUERIES // len(kinds))]


if __name__ == "__main__":
    main()
