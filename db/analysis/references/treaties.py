"""Treaties by their abbreviations. Those that also name a committee need an article beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from db.analysis.references.context import Context
from db.analysis.references.found import Found, one_or_candidates
from db.catalogue import Catalogue

_NEEDS_ARTICLE = frozenset(
    {"CAT", "CED", "CMW", "CERD", "CTM", "CCT", "CDN", "CIDE", "CRC", "CEDAW", "ECHR", "CEDH"}
)
_NOT_THE_TREATY = re.compile(
    r"(?:'s)?[ -](?:committee|general (?:comment|recommendation)|sub-?committee|concluding|members?|"
    r"secretariat|comite|"
    r"delegat|experts?|session|reporting|list of issues)|/"
)
_ARTICLE_BEFORE = re.compile(
    r"(?:articles?|arts?\.|articulos?|ст\.|стать[а-я]{1,3}) ?[\d(][\d().,a-z \-]{0,60}(?:of|to|in|"
    r"under|du|de la|del|de|,)?"
    r"(?: the| la| le)? $"
)
_ARTICLE_AFTER = re.compile(r"(?:,| \()? ?(?:articles?|arts?\.) ?\d")


@cache
def _pattern(catalogue: Catalogue) -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {short: treaty.id for treaty in catalogue.treaties.values() for short in treaty.abbreviations}
    names = sorted(ids, key=len, reverse=True)
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, names))})(?![\w-])"), ids


def find_abbreviations(context: Context) -> Iterator[Found]:
    """``ICCPR``, ``PIDCP``, ``МПГПП``; ``CAT`` and its like only beside an article."""
    pattern, ids = _pattern(context.catalogue)
    for match in pattern.finditer(context.cased):
        start, end = match.span()
        if _NOT_THE_TREATY.match(context.lower, end):
            continue
        if match[0] in _NEEDS_ARTICLE and not _beside_article(context, start, end):
            continue
        treaty = context.catalogue.treaties[ids[match[0]]]
        if treaty.exists_on(context.date):
            yield one_or_candidates(
                start, end, (treaty.id,), rule="treaty.abbreviation", kind="treaty", limit=treaty.n_articles
            )


def _beside_article(context: Context, start: int, end: int) -> bool:
    before = _ARTICLE_BEFORE.search(context.lower, max(0, start - 90), start)
    return before is not None or _ARTICLE_AFTER.match(context.lower, end) is not None
