"""Where to look: literal words that may begin a citation, and the finder each one wakes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from db.analysis.references.folding import plain
from db.analysis.references.matching import Literals

_WORDS: Mapping[str, tuple[str, ...]] = {
    "convention": ("convention", "convenio", "конвенци", "اتفاقي", "公约"),
    "recommendation": ("recommendation", "recommandation", "recomendacion", "рекомендаци", "توصية", "建议书"),
    "protocol": ("protocol", "протокол"),
    "article": ("article", "articulo", "стать", "art.", "arts.", "ст.", "المادة", "المادتين", "المواد"),
    "constitution": ("constitution", "constitucion", "устав", "конституци", "章程", "دستور"),
    "inquiry": (
        "commission of inquiry",
        "commissions of inquiry",
        "commission of enquiry",
        "commission d'enquete",
        "comision de encuesta",
        "comision de investigacion",
        "по расследованию",
        "调查委员会",
        "لجنة التحقيق",
        "لجنة تحقيق",
    ),
    "governing_body": ("gb.",),
    "conference": ("ilc.",),
    "case": ("case no", "cases no", "cas n", "caso n", "дел", "cases 1", "cases 2", "cases 3"),
    "report": ("report", "rapport", "informe"),
    "supervision": ("(ceacr)", "(cas)", "observation", "direct request"),
    "resolution": ("resolution", "resolucion", "резолюци"),
    "opinion": ("opinion", "avis n", "мнени"),
    "comment": (
        "general comment",
        "general recommendation",
        "observation generale",
        "recommandation generale",
        "observacion general",
        "recomendacion general",
        "замечани",
        "общая рекомендация",
        "общеи рекомендации",
    ),
    "communication": ("communication no", "communications no", "comunicacion n", "сообщени"),
    "court": ("international court of justice", "(icj)", "icj "),
    "complaint": ("complaint", "representation (article 24)"),
}


@cache
def _literals() -> Literals:
    return Literals(
        ((plain(word), finder) for finder, words in _WORDS.items() for word in words), longest=False
    )


def triggers(lower: str) -> Mapping[str, list[int]]:
    """Positions by finder; a word inside a longer one does not count, its beginning does."""
    found: dict[str, list[int]] = {finder: [] for finder in _WORDS}
    for start, _, finders in _literals().find(lower):
        if start and lower[start - 1].isalnum() and lower[start].isascii():
            continue
        for finder in finders:
            found[finder].append(start)
    return found
