"""The text of RTF: characters in their code pages, paragraphs, tables and notes, as blocks (RTF 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from db.readers.office import rtf_charsets as charsets
from db.readers.office import rtf_groups as groups
from db.readers.office.blocks import Piece
from db.readers.office.rtf_flow import Flow, Form, Styles
from db.readers.office.rtf_words import Kind, Token
from db.readers.office.symbols import symbol


@dataclass(slots=True)
class _State:
    """What a group inherits and gives back."""

    into: str = groups.TEXT
    font: int | None = None
    skip: int = 1
    hidden: bool = False
    deleted: bool = False


@dataclass(slots=True)
class _Font:
    name: str = ""
    codec: str | None = None
    charset: int = 0


@dataclass(slots=True)
class Body:
    """Takes the tokens of a file; `finish` then gives its blocks."""

    warnings: dict[str, None] = field(default_factory=dict)
    title: str = ""
    undecodable: int = 0
    codec: str = "cp1252"
    _title_page: bool = False
    _state: _State = field(default_factory=_State)
    _groups: list[_State] = field(default_factory=list)
    _fonts: dict[int, _Font] = field(default_factory=dict)
    _font: _Font = field(default_factory=_Font)
    _styles: Styles = field(default_factory=Styles)
    _style_number: int = 0
    _default_font: int | None = None
    _scripts: bool | None = None
    _flow: Flow = field(init=False)
    _pending: bytearray = field(default_factory=bytearray)
    _high: int = 0
    _to_skip: int = 0
    _star: bool = False

    def __post_init__(self) -> None:
        self._flow = Flow(self._styles)

    def take(self, token: Token) -> None:
        kind, what, value = token
        if kind is Kind.BYTES or kind is Kind.HEX:
            self._bytes(what if kind is Kind.BYTES else bytes.fromhex(what.replace(b"\\'", b"").decode()))
            return
        if self._pending:
            self._flush()
        if kind is Kind.OPEN:
            self._to_skip = 0
            before = self._state
            self._groups.append(before)
            self._state = _State(before.into, before.font, before.skip, before.hidden, before.deleted)
            self._star = False
        elif kind is Kind.CLOSE:
            self._close()
        elif self._to_skip > 0 and not (kind is Kind.WORD and what == b"u"):
            self._to_skip -= 1
        elif kind is Kind.SIGN:
            self._sign(what)
        else:
            self._word(what.decode("ascii"), value)
            self._star = False

    def _bytes(self, data: bytes) -> None:
        if self._to_skip:
            left = data[self._to_skip :]
            self._to_skip = max(0, self._to_skip - len(data))
            data = left
        if data and self._state.into != groups.SKIP:
            self._pending += data

    def _flush(self) -> None:
        """Decodes the bytes since the last word: characters of two bytes may be written in two ways."""
        data, self._pending = bytes(self._pending), bytearray()
        font = self._fonts.get(self._state.font if self._state.font is not None else -1)
        if font is not None and font.charset == charsets.SYMBOLS and charsets.is_symbol_font(font.name):
            self._put("".join(symbol(0xF000 + code, font.name) if code > 32 else " " for code in data))
            return
        codec = self._codec(font)
        try:
            self._put(data.decode(codec))
        except UnicodeDecodeError:
            text = data.decode(codec, "replace")
            if self._visible:
                self.undecodable += text.count("\ufffd")
            self._put(text)

    def _codec(self, font: _Font | None) -> str:
        if font is None or self._state.into in {groups.FONTS, groups.STYLES, groups.TITLE}:
            return self.codec
        if font.codec is not None:
            return font.codec
        if self._scripts is None:
            self._scripts = any(known.codec is not None for known in self._fonts.values())
        # where fonts name their scripts, the default one is Western; else it is that of the document
        return "cp1252" if self._scripts and font.charset == 0 and self.codec != "utf-8" else self.codec

    @property
    def _visible(self) -> bool:
        state = self._state
        return (
            state.into not in {groups.SKIP, groups.FONTS, groups.STYLES}
            and not state.hidden
            and not state.deleted
        )

    def _put(self, text: str) -> None:
        into = self._state.into
        if self._high and text:
            self._high = 0
            self._put("\ufffd")
        if into == groups.FONTS:
            self._font.name = (self._font.name + text)[:100]
        elif into == groups.STYLES:
            names = self._styles.names
            names[self._style_number] = (names.get(self._style_number, "") + text)[:200]
        elif into == groups.TITLE:
            self.title = (self.title + text)[:500]
        elif into == groups.LABEL:
            part = self._flow.part
            part.label = (part.label + text)[:50]
        elif self._visible:
            self._flow.part.parts.append(text)

    def _unicode(self, value: int) -> None:
        code = value + 0x10000 if value < 0 else value
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            self._put(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd")
        elif 0xE000 <= code < 0xF900:
            font = self._fonts.get(self._state.font if self._state.font is not None else -1)
            shown = symbol(code, font.name if font is not None else "")
            if shown == "\ufffd" and self._visible:
                self.warnings["rtf.symbols"] = None
            self._put(shown)
        elif 0 < code < 0x110000:
            self._put(chr(code))
        self._to_skip = self._state.skip

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in b"\\{}":
            self._pending += sign if self._state.into != groups.SKIP else b""
        elif sign == b"~":
            self._put("\xa0")
        elif sign == b"_":
            self._put("\u2011")
        elif sign in b"\r\n":
            self._word("par", None)
        elif sign == b"\t":
            self._put("\t")

    def _close(self) -> None:
        self._to_skip = 0
        if not self._groups:
            return
        self._flow.group_closes(len(self._groups))
        before = self._state.into
        self._state = self._groups.pop()
        if before == groups.FONTS:
            self._name_font()

    def _name_font(self) -> None:
        """A font's name may tell its script, where its character set does not."""
        if self._font.codec is None and self._font.charset in charsets.DEFAULT_CHARSETS:
            self._font.codec = charsets.by_font_name(self._font.name.split(";")[0])

    def _word(self, word: str, value: int | None) -> None:
        state = self._state
        if word == "u":
            self._unicode(value or 0)
        elif word in groups.SKIPPED and not (word == "header" and value is not None):
            self._leave_out(word)
        elif word in groups.INTO:
            self._enter(word)
        elif word == "title" and state.into == groups.SKIP and len(self._groups) <= 4:
            state.into = groups.TITLE
        elif word == "ud" and state.into == groups.SKIP and self._groups and len(self._groups) > 1:
            state.into = self._groups[-2].into
        elif self._star and word not in groups.KEPT_UNKNOWN:
            state.into = groups.SKIP
        elif state.into == groups.SKIP:
            return
        elif word in groups.SIGNS:
            self._put(groups.SIGNS[word])
        elif state.into == groups.FONTS:
            self._font_word(word, value)
        elif state.into == groups.STYLES:
            self._style_word(word, value)
        elif word in groups.BREAKS:
            self._flow.end_paragraph()
        elif word in groups.CELLS:
            self._flow.end_cell(word)
        else:
            action = _ACTIONS.get(word)
            if action is not None:
                action(self, value)

    def _leave_out(self, word: str) -> None:
        if word == "annotation" and self._state.into != groups.SKIP:
            self.warnings["rtf.comments"] = None
        self._state.into = groups.SKIP

    def _enter(self, word: str) -> None:
        if self._state.into == groups.SKIP:
            return
        kind = groups.INTO[word]
        self._state.into = kind
        if kind == groups.LABEL:
            self._flow.part.label = ""
        elif kind in {groups.NOTE, groups.HEADER, groups.BOX}:
            self._flow.begin_aside(kind, len(self._groups))

    def _font_word(self, word: str, value: int | None) -> None:
        number = value or 0
        if word == "f":
            self._font = self._fonts.setdefault(number, _Font())
        elif word == "fcharset":
            self._font.charset = number
            self._font.codec = charsets.by_charset(number)
        elif word == "cpg":
            self._font.codec = charsets.by_page(number) or self._font.codec

    def _style_word(self, word: str, value: int | None) -> None:
        if word in {"s", "cs", "ds", "ts"}:
            self._style_number = (value or 0) if word == "s" else -1
        elif word == "outlinelevel":
            self._styles.outlines[self._style_number] = value or 0

    def finish(self) -> list[Piece]:
        """All blocks, the notes last; also where the file broke off."""
        if self._pending:
            self._flush()
        return self._flow.finish(self._title_page)


def _mark(body: Body, _: int | None) -> None:
    body._put(body._flow.mark())


def _plain(body: Body, _: int | None) -> None:
    body._state.font = body._default_font
    body._state.hidden = body._state.deleted = False


def _paragraph(body: Body, _: int | None) -> None:
    body._flow.part.form = Form()


def _page(body: Body, value: int | None) -> None:
    body.codec = charsets.by_page(value or 0) or body.codec


def _hide(body: Body, value: int | None) -> None:
    body._state.hidden = value != 0


def _delete(body: Body, value: int | None) -> None:
    body._state.deleted = value != 0
    _revised(body, value)


def _revised(body: Body, value: int | None) -> None:
    if value != 0:
        body.warnings["rtf.tracked_changes"] = None


def _default_font(body: Body, value: int | None) -> None:
    body._default_font = body._state.font = value or 0


def _default_language(name: str) -> Callable[[Body, int | None], None]:
    def choose(body: Body, _: int | None) -> None:
        body.codec = groups.DOCUMENT[name]

    return choose


_ACTIONS: dict[str, Callable[[Body, int | None], None]] = {
    "chftn": _mark,
    "plain": _plain,
    "pard": _paragraph,
    "ansicpg": _page,
    "v": _hide,
    "deleted": _delete,
    "deff": _default_font,
    "revised": lambda body, value: (
        body.warnings.update({"rtf.tracked_changes": None}) if value != 0 else None
    ),
    "f": lambda body, value: setattr(body._state, "font", value or 0),
    "uc": lambda body, value: setattr(body._state, "skip", max(0, min(1 if value is None else value, 10))),
    "s": lambda body, value: setattr(body._flow.part.form, "style", value or 0),
    "outlinelevel": lambda body, value: setattr(body._flow.part.form, "outline", value or 0),
    "intbl": lambda body, _: setattr(body._flow.part.form, "in_table", True),
    "ilvl": lambda body, value: setattr(body._flow.part.form, "depth", value or 0),
    "titlepg": lambda body, _: setattr(body, "_title_page", True),
} | {name: _default_language(name) for name in groups.DOCUMENT}

_FONT_AND_STYLE_WORDS = frozenset(
    {"u", "title", "bin", "f", "fcharset", "cpg", "s", "cs", "ds", "ts", "outlinelevel"}
)
KNOWN: frozenset[bytes] = frozenset(
    word.encode()
    for words in (
        groups.SKIPPED,
        groups.INTO,
        groups.KEPT_UNKNOWN,
        groups.SIGNS,
        groups.BREAKS,
        groups.CELLS,
        _ACTIONS,
        _FONT_AND_STYLE_WORDS,
    )
    for word in words
)
"""All words that `Body` does something about."""
