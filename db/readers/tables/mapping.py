"""Which column of a table holds what: by its name in six languages, else by what stands in it.

Pure. The names are those that exports of content managers, corpora and spreadsheets give their columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from statistics import median

from db.model import ColumnMapping
from db.readers.tables.values import clean_url, plain_date

_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "fulltext",
            "statementtext",
            "bodytext",
            "maintext",
            "contenttext",
            "articletext",
            "plaintext",
        ),
        *(
            "body",
            "content",
            "statement",
            "article",
            "transcript",
            "speech",
            "paragraph",
            "message",
            "document",
        ),
        *("texte", "texteintegral", "corps", "contenu", "déclaration", "declaration", "discours"),
        *(
            "texto",
            "textocompleto",
            "cuerpo",
            "contenido",
            "declaración",
            "declaracion",
            "discurso",
            "conteúdo",
        ),
        *("текст", "полныйтекст", "содержание", "заявление", "тело", "النص", "نص", "المحتوى", "البيان"),
        *("正文", "文本", "内容", "全文", "声明", "testo", "inhalt", "volltext", "description", "abstract"),
    ),
    "id": (
        *(
            "id",
            "docid",
            "documentid",
            "statementid",
            "articleid",
            "recordid",
            "itemid",
            "uid",
            "uuid",
            "guid",
        ),
        *(
            "identifier",
            "key",
            "ref",
            "reference",
            "nodeid",
            "nid",
            "identifiant",
            "référence",
            "identificador",
        ),
        *("referencia", "идентификатор", "номер", "المعرف", "رقم", "编号", "标识", "rowid", "number", "no"),
    ),
    "title": (
        *("title", "headline", "heading", "documenttitle", "subject", "titre", "objet", "sujet", "título"),
        *("titulo", "titular", "asunto", "заголовок", "название", "тема", "العنوان", "عنوان", "标题", "题目"),
        *("titolo", "titel", "name", "nom", "nombre"),
    ),
    "date": (
        *("date", "datepublished", "publicationdate", "publisheddate", "pubdate", "published", "publishedat"),
        *("dateofpublication", "documentdate", "statementdate", "releasedate", "issued", "day", "datetime"),
        *("datedepublication", "fecha", "fechadepublicación", "fechapublicacion", "data", "publicado"),
        *("дата", "датапубликации", "التاريخ", "تاريخ", "تاريخالنشر", "日期", "发布日期", "datum", "created"),
        *(
            "createdat",
            "timestamp",
            "time",
            "year",
            "année",
            "annee",
            "año",
            "ano",
            "год",
            "السنة",
            "年份",
            "年",
        ),
    ),
    "language": (
        *("language", "lang", "languagecode", "langcode", "locale", "langue", "idioma", "lengua", "язык"),
        *("اللغة", "لغة", "语言", "语种", "lingua", "sprache"),
    ),
    "url": (
        *("url", "sourceurl", "link", "permalink", "href", "uri", "webpage", "pageurl", "weblink", "address"),
        *(
            "lien",
            "adresse",
            "enlace",
            "vínculo",
            "vinculo",
            "dirección",
            "ссылка",
            "адрес",
            "الرابط",
            "رابط",
        ),
        *("链接", "网址", "source", "canonicalurl", "originalurl"),
    ),
}
_RANKS = {part: {name: rank for rank, name in enumerate(names)} for part, names in _NAMES.items()}
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONG, _SHORT = 80, 20
"""So many characters has half of the cells of a column of texts; 20 are enough where its name is known."""
_SURE, _LIKELY = 0.95, 0.7
_Rows = Sequence[Sequence[str]]


def guess(columns: Sequence[str], rows: _Rows) -> ColumnMapping | None:
    """The mapping that fits best, or None where no column looks like a text.

    `rows` are some of the first, cells in the order of `columns`. `confidence` is 0.95 where the text's
    column has a known name and 0.7 where only its contents tell.
    """
    cells = {name: [row[at] for row in rows if at < len(row)] for at, name in enumerate(columns)}
    named = _text_by_name(cells)
    text = named or _text_by_content(cells)
    if text is None:
        return None
    left = {name: values for name, values in cells.items() if name != text}
    chosen: dict[str, str] = {}
    for part, fits in (
        ("url", _are_urls),
        ("date", _are_dates),
        ("language", _are_short),
        ("id", _are_unique),
        ("title", _are_titles),
    ):
        found = _by_name(part, left, fits) or (_by_content(part, left) if rows else None)
        if found is not None:
            chosen[part] = found
            del left[found]
    return ColumnMapping(text=text, confidence=_SURE if named else _LIKELY, **chosen)


def fold(name: str) -> str:
    """A column's name without what people write differently: case, spaces, underscores, brackets."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", name).casefold())


def known(name: str) -> bool:
    """Whether this is a name that columns have."""
    return any(_rank(part, name) is not None for part in _NAMES)


def _rank(part: str, name: str) -> int | None:
    """How well a name tells the part: of a nested name ("content.rendered") its first piece may tell too."""
    ranks = _RANKS[part]
    found = ranks.get(fold(name))
    if found is None and "." in name:
        found = ranks.get(fold(name.split(".")[0]))
    return found


def _text_by_name(cells: dict[str, list[str]]) -> str | None:
    """Of the columns with a known name the one with the longest texts: the others may be summaries."""
    known_names = {
        name: (_middle(values), -rank)
        for name, values in cells.items()
        if (rank := _rank("text", name)) is not None
        and (not any(values) or _middle(values) >= _SHORT or _wordy(values))
        and not _are_urls(values)
    }
    return max(known_names, key=lambda name: known_names[name], default=None)


def _wordy(values: Sequence[str]) -> bool:
    """Whether short cells are words at all, and no numbers or codes."""
    return sum(" " in value.strip() for value in values) * 2 > len(values)


def _text_by_content(cells: dict[str, list[str]]) -> str | None:
    texts = {
        name: _middle(values)
        for name, values in cells.items()
        if _middle(values) >= _LONG and _wordy(values) and not _are_urls(values)
    }
    return max(texts, key=lambda name: texts[name], default=None)


def _middle(values: Sequence[str]) -> float:
    return median(len(value) for value in values if value) if any(values) else 0


def _by_name(part: str, cells: dict[str, list[str]], fits: object) -> str | None:
    assert callable(fits)
    ranked = {
        name: rank
        for name, values in cells.items()
        if (rank := _rank(part, name)) is not None and (not any(values) or fits(values))
    }
    return min(ranked, key=lambda name: ranked[name], default=None)


def _by_content(part: str, cells: dict[str, list[str]]) -> str | None:
    """Only what cannot be mistaken is taken without a name: dates with days, addresses of pages."""
    if part == "date":
        return next((name for name, values in cells.items() if _are_days(values)), None)
    if part == "url":
        return next((name for name, values in cells.items() if _are_urls(values)), None)
    return None


def _share(values: Sequence[str], fitting: int) -> bool:
    filled = sum(bool(value.strip()) for value in values)
    return filled > 0 and fitting * 10 >= filled * 6


def _are_urls(values: Sequence[str]) -> bool:
    return _share(values, sum(clean_url(value) is not None for value in values))


def _are_dates(values: Sequence[str]) -> bool:
    """Whether they may be dates: also those that cannot be told for sure."""
    return _share(values, sum(any(map(str.isdigit, value)) and len(value) <= 40 for value in values))


def _are_days(values: Sequence[str]) -> bool:
    return _share(values, sum(len(plain_date(value) or "") == 10 for value in values))


def _are_short(values: Sequence[str]) -> bool:
    return all(len(value.strip()) <= 30 for value in values)


def _are_unique(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return len(set(filled)) * 10 >= len(filled) * 9 and all(len(value) <= 300 for value in filled)


def _are_titles(values: Sequence[str]) -> bool:
    return _middle(values) <= 400 and not _are_urls(values)
