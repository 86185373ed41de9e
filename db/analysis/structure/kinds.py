"""Which kind of document a statement is, and who published it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.analysis.structure.head import names_organization
from db.analysis.structure.parts import Form, Part
from db.model import BlockRole, StatementKind

_HEAD = 4_000
_HEAD_PARTS = 14
_LEAD_WITHIN = 40
_MENU_LINE = 90
_UN_HEAD = re.compile(
    r"(?:^|\t|^united nations )(?:[aes]|ccpr|cerd|cedaw|crc|cat|crpd|cmw|ced|s)/[a-z\d][\w./()-]{2,}"
    r"|^distr[.:]:? |\bdistr\.: \w"
    r"|^(?:reference|ref\.|référence|réf\.|referencia) ?:? .*\d|^(?:al|ua|ol|ja) [a-z]{3} \d+/\d{4}"
    r"|^(?:mandates? of the |mandats? d[ue]|mandatos? de)"
    r"|^(?:concluding observations|observations finales|observaciones finales|заключительные замечания"
    r"|الملاحظات الختامية|结论性意见)"
    r"|^(?:report|rapport|informe|доклад) (?:of the|de la|du|del|de l'|специальн).{0,30}"
    r"(?:rapporteur|expert|relator|докладчик|working group|commission of inquiry|high commissioner)",
    re.MULTILINE,
)
_ILO_HEAD = re.compile(
    r"\bgb\.\d{2,3}/|\bilc\.\d{2,3}/|\((?:ceacr|cas|ceart)\)"
    r"|^(?:case no|cas n[o°]|caso n(?:úm|[o°º]))\.? ?\d{3,4} ?\("
    r"|\b(?:report no|rapport n[o°]|informe n(?:úm|[o°º]))\.? ?\d{1,3}, \w+ (?:19|20)\d\d"
    r"|^international labou?r (?:office|conference|organi[sz]ation)\n|^governing body$|^general survey"
    r"|^bureau international du travail$|^oficina internacional del trabajo$|^conseil d'administration$"
    r"|^consejo de administración$",
    re.MULTILINE,
)
_NEWS_SOURCE = re.compile(
    r"\((?:ilo|oit|мот) [\w-]+\)|\([\w-]* ?(?:news|info|noticias)\)|\((?:afp|ap|reuters|efe|тасс)\)"
)
_ISSUERS = (
    (
        "ILO",
        re.compile(
            r"\b(?:ilo|oit) (?:news|info|noticias|actualités)\b|новости мот|\(мот\)"
            r"|منظمة العمل الدولية \(|劳工组织新闻"
        ),
    ),
    (
        "Special Procedures",
        re.compile(
            r"special procedures\b|procédures spéciales|procedimientos especiales|procedimentos especiais"
            r"|специальн\w+ процедур|الاجراءات الخاصة|特别程序"
            r"|^mandates? of the |^mandats? d[ue]|^mandatos? de",
            re.MULTILINE,
        ),
    ),
    (
        "Treaty bodies",
        re.compile(
            r"treaty bodies|organes de traités|órganos de tratados|договорные органы|هيئات المعاهدات|条约机构"
            r"|\b(?:ccpr|cerd|cedaw|crc|cat|crpd|cmw|ced|e/c\.12)/c/"
        ),
    ),
    (
        "Special Procedures",
        re.compile(
            r"\bun (?:independent |human rights )?(?:expert|special rapporteur)"
            r"|expert\w* (?:de l'|de la |des |d'|indépendante?s de l')(?:onu|nations)"
            r"|expert[oa]s? (?:en derechos humanos )?de (?:la onu|las naciones)|эксперт\w* оон"
            r"|خبراء (?:في |من )?الامم|خبيرة? (?:في |من )?الامم|联合国.{0,6}专家"
            r"|эксперт\w* организации объ|^report of the special rapporteur"
            r"|peritos da onu|especialistas da onu|esperti (?:dell')?onu|un-expert",
            re.MULTILINE,
        ),
    ),
    (
        "OHCHR",
        re.compile(
            r"un human rights office|high commissioner for human rights|ohchr|haut-commissa|acnudh|hcdh"
            r"|alto comisionado .{0,30}derechos humanos|верховн\w+ комиссар\w* .{0,8}по правам человека"
            r"|المفوض\w* السامي|مفوضية الامم المتحدة لحقوق|人权事务高级专员|人权办"
        ),
    ),
)
_EXPERTS = _ISSUERS[3][1]
_BY = re.compile(
    r"^(?:joint |public |open |press )?(?:statement|declaration|letter|address|remarks|appeal) (?:by|of"
    r"|from) (?:the )?(?P<en>[^,:–—\n]{3,90})"
    r"|^(?:déclaration|lettre|communiqué|appel) (?:commune? |de presse |ouverte )?"
    r"(?:de la |du |des |de l'|de )(?!presse\b)(?P<fr>[^,:–—\n]{3,90})"
    r"|^(?:declaración|comunicado|carta) (?:conjunta |de prensa |abierta )?"
    r"(?:de la |del |de los |de las |de )(?!prensa\b|imprensa\b)(?P<es>[^,:–—\n]{3,90})"
    r"|^(?:declaração|nota|carta) (?:conjunta |aberta )?(?:da |do |das |dos )(?P<pt>[^,:–—\n]{3,90})",
    re.IGNORECASE,
)
_WHEN = re.compile(r" (?:on|at|in|to|en|sobre|por|à|au|aux|ante|sur|relative|em) ")
_EXPERT_WORD = re.compile(r"expert|rapporteur|relator|perito", re.IGNORECASE)


def _menu(part: Part) -> bool:
    """Navigation by the markup that is too long to say anything of this one text."""
    return (
        part.role is BlockRole.NAVIGATION and part.hint is BlockRole.NAVIGATION and part.length > _MENU_LINE
    )


def _head_parts(form: Form) -> Iterator[Part]:
    """Everything before the body: of hinted navigation the lines next to the title only."""
    title = next((at for at, part in enumerate(form.parts) if part.role is BlockRole.TITLE), 0)
    seen = 0
    led = any(part.role is BlockRole.LEAD for part in form.parts[:_LEAD_WITHIN])
    for index, part in enumerate(form.parts):
        if part.hint is BlockRole.NAVIGATION and (_menu(part) or abs(index - title) > 2):
            continue
        seen += 1
        if seen > _HEAD_PARTS:
            return
        yield part
        if part.role is BlockRole.LEAD or (part.role is BlockRole.PARAGRAPH and not led and index > title):
            return


def _head(form: Form, text: str) -> str:
    """What `_head_parts` say in `text`, a line each; of the first paragraph its beginning."""
    pieces = []
    for part in _head_parts(form):
        if part.dateline:
            pieces.append(text[part.start : part.dateline.end])
        if part.role is BlockRole.LEAD:
            pieces.append(text[part.start : part.start + 120])
        if part.role in {BlockRole.PARAGRAPH, BlockRole.LEAD}:
            continue
        pieces.append(text[part.start : min(part.end, part.start + _HEAD)])
    return "\n".join(pieces)


def kind_of(form: Form) -> StatementKind:
    """What kind of document it is, from its head and from what stands apart."""
    head = _head(form, form.low)
    lines = [line for line in head.split("\n") if line]
    if _ILO_HEAD.search(head):
        return StatementKind.ILO_DOCUMENT
    if any(_starts(form, "release", line) for line in lines):
        return StatementKind.RELEASE
    if any(_starts(form, "news", line) for line in lines) or _NEWS_SOURCE.search(head):
        return StatementKind.NEWS
    if _UN_HEAD.search(head):
        return StatementKind.UN_DOCUMENT
    if any(_starts(form, "statement", _after_colon(form, line)) for line in lines) or _salutes(form):
        return StatementKind.STATEMENT
    return StatementKind.RELEASE if _has_release_form(form) else StatementKind.OTHER


def _starts(form: Form, key: str, line: str) -> bool:
    return form.cue(key).begins(line, 0, min(len(line), 300)) is not None


def _after_colon(form: Form, line: str) -> str:
    """ "State: joint statement on …" as well as "Joint statement on …"."""
    before, colon, after = line.partition(":")
    after = after.strip()
    return after if colon and len(before) < 80 and _starts(form, "statement", after) else line


def _salutes(form: Form) -> bool:
    return any(
        part.length < 100 and form.begins("salutation", part)
        for part in form.parts[:12]
        if part.role in {BlockRole.PARAGRAPH, BlockRole.LEAD}
    )


def _has_release_form(form: Form) -> bool:
    parts = form.parts
    if any(part.dateline for part in parts) or any(
        part.role is BlockRole.NAVIGATION and form.is_all("end", part, 60) for part in parts
    ):
        return True
    reach = min(_HEAD, parts[min(len(parts), 6) - 1].end) if parts else 0
    roles = {part.role for part in parts}
    return bool(_EXPERTS.search(form.low, 0, reach)) or (
        BlockRole.CONTACT in roles and BlockRole.TITLE in roles
    )


def issuer_of(form: Form, hint: str | None) -> str | None:
    """Who published it, where head, footnotes or boilerplate tell; else the hint, else None."""
    head, low = _head(form, form.text), _head(form, form.low)
    named = next((match for line in head.split("\n") if (match := _BY.match(line))), None)
    if named and not _EXPERT_WORD.search(named[0]):
        return _WHEN.split(next(value for value in named.groups() if value))[0].strip()
    if _ILO_HEAD.search(low):
        return "ILO"
    apart = "\n".join(
        form.low[part.start : min(part.end, part.start + 400)]
        for part in form.parts
        if part.role in {BlockRole.BOILERPLATE, BlockRole.CONTACT}
    )
    for text in (low, _letterhead(form), apart):
        for issuer, pattern in _ISSUERS:
            if text and pattern.search(text):
                return issuer
        if text is low and re.match(r"(?:ilo|oit|мот)\b", low):
            return "ILO"
        if text is low and (own := _organization(form)):
            return own
    return hint.strip() if hint and hint.strip() else None


def _letterhead(form: Form) -> str:
    return "\n".join(
        form.low[part.start : part.end]
        for part in form.parts[:_HEAD_PARTS]
        if part.role is BlockRole.HEADING and form.is_all("letterhead", part)
    )


def _organization(form: Form) -> str | None:
    """The organisation whose name alone stands in a line above or below the title: its letterhead."""
    for part in _head_parts(form):
        if part.role is not BlockRole.HEADING or part.length >= 100:
            continue
        if names_organization(form, part) and not form.is_all("letterhead", part):
            return " ".join(form.of(part).split())
    return None
