import pytest

from db.annotations import place
from db.errors import InputError
from resources.messages import sentence
from tests.db.annotations.samples import statement

TEXT = (
    "GENEVA – The “Harbour Decree” of Velmark  must\n\ngo, the experts said.\n"
    "It’s so\u00adcalled co-operation, the experts said – and 𝒜stral letters count once.\n"
    "Le décret « du port » doit être abrogé."
)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("of Velmark", "of Velmark"),
        ('The "Harbour Decree" of', "The “Harbour Decree” of"),
        ("Velmark must go", "Velmark  must\n\ngo"),
        ("It's so-called".replace("-", ""), "It’s so\u00adcalled"),
        ("co‑operation", "co-operation"),
        ("  GENEVA - The\t", "GENEVA – The"),
        ("𝒜stral letters", "𝒜stral letters"),
        ("decret\u0301".replace("decret\u0301", "de\u0301cret"), "décret"),
        ("« du\u00a0port »", "« du port »"),
        ('" du port "', "« du port »"),
    ],
)
def test_words_are_found_however_they_were_typed(given: str, found: str) -> None:
    assert place(statement(TEXT), given).of(TEXT) == found


def test_the_words_as_they_stand_win_over_folded_ones() -> None:
    text = 'a "word" and a “word”'
    assert place(statement(text), "“word”").start == 15
    assert place(statement(text), '"word"').start == 2


def test_words_of_another_case_are_not_found() -> None:
    with pytest.raises(InputError) as raised:
        place(statement(TEXT), "geneva")
    assert raised.value.code == "annotation.quote_missing"
    assert "geneva" in sentence(raised.value.code, raised.value.params)


def test_words_that_stand_twice_are_refused_with_their_count() -> None:
    with pytest.raises(InputError) as raised:
        place(statement(TEXT), "the experts said")
    assert raised.value.code == "annotation.quote_twice"
    assert raised.value.params["count"] == 2
    assert "2 times" in sentence(raised.value.code, raised.value.params)


def test_overlapping_places_count() -> None:
    with pytest.raises(InputError) as raised:
        place(statement("nanana"), "nana")
    assert raised.value.params["count"] == 2


@pytest.mark.parametrize("quote", ["", "  \n", "\u00ad \u200b"])
def test_an_empty_quotation_is_refused(quote: str) -> None:
    with pytest.raises(InputError) as raised:
        place(statement(TEXT), quote)
    assert raised.value.code == "annotation.quote_empty"


def test_a_long_quotation_is_shown_short() -> None:
    with pytest.raises(InputError) as raised:
        place(statement(TEXT), "absent " * 1000)
    assert len(str(raised.value.params["quote"])) == 120
