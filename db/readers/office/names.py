"""What a paragraph style is for, told by its name, in the languages that word processors speak."""

from __future__ import annotations

import re
from functools import lru_cache

from db.model import BlockRole

_HEADING = re.compile(
    r"(?:heading|head|titre|überschrift|berschrift|título|titulo|ttulo|titolo|encabezado|заголовок|"
    r"nagłówek|kop|rubrik|overskrift|otsikko|başlık|nadpis|címsor|titlu|επικεφαλίδα|"
    r"عنوان|العنوان|标题|標題|見出し|제목)[\s_]*(\d)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:document\s*)?(?:title|titre|titel|título|titulo|titolo|название|заголовок|العنوان|标题|標題|"
    r"tytuł|konu başlığı|表題|제목)",
    re.IGNORECASE,
)
_SUBTITLE = re.compile(
    r"sub-?\s?title|sous-titre|untertitel|subtítulo|sottotitolo|подзаголовок|العنوان الفرعي|副标题|副標題",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"(?:intense\s*)?quot(?:e|ation)s?(?:\s*\d)?|block\s*(?:text|quote)|citation(?: intense)?|zitat|cita|"
    r"citazione|цитата(?: \d)?|اقتباس|引用|preformatted quote",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:toc|tm|verzeichnis|contents|оглавление|目录|tdc|sommario)\s*\d|toc heading|table of figures", re.I
)
_NOTE = re.compile(r"(?:footnote|endnote)(?:\s*text)?|note de bas de page|текст сноски|fußnotentext", re.I)
_LIST = re.compile(r"list\s*(?:bullet|number)s?(?:\s*(\d))?|liste à (?:puces|numéros)(?:\s*(\d))?", re.I)
_RUNNING = re.compile(r"header|footer|page number", re.IGNORECASE)
_MOST = 100


@lru_cache(maxsize=2000)
def role_of(name: str) -> tuple[BlockRole, int] | None:
    """The role and level that the name of a style tells; None for a paragraph like any other."""
    name = name.strip()[:_MOST]
    if found := _HEADING.match(name):
        return BlockRole.HEADING, max(1, int(found[1]))
    if _TITLE.fullmatch(name):
        return BlockRole.TITLE, 0
    if _SUBTITLE.fullmatch(name):
        return BlockRole.HEADING, 2
    if found := _LIST.fullmatch(name):
        return BlockRole.LIST, int(found[1] or found[2] or 1)
    for pattern, role in _OTHERS:
        if pattern.fullmatch(name):
            return role, 0
    return None


_OTHERS = (
    (_QUOTE, BlockRole.QUOTE),
    (_CONTENTS, BlockRole.NAVIGATION),
    (_NOTE, BlockRole.FOOTNOTE),
    (_RUNNING, BlockRole.NAVIGATION),
)
