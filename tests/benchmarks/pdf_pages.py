"""How long a PDF of some pages takes, read and analysed: ``python -m tests.benchmarks.pdf_pages [PAGES]`` (20).

Pages are taken from the longest report beside the project, at three places in it; through the locked-up workers
of an import, warm. Prints the median and the worst of five runs for each.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path

import pypdfium2

from db.ingest import Workshop
from db.model import ImportOptions

REPORT = Path(__file__).parents[3] / "shared" / "corpus" / "files" / "long_report_en.pdf"
RUNS = 5


def _part(first: int, pages: int) -> bytes:
    whole = pypdfium2.PdfDocument(REPORT)
    part = pypdfium2.PdfDocument.new()
    part.import_pages(whole, list(range(first, first + pages)))
    out = io.BytesIO()
    part.save(out)
    return out.getvalue()


def main() -> None:
    """Measures; needs the report."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with Workshop(size=1) as workshop:
        workshop.analyse(_part(0, 1), "warm.pdf", ImportOptions())
        for first in (0, 60, 140):
            data = _part(first, pages)
            seconds = []
            for _ in range(RUNS):
                begun = time.perf_counter()
                parsed = workshop.analyse(data, "part.pdf", ImportOptions())
                seconds.append(time.perf_counter() - begun)
            print(
                f"{pages} pages from page {first + 1}, {len(parsed.analysis.text):,} characters: "
                f"median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s"
            )


if __name__ == "__main__":
    main()
