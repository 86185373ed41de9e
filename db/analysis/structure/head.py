"""The head of a text: what stands before its first sentence, and where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.analysis.structure.cover import join_cover
from db.analysis.structure.dateline import read_dateline
from db.analysis.structure.parts import LONG_TITLE, TITLE_LENGTH, Form, Part
from db.model import BlockRole

_SENTENCE_LENGTH = 160
_SHORT_SENTENCE = 70
_LONG_HEAD = 60
_AFTER_SALUTATION = 30
_LEAST_TITLE = 12
_INSTRUMENT = re.compile(r"(?:convention|convenio|protoco\w+)\b[^\n]{8,160}?\b(?:19|20)\d\d\b[^\n]{0,80}\Z")
_SITE = re.compile(r"\s+(?:\||[-–—·•»:]{1,2})\s+")


def mark_head(form: Form) -> int:
    """Gives title, dates and headings before the body their roles; returns where the body begins."""
    cover = join_cover(form)
    title = _hinted_title(form) if cover is None else cover
    for part in form.parts:
        if part.hint is BlockRole.NAVIGATION:
            part.role = BlockRole.NAVIGATION
    if title is not None:
        form.parts[title].role = BlockRole.TITLE
    body = _body_start(form, title)
    if title is None:
        body = _mark_letterhead(form, body)
    _mark_lines(form, body)
    _free_navigation(form, body)
    titled = any(part.role is BlockRole.TITLE for part in form.parts[: body + 1])
    if body < len(form.parts):
        first = form.parts[body]
        if first.role is None and first.hint in {None, BlockRole.PARAGRAPH} and (titled or first.dateline):
            first.role = BlockRole.LEAD
    return body


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _cores(title: str | None) -> list[str]:
    """What the file calls its title, with and without the site's name; likeliest first."""
    whole = _key(title or "")
    pieces = _SITE.split(whole)
    found = dict.fromkeys((whole, whole.rpartition(" | ")[0], pieces[0], pieces[-1]))
    return [core for core in found if len(core) >= (5 if core[:1] > "\u3000" else _LEAST_TITLE)]


def _hinted_title(form: Form) -> int | None:
    """The part that is the title by the markup: the file's own title, a title, a first heading."""
    marked = [index for index, part in enumerate(form.parts) if part.hint is not None]
    if not marked:
        return None
    cores = _cores(form.title)
    shown: list[int] = []
    named: list[tuple[int, int]] = []
    for index in _before_prose(form):
        part = form.parts[index]
        if not 3 < part.length <= LONG_TITLE:
            continue
        if part.hint in {BlockRole.TITLE, BlockRole.HEADING} and _can_be_title(form, part):
            shown.append(index)
        if cores and (key := _key(form.of(part))) in cores:
            named.append((cores.index(key), index))
    if named:
        return min(named)[1]
    titles = [at for at in shown if form.parts[at].hint is BlockRole.TITLE]
    if titles or not shown:
        return titles[0] if titles else _among_navigation(form, cores)
    return min(shown, key=lambda at: (_level(form.parts[at]), at))


def _level(part: Part) -> int:
    return part.segment.hint.level if part.segment.hint else 9


def _before_prose(form: Form) -> Iterator[int]:
    """The parts up to the first whole sentence that is no navigation."""
    for index, part in enumerate(form.parts):
        if part.hint is BlockRole.NAVIGATION or part.role is BlockRole.NAVIGATION:
            continue
        if part.hint in {None, BlockRole.PARAGRAPH} and _is_text(form, part):
            return
        yield index


def _can_be_title(form: Form, part: Part) -> bool:
    return not (
        form.is_all("navigation", part)
        or form.is_all("letterhead", part)
        or form.is_all("kicker", part, 80)
        or form.is_salutation(part)
        or form.date(part)
    )


def _among_navigation(form: Form, cores: list[str]) -> int | None:
    """A title that the markup has put into a page's header."""
    found = [
        index
        for index, part in enumerate(form.parts)
        if part.hint is BlockRole.NAVIGATION and part.length <= LONG_TITLE and _key(form.of(part)) in cores
    ]
    return found[-1] if found and found[0] * 2 <= len(form.parts) else None


def _body_start(form: Form, title: int | None) -> int:
    """Where the first sentence of the text itself stands."""
    begin = 0 if title is None else title + 1
    seen = sentences = 0
    for index in range(begin, len(form.parts)):
        part = form.parts[index]
        if part.role is not None or part.hint in {BlockRole.TABLE, BlockRole.FOOTNOTE}:
            continue
        part.dateline = read_dateline(form.text, part.start, part.end, form.language, form.names)
        if part.dateline is not None and form.is_prose(part, _LONG_HEAD):
            return index
        part.dateline = None
        seen, sentences = seen + 1, sentences + form.is_prose(part, _SENTENCE_LENGTH)
        if seen > 40 or sentences > 3:
            break
    return _first_sentence(form, begin, first=title is None)


def _first_sentence(form: Form, begin: int, *, first: bool) -> int:
    saluted = False
    for index in range(begin, len(form.parts)):
        part = form.parts[index]
        if part.role is not None or part.hint in {BlockRole.TABLE, BlockRole.FOOTNOTE, BlockRole.HEADING}:
            continue
        if _is_text(form, part, first=first) and not (
            (first and _reads_as_title(form, part)) or form.is_all("letterhead", part, LONG_TITLE)
        ):
            return index
        if saluted and form.is_prose(part, _AFTER_SALUTATION):
            return index
        saluted = saluted or form.is_salutation(part)
        first = False
    return len(form.parts)


def _is_text(form: Form, part: Part, *, first: bool = True) -> bool:
    """Whether a part is a sentence of the text: the first must be longer, for it may be a title, unless the
    markup calls it a paragraph and it ends as one."""
    marked = part.hint is BlockRole.PARAGRAPH and form.ends_sentence(part)
    return form.is_prose(part, _SENTENCE_LENGTH if first and not marked else _SHORT_SENTENCE)


def _reads_as_title(form: Form, part: Part) -> bool:
    return part.length <= TITLE_LENGTH and not form.ends_sentence(part) and len(form.parts) > 1


def _mark_letterhead(form: Form, body: int) -> int:
    """The printed lines above an institution's paper; what follows them is its title, however long."""
    spoken = [index for index, part in enumerate(form.parts[: body + 1]) if part.role is None]
    if body == 0 or not spoken or not form.is_all("letterhead", form.parts[spoken[0]], LONG_TITLE):
        return body
    heads: list[Part] = []
    for index in spoken:
        part = form.parts[index]
        if form.date(part) is not None:
            continue
        if form.is_all("letterhead", part, LONG_TITLE) and not form.begins("mandates", part):
            heads.append(part)
        elif form.begins("mandates", part) or (part.length <= LONG_TITLE and not form.ends_sentence(part)):
            for head in heads:
                head.role = BlockRole.HEADING
            if heads and form.begins("mandates", part):
                # a communication: the office heads it, and the mandates that write are its first words
                heads[-1].role = BlockRole.TITLE
                return index
            part.role = BlockRole.TITLE
            return body + 1 if index == body else body
        else:
            break
    return body


def _may_be_title(form: Form, part: Part) -> bool:
    """A short first line; where the file has a title of its own (a column, a subject), no whole sentence."""
    if part.length > TITLE_LENGTH or form.is_salutation(part):
        return False
    return not (form.title and form.ends_sentence(part))


def _mark_lines(form: Form, body: int) -> None:
    """Dates, title and headings before the body; without a title before it, a short first line is it."""
    titled = any(part.role is BlockRole.TITLE for part in form.parts[: body + 1])
    if not titled:
        _mark_organization(form, body)
    for index, part in enumerate(form.parts[:body]):
        if part.role is not None:
            continue
        if form.date(part) is not None:
            part.role = BlockRole.DATE
        elif _is_kicker(form, index, body):
            part.role = BlockRole.NAVIGATION
        elif not titled and _may_be_title(form, part):
            part.role, titled = BlockRole.TITLE, True
        elif titled and (_is_line(form, part) or form.is_all("letterhead", part, LONG_TITLE)):
            part.role = BlockRole.HEADING


def _is_line(form: Form, part: Part) -> bool:
    """A line between title and text that is no sentence, such as the name of a convention and of a State."""
    if form.is_heading(part) or (form.text[part.start] in "—–" and part.length < 110):
        return not form.ends_sentence(part)
    if part.hint is BlockRole.PARAGRAPH:
        return bool(_INSTRUMENT.match(form.low, part.start, part.end)) and not form.ends_sentence(part)
    free = part.length <= TITLE_LENGTH and part.hint is None and "\n" not in form.of(part)
    return free and part.length > 110 and not form.ends_sentence(part) and not form.is_salutation(part)


def names_organization(form: Form, part: Part) -> bool:
    """Whether a line is the name of an organisation and nothing else."""
    if part.length > 100 or not form.begins("organization", part):
        return False
    words = [word for word in form.of(part).split() if len(word) > 3]
    return all(not word[0].islower() for word in words)


def _mark_organization(form: Form, body: int) -> None:
    """The letterhead of a union or an association: its name, and what follows down to "Statement" or to a
    line that reads as a title."""
    spoken = [index for index in range(body) if form.parts[index].role is None]
    if len(spoken) < 2 or not names_organization(form, form.parts[spoken[0]]):
        return
    kicker = next((index for index in spoken if form.is_all("kicker", form.parts[index], 60)), None)
    below = [index for index in spoken if kicker is not None and index > kicker]
    if any(form.date(form.parts[index]) is None for index in below):
        for index in spoken[: spoken.index(kicker or 0)]:
            form.parts[index].role = BlockRole.HEADING
        return
    following = form.parts[spoken[1]]
    words = form.of(following).split()
    if len(words) >= 4 and form.is_heading(following) and not any(char.isdigit() for char in "".join(words)):
        form.parts[spoken[0]].role = BlockRole.HEADING


def _is_kicker(form: Form, index: int, body: int) -> bool:
    """A line such as "PRESS RELEASE" or "Statement" above the title that follows, or beside it."""
    part = form.parts[index]
    if not form.is_all("kicker", part, 60):
        return False
    return any(
        other.role is BlockRole.TITLE or (other.role is None and form.date(other) is None)
        for other in [*form.parts[:index], *form.parts[index + 1 : body]]
    )


def _free_navigation(form: Form, body: int) -> None:
    """A date that the markup has put among navigation is the text's own where it has no other."""
    if any(
        part.role is BlockRole.DATE or (part.dateline and part.dateline.date)
        for part in form.parts[: body + 1]
    ):
        return
    for part in form.parts[:body]:
        if part.hint is BlockRole.NAVIGATION and part.role is BlockRole.NAVIGATION:
            date = form.date(part)
            if date is not None and date.day and date.year:
                part.role = BlockRole.DATE
                return
