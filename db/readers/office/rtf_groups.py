"""Which words of RTF begin what (RTF 1.9.1, "Contents of an RTF File")."""

from __future__ import annotations

TEXT, SKIP, FONTS, STYLES, TITLE = "text", "skip", "fonts", "styles", "title"
LABEL, NOTE, HEADER, BOX = "label", "note", "header", "box"
SKIPPED_WORDS = (
    "colortbl pict objdata fldinst datafield header headerl headerr footer footerl footerr footerf info "
    "shprslt nonshppict sp xe tc rxe txe listtable listoverridetable revtbl rsidtbl generator filetbl "
    "themedata colorschememapping latentstyles datastore xmlnstbl bkmkstart bkmkend annotation atnid "
    "atnauthor atntime atndate atnref atnicn atnparent atrfstart atrfend pn pnseclvl nonesttables "
    "nesttableprops ffname ffdeftext ffentrymcr ffexitmcr ffhelptext ffstattext ffl formfield ftnsep ftnsepc "
    "ftncn aftnsep aftnsepc aftncn template operator author doccomm keywords category comment subject "
    "manager company hlinkbase creatim revtim printim buptim userprops background mmathPr moMathPr objclass "
    "objname panose fontemb falt pgptbl protusertbl upr falt levelnumbers leveltext listname picprop blipuid"
)
SKIPPED = frozenset(SKIPPED_WORDS.split())
INTO = {
    "fonttbl": FONTS,
    "stylesheet": STYLES,
    "listtext": LABEL,
    "pntext": LABEL,
    "footnote": NOTE,
    "headerf": HEADER,
    "shptxt": BOX,
    "dptxbxtext": BOX,
}
KEPT_UNKNOWN = frozenset({"shpinst", "do", "shppict", "ud", "fldrslt", "nestcell", "moMath"})
"""Groups that are marked as to be left out by old readers, and hold text all the same."""

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
BREAKS = frozenset({"par", "sect", "page", "column"})
CELLS = frozenset({"cell", "nestcell", "row", "nestrow"})
DOCUMENT = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}

MOST_ASIDES = 20
"""Boxes in boxes: the text of those deeper is read as that of the box around them."""
