import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from db.annotations import clean_tags, edited, make, to_web_annotation
from db.errors import InputError, UsageError
from db.model import Annotation, Colour, Span
from resources.messages import codes
from tests.db.annotations.samples import statement

TEXT = "Registration of unions in Velmark has stopped, and nobody says when it will be taken up again."
NOON = datetime(2025, 6, 5, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def made() -> Annotation:
    return make(statement(TEXT), Span(26, 33), "Look it up", ["#law", " Velmark "], Colour.BLUE, NOON)


def test_an_annotation_knows_its_words_and_what_stands_around() -> None:
    annotation = made()
    assert annotation.quote == "Velmark"
    assert annotation.prefix == TEXT[:26]
    assert annotation.suffix == TEXT[33:65]
    assert annotation.created == annotation.modified == "2025-06-05T10:00:00Z"
    assert annotation.tags == ("law", "Velmark")
    assert annotation.colour is Colour.BLUE


def test_each_annotation_has_an_id_of_its_own() -> None:
    assert len({made().id for _ in range(200)}) == 200


def test_context_grows_where_the_same_words_stand_twice_in_the_same_context() -> None:
    refrain = "Let the harbour workers of this town organise freely, say the unions of the coast. "
    text = "First speech. " + refrain + refrain + "Second speech, of another person."
    second = text.rindex("organise")
    annotation = make(statement(text), Span(second, second + 8))
    assert text.count(annotation.prefix + annotation.quote) == 1
    assert text.count(annotation.quote + annotation.suffix) == 1


def test_tags_are_cleaned() -> None:
    assert clean_tags(["#a", " a ", "A", "", "##", "two\n words", "#  b"]) == ("a", "two words", "b")


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span(0, len(TEXT) + 1), "annotation.outside"),
        (Span(12, 13), "annotation.blank"),
        (Span(4, 4), "annotation.blank"),
    ],
)
def test_a_passage_without_words_is_refused(span: Span, code: str) -> None:
    with pytest.raises(InputError) as raised:
        make(statement(TEXT), span)
    assert raised.value.code == code
    assert code in codes()


def test_an_unknown_colour_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UsageError) as raised:
        make(statement(TEXT), Span(0, 5), colour="pink")
    assert raised.value.code == "annotation.unknown_colour"
    assert raised.value.params["known"] == "amber, green, blue, violet"


def test_editing_changes_what_is_given_and_nothing_else() -> None:
    before = made()
    after = edited(before, tags=["new"], now=datetime(2026, 1, 1, tzinfo=UTC))
    assert after == replace(before, tags=("new",), modified="2026-01-01T00:00:00Z")
    assert edited(before, note="", colour="green", now=NOON) == replace(before, note="", colour=Colour.GREEN)


def test_a_web_annotation_has_the_form_of_the_standard() -> None:
    annotation = made()
    web = json.loads(json.dumps(to_web_annotation(annotation)))
    assert web["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert web["type"] == "Annotation"
    assert web["motivation"] == "commenting"
    assert [body["purpose"] for body in web["body"]] == ["commenting", "tagging", "tagging"]
    quote, position = web["target"]["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert quote["prefix"] + quote["exact"] + quote["suffix"] == TEXT[:65]
    assert position == {"type": "TextPositionSelector", "start": 26, "end": 33}
    assert web["target"]["source"] == "urn:muniment:statement:stest"


def test_a_web_annotation_without_words_of_its_own_has_no_body() -> None:
    web = to_web_annotation(make(statement(TEXT), Span(26, 33)), source="https://example.org/1")
    assert "body" not in web
    assert web["motivation"] == "highlighting"
    assert web["target"]["source"] == "https://example.org/1"
