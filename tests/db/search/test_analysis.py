"""Words of texts: where they are, and which are taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.search.analysis import PARAGRAPH_GAP, RULES_FINGERPRINT, analyser_of, fold, stem, tokens


def words(text: str) -> list[str]:
    return tokens(text).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the *footnoted experts*", ["the", "footnoted", "experts"]),
        (
            "“Workers’ rights” of Noravia’s trade-unions",
            ["Workers", "rights", "of", "Noravia", "trade", "unions"],
        ),
        ("l’organisation d'une qu’elle jusqu'au", ["organisation", "une", "elle", "au"]),
        ("L'État D’ABORD", ["État", "ABORD"]),
        ("O’Brien's and BRIEN'S", ["O", "Brien", "and", "BRIEN"]),
        ("A/HRC/56/65, para.12", ["A", "HRC", "56", "65", "para", "12"]),
        ("rights¹ and rights²³", ["rights", "and", "rights"]),
        ("人权ILO理事", ["人", "权", "ILO", "理", "事"]),
        ("snake_case", ["snake", "case"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("co\u00adoperation", ["co\u00adoperation"]),
        ("𝐁old 𠀀𠀁", ["𝐁old", "𠀀", "𠀁"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("", []),
        ("–—…", []),
    ],
)
def test_words_are_cut(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(st.sampled_from("aéİßﬁ’'s lLd人权。\n \u00ad\u0301حـَق😀𠀀𝐁1²_-\u2029﷐ﷺ"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_places_are_those_of_the_text(text: str) -> None:
    found = tokens(text)
    end = 0
    position = 0
    for word, start, place in found:
        assert start >= end
        assert text[start : start + len(word)] == word
        assert place > position
        end, position = start + len(word), place


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut(text: str) -> None:
    assert all(text[start : start + len(word)] == word and word for word, start, _ in tokens(text))


@given(st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_what_is_folded_stays_folded(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word)


def test_a_phrase_does_not_reach_over_the_end_of_a_paragraph() -> None:
    places = tokens("one two\n \nthree\nfour").positions
    assert places == [1, 2, 3 + PARAGRAPH_GAP, 4 + PARAGRAPH_GAP]


def test_signs_are_neighbours_over_a_line_end_and_not_over_a_stop() -> None:
    assert tokens("人\n权。自由").positions == [1, 2, 4, 5]


@pytest.mark.parametrize(
    "alike",
    [
        ("Liberté", "LIBERTE", "liberte\u0301", "ｌｉｂｅｒｔé"),
        ("cœur", "coeur", "CŒUR"),
        ("ﬁnal", "final"),
        ("Straße", "strasse", "STRASSE"),
        ("Łódź", "lodz"),
        ("ещё", "еще", "ЕЩЁ"),
        ("حُرِّيَّة", "حرية", "حريه", "حـــرية"),
        ("إضراب", "اضراب", "أضراب"),
        ("على", "علي"),
        ("٢٠٢٣", "2023", "２０２３"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_forms_that_readers_take_for_one_are_one(alike: tuple[str, ...]) -> None:
    assert len({fold(word) for word in alike}) == 1


def test_the_russian_short_i_is_a_letter_of_its_own() -> None:
    assert fold("Мой") == "мой" == fold("мои\u0306")
    assert fold("мои") == "мои"


@pytest.mark.parametrize(
    ("language", "alike"),
    [
        ("en", ("union", "unions", "Union")),
        ("en", ("organisation", "organizations", "Organization")),
        ("en", ("labour", "labor")),
        ("en", ("arrested", "arrests", "arresting")),
        ("fr", ("liberté", "libertés", "LIBERTE")),
        ("fr", ("syndicaux", "syndical", "syndicale")),
        ("es", ("organización", "organizaciones", "organizacion")),
        ("es", ("detención", "detenciones")),
        ("ru", ("профсоюз", "профсоюзов", "профсоюзы")),
        ("ru", ("белорусский", "белорусских")),
        ("ar", ("حقوق", "الحقوق", "والحقوق", "بالحقوق")),
        ("ar", ("نقابة", "النقابات", "نقابات")),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, alike: tuple[str, ...]) -> None:
    assert len({stem(language, fold(word)) for word in alike}) == 1


@given(
    st.sampled_from(["en", "es", "fr", "ru"]),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=12),
)
@settings(max_examples=500, deadline=None)
def test_stems_keep_the_first_letter(language: str, word: str) -> None:
    """The marker of hits leans on it."""
    folded = fold(word)
    assert stem(language, folded)[:1] == folded[:1]


def test_languages_without_a_stemmer_keep_their_words() -> None:
    assert analyser_of("pt") == analyser_of("und") == analyser_of("zh") == ""
    assert stem(analyser_of("pt"), "sindicatos") == "sindicatos"


def test_the_fingerprint_is_short_and_stays() -> None:
    assert len(RULES_FINGERPRINT) == 16
