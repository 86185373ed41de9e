"""Generated archives and queries for the contract of engines: seeded, in six languages, full of odd signs."""

from __future__ import annotations

from random import Random

from db.model import Span
from db.search import IndexDocument

WORDS = {
    "en": [
        "union",
        "unions",
        "dissolved",
        "workers’",
        "right",
        "rights",
        "freedom",
        "of",
        "association",
        "trade-union",
        "organisation",
        "Organization",
        "the",
        "arrested",
        "A/HRC/9/1",
        "Noravia’s",
        "co-operate",
        "𝒻ree",
    ],
    "fr": [
        "syndicat",
        "syndicats",
        "liberté",
        "libertés",
        "d’association",
        "droit",
        "droits",
        "l’organisation",
        "travailleurs",
        "dissous",
        "été",
        "ÉTÉ",
        "jusqu’à",
        "œuvre",
    ],
    "es": [
        "sindicato",
        "sindicatos",
        "organización",
        "organizaciones",
        "libertad",
        "trabajadores",
        "disuelto",
        "niño",
    ],
    "ru": ["профсоюз", "профсоюзы", "свобода", "свободы", "ассоциации", "ещё", "еще", "права"],
    "ar": ["حقوق", "الحقوق", "النقابات", "نقابة", "حُرِّيَّة", "وحرية", "العمال"],
    "zh": ["人权", "结社自由", "工会", "工人", "权利", "理事会", "自由"],
    "pt": ["sindicatos", "união", "direitos", "direito"],
    "und": ["xyz", "ｕｎｉｏｎ", "12", "①"],
}
COUNTRIES = {"iso:BLR": "Belarus", "iso:FRA": "France", "iso:NOR": "Norway"}
ILO = ("ilo:C087", "ilo:C098", "ilo:CONST#art33", "ilo:C087#art2(1);art3", "ilo:GB.347/INS/14(Rev.1)")
UN = ("un:A/HRC/56/65", "un:ICCPR#art22")
ORGS = ("Federation of Trade Unions of Noravia", "Workers’ Union", "工会")
PEOPLE = ("Ilva Torres", "José Peña", "Анна Света")
TAGS = ("to check", "strike", "Strike")
DATES = ("2020", "2021", "2021-03", "2021-03-05", "2022-02", "2024-02-29", "2023-12-31", None)


def make_document(random: Random, identity: str) -> IndexDocument:
    language = random.choice(list(WORDS))
    words = WORDS[language] + (WORDS["en"] if random.random() < 0.2 else [])
    text = _text(random, words, random.randint(0, 40))
    countries = random.sample(list(COUNTRIES), random.randint(0, 2))
    keywords = {
        "country": tuple(name for key in countries for name in (key, COUNTRIES[key])),
        "ilo": tuple(random.sample(ILO, random.randint(0, 2))),
        "un": tuple(random.sample(UN, random.randint(0, 1))),
        "org": tuple(random.sample(ORGS, random.randint(0, 2))),
        "person": tuple(random.sample(PEOPLE, random.randint(0, 2))),
        "tag": tuple(random.sample(TAGS, random.randint(0, 1))),
        "mandate": ("mandate:defenders",) if random.random() < 0.2 else (),
    }
    return IndexDocument(
        id=identity,
        title=_text(random, words, random.randint(0, 4)).replace("\n", " "),
        text=text,
        language=language,
        date=random.choice(DATES),
        kind=random.choice(["release", "news"]),
        quotes=tuple(_span(random, text) for _ in range(random.randint(0, 2))),
        notes=tuple(_text(random, words, 3) for _ in range(random.randint(0, 2))),
        keywords=keywords,
        labels={key: COUNTRIES[key] for key in countries},
    )


def _text(random: Random, words: list[str], count: int) -> str:
    joints = (" ", " ", " ", ", ", "\n", "\n\n", " – ", "。", "*", "")
    return "".join(random.choice(words) + random.choice(joints) for _ in range(count))


def _span(random: Random, text: str) -> Span:
    start = random.randint(0, len(text))
    return Span(start, random.randint(start, len(text)))


VALUES = (
    "country:Belarus", "country:BLR", "country:FRA", "iso:NOR", "ilo:87", "ilo:C098", "cites:C87", "ilo:C*",
    'cites:"Convention No. 87"', "cites:ilo:CONST#art33", "cites:ilo:C087#art2", "ilo:CONST", "un:A/HRC/56/65",
    "ilo:GB.347/INS/14(Rev.1)", "cites:un:ICCPR#art22", "un:*", "org:union", 'org:"trade unions"', "org:noravia",
    "org:工会", "person:torres", 'person:"José Peña"', "person:pen*", "person:света", "person:tores~1", "tag:strike",
    'tag:"to check"', "tag:*", "mandate:defenders", "language:fr", "kind:news", "kind:re*", "note:*", "country:*",
    "date:[2020 to 2021]", "date:[2021-03 to 2022-02]", "date:2021", "date:2021-03", "date:[2022 to]",
    "date:[to 2021-03-05]", "date:{2020 to 2023}", "year:2021", "year:[2023 to 2024]", "date:2024-02-29", "*",
)  # fmt: skip


def make_query(random: Random, depth: int = 0) -> str:
    kind = random.random()
    if depth < 3 and kind < 0.25:
        operator = random.choice(["AND", "OR", "ANDNOT"])
        return f"({make_query(random, depth + 1)} {operator} {make_query(random, depth + 1)})"
    if depth < 3 and kind < 0.35:
        return f"{make_query(random, depth + 1)} {make_query(random, depth + 1)}"
    if depth < 3 and kind < 0.42:
        return f"NOT {make_query(random, depth + 1)}"
    if kind < 0.6:
        return random.choice(VALUES)
    return random.choice(["", "", "", "title:", "text:", "quote:", "note:"]) + make_word(random)


def make_word(random: Random) -> str:
    words = WORDS[random.choice(list(WORDS))]
    kind = random.random()
    if kind < 0.3:
        phrase = " ".join(random.choice(words) for _ in range(random.randint(1, 3)))
        return f'"{phrase}"{random.choice(["", "", "~2", "~4"])}'
    word = random.choice(words)
    if kind < 0.4:
        return word[: random.randint(1, len(word))] + "*"
    if kind < 0.45:
        return "*" + word[random.randint(0, len(word) - 1) :]
    if kind < 0.5:
        place = random.randint(0, len(word) - 1)
        return word[:place] + "?" + word[place + 1 :]
    if kind < 0.55 and word.isalpha():
        return word[1:] + "~1" if len(word) > 3 else word
    return word
