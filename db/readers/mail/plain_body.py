"""The body of a message in plain text: paragraphs, quoted mail, signatures (RFC 3676 and common habit)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.model import BlockRole

Block = tuple[BlockRole, str]

_QUOTED = re.compile(r"\s{0,2}>")
_ATTRIBUTION = re.compile(
    r"(?:wrote|writes|a écrit|escribió|escribio|schrieb\b.{0,200}|ha scritto|escreveu|пишет|написал(?:а)?|"
    r"写道|寫道|كتب|yazdı|napisał\(?a?\)?|skrev|schreef|kirjoitti)\s*[::]?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:original message|original appointment|message d['’]origine|mensaje original|"
    r"ursprüngliche nachricht|messaggio originale|mensagem original|исходное сообщение|原始邮件|原邮件|"
    r"الرسالة الأصلية|oprindelig meddelelse|oorspronkelijk bericht)\s*-{2,}",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\s*\*?(?:from|de|von|da|от|发件人|من)\s?:\*?[^\n]+\n(?:[^\n]*\n)?\s*\*?(?:sent|date|envoyé|"
    r"enviado|enviado el|fecha|"
    r"gesendet|datum|data|inviato|отправлено|дата|发送时间|日期|تاريخ الإرسال|التاريخ|to|à|para|an|кому)\s?:",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\s*(?:-{2,}\s*)?(?:begin )?(?:forwarded message|message transféré|mensaje reenviado|"
    r"weitergeleitete nachricht|"
    r"messaggio inoltrato|пересылаемое сообщение|пересланное сообщение|转发邮件|"
    r"转发的邮件|رسالة معاد توجيهها)",
    re.IGNORECASE,
)
MOST_LINES = 1_000_000
"""Of a body: one of more is no letter, and is taken as one block."""

_SIGNATURE = "--"
_FLOWED_QUOTES = re.compile(r">*")
_MOST_ATTRIBUTION = 400


def unflowed(text: str, delete_space: bool) -> str:
    """Lines that were broken by the sender's program, joined again (RFC 3676, 4).

    Args:
        delete_space: whether the space that marks a broken line is itself to go (``DelSp=yes``).
    """
    if text.count("\n") > MOST_LINES:
        return text
    lines: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        marks = _FLOWED_QUOTES.match(line)
        depth = len(marks[0]) if marks is not None else 0
        words = line[depth:].removeprefix(" ")
        signs = words.rstrip() == _SIGNATURE
        flows = words.endswith(" ") and not signs
        shown = words[:-1] if flows and delete_space else words
        if open_depth == depth and not signs:
            lines[-1].append(shown)
        else:
            lines.append([f"{'>' * depth} {shown}" if depth else shown])
        open_depth = depth if flows else -1
    return "\n".join("".join(pieces).rstrip() for pieces in lines)


def blocks(text: str) -> list[Block]:
    """Paragraphs with what they are for, in their order."""
    if text.count("\n") > MOST_LINES:
        return [(BlockRole.PARAGRAPH, text)]
    found: list[Block] = []
    mode, answers = BlockRole.PARAGRAPH, False
    for paragraph, quoted, after_signature in _paragraphs(text):
        if mode is not BlockRole.QUOTE:
            mode = BlockRole.CONTACT if after_signature else BlockRole.PARAGRAPH
        headed = bool(_HEADED.match(paragraph))
        if _FORWARDED.match(paragraph) and not quoted:
            found.append((BlockRole.NAVIGATION, paragraph))
            continue
        if _ORIGINAL.match(paragraph) or (headed and answers):
            mode = BlockRole.QUOTE
        role = BlockRole.QUOTE if quoted else mode
        if headed and role is BlockRole.PARAGRAPH:
            role = BlockRole.NAVIGATION
        if quoted and found and found[-1][0] is not BlockRole.QUOTE and _attributes(found[-1][1]):
            found[-1] = (BlockRole.QUOTE, found[-1][1])
        answers = answers or role is BlockRole.PARAGRAPH
        found.append((role, paragraph))
    return found


def _attributes(paragraph: str) -> bool:
    return len(paragraph) <= _MOST_ATTRIBUTION and bool(_ATTRIBUTION.search(paragraph[-250:]))


def _paragraphs(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Each with whether it is quoted, and whether a signature has begun."""
    lines: list[str] = []
    quoted = signed = False
    for line in (*text.split("\n"), ""):
        line = line.rstrip()
        is_quote = bool(_QUOTED.match(line))
        begins_signature = line == _SIGNATURE
        if lines and (not line or is_quote != quoted or begins_signature):
            yield "\n".join(lines), quoted, signed
            lines = []
        signed = (signed or begins_signature) and not is_quote
        if line and not begins_signature:
            lines.append(line)
            quoted = is_quote
