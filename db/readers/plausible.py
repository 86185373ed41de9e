"""How likely letters are in the languages that an encoding was made for.

A letter's probability falls with its rank (Zipf); letters are listed from frequent to rare. The ranks are
common knowledge of these languages; only their order matters, and it need not be exact.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_SLAVIC_MORE = "іїєґўњљџћђјќѓѕ№"
_ARABIC = "اليمنورتبهدعسفكحقةجأشصخطذزىضئثغءظآإؤًٌَُِّْـ،؛؟"
_PERSIAN_URDU = "یکپچگژںٹڈڑھےہ"
_GREEK = "αοιετσνηυρπκμλωςγδχθφβξζψάίόέήύώΐϊϋ"
_HEBREW = "יוהלאמרתנשבםדחעקפגטצכסןזךףץ"
_WESTERN = "éáíóèàñúçêöäüôßãåøâîûœæùõïëìò"
_CENTRAL = "áéíěłąęóżčšřžýůśćńöüőűúăîâșțďťňźľĺŕđ"
_TURKISH = "ıüşçöğİâî"
_BALTIC = "āīēšūėąžčįģļņķųęēõäöü"
_QUOTES = "’“”–—«»…‘°•€§№"
_BETWEEN_WORDS = -1.2


@dataclass(frozen=True, slots=True)
class Letters:
    """What one family of languages writes, and how likely each letter of it is (natural logarithms)."""

    logs: dict[str, float] = field(default_factory=dict)


def _family(*ranked: str, marks: str = _QUOTES, weight: float = 1.0) -> Letters:
    """Lower-case letters by rank; capitals are ten times rarer; `weight`: how common the family is here."""
    letters = "".join(ranked)
    total = sum(1 / (rank + 2) for rank in range(len(letters)))
    logs: dict[str, float] = {}
    for rank, letter in enumerate(letters):
        log = math.log(weight / (rank + 2) / total)
        logs.setdefault(letter, log)
        if letter.upper() != letter and len(letter.upper()) == 1:
            logs.setdefault(letter.upper(), log - 2.3)
    for mark in marks:
        logs.setdefault(mark, math.log(0.04 * weight))
    logs["\u00a0"] = math.log(0.02 * weight)
    return Letters(logs)


WESTERN = _family(_WESTERN, marks=_QUOTES + "¿¡ºª")
WESTERN_MAC = _family(_WESTERN, weight=0.1)
CENTRAL = _family(_CENTRAL, weight=0.5)
TURKISH = _family(_TURKISH, weight=0.3)
BALTIC = _family(_BALTIC, weight=0.2)
CYRILLIC = _family(_RUSSIAN, _SLAVIC_MORE)
GREEK = _family(_GREEK)
HEBREW = _family(_HEBREW)
ARABIC = _family(_ARABIC, _PERSIAN_URDU)

_STRANGE = -9.0
_HANZI_COMMON, _HANZI_RARE = -6.6, -12.0
_MIXED_SCRIPTS, _CAPITAL_INSIDE, _ACCENTS_IN_A_ROW = -6.0, -4.0, -3.0
_MARK_INSIDE_A_WORD = -4.0
_MARKS_WITHIN_WORDS = "’‘"


def of_letters(words: Iterable[str], letters: Letters) -> float:
    """Logarithm of how likely the words are that an encoding of single bytes gives; ASCII counts nothing."""
    return sum(count * _of_word(word, letters.logs) for word, count in Counter(words).items())


def _of_word(word: str, logs: dict[str, float]) -> float:
    score = 0.0
    before, run = " ", 0
    for place, letter in enumerate(word):
        if letter < "\x80":
            if letter.isalpha() and before >= "\x80" and _is_other_script(before):
                score += _MIXED_SCRIPTS
            if (
                letter.isalpha()
                and letter.islower()
                and before.isupper()
                and place > 1
                and word[place - 2].islower()
            ):
                score += _CAPITAL_INSIDE
            before, run = letter, 0
            continue
        score += logs.get(letter, _STRANGE) + _transition(before, letter, word[place + 1 : place + 2])
        run = run + 1 if letter.isalpha() and not _is_other_script(letter) else 0
        if run > 2:
            score += _ACCENTS_IN_A_ROW
        before = letter
    return score


def _transition(before: str, letter: str, after: str) -> float:
    if not letter.isalpha():
        inside = before.isalpha() and after.isalpha() and letter not in _MARKS_WITHIN_WORDS
        return _MARK_INSIDE_A_WORD if inside else 0.0
    if before.isalpha() and _is_other_script(before) != _is_other_script(letter):
        return _MIXED_SCRIPTS
    return _CAPITAL_INSIDE if before.islower() and letter.isupper() else 0.0


def _is_other_script(letter: str) -> bool:
    """Whether a letter belongs to another script than the Latin one."""
    return letter > "\u024f" and letter.isalpha()


def of_double_bytes(text: str, encoding: str) -> float:
    """The same for two bytes a character: common ones stand in the first rows of the standard."""
    return sum(
        count * _of_character(character, encoding)
        for character, count in Counter(text).items()
        if character >= "\x80"
    )


def _of_character(character: str, encoding: str) -> float:
    try:
        code = character.encode(encoding)
    except UnicodeEncodeError:
        return _STRANGE
    first, common = code[0], _COMMON_ROWS[encoding]
    if len(code) == 2 and first in common and code[1] >= (0x40 if encoding == "big5" else 0xA1):
        return _HANZI_COMMON
    return _HANZI_RARE


_COMMON_ROWS = {
    "gb18030": frozenset({0xA1, 0xA3, *range(0xB0, 0xD8)}),
    "big5": frozenset({0xA1, 0xA2, *range(0xA4, 0xC7)}),
    "euc_kr": frozenset({0xA1, 0xA3, *range(0xB0, 0xC9)}),
    "euc_jp": frozenset({0xA1, 0xA3, 0xA4, 0xA5, *range(0xB0, 0xD0)}),
}
