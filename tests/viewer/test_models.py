"""Item models and the gathering of layers, without windows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from db.model import (
    AnnotationState,
    EntityKind,
    ReferenceStatus,
    SearchRequest,
    Span,
)
from tests.helpers.fake_core import FakeCore, found, make_statements
from viewer.i18n import date_text, is_right_to_left
from viewer.models.annotations_model import META_ROLE, AnnotationsModel
from viewer.models.entities_model import COUNT_ROLE, EntitiesModel
from viewer.models.layers import code_of, entities_of, pinpoint_text, references_of
from viewer.models.results_model import ResultsModel, meta_line
from viewer.panes.references_pane import cites_query, group_of
from viewer.panes.search_box import marked_place
from viewer.theme import ui_font
from viewer.widgets.result_delegate import from_first_hit
from viewer.widgets.text_lines import Look, draw_lines, lines_height, one_line, utf16_ranges

STATEMENT = make_statements()["s1"]


def test_entities_are_gathered_by_kind_with_all_their_places() -> None:
    groups = entities_of(STATEMENT)
    assert list(groups) == [kind for kind in EntityKind if kind in groups]
    (norland,) = groups[EntityKind.COUNTRY]
    assert norland.id == "iso:NOR"
    assert norland.passages == tuple((s.start, s.end) for s in found(STATEMENT.text, "Norland"))
    (quill,) = groups[EntityKind.PERSON]
    assert quill.role == "Federation of Port Workers"
    assert len(quill.passages) == 2


def test_what_only_contacts_name_is_left_out() -> None:
    contact = STATEMENT.blocks[-1]
    mention = replace(STATEMENT.entities[0], id="x", name="Desk", start=contact.start, end=contact.start + 3)
    groups = entities_of(replace(STATEMENT, entities=(mention,)))
    assert groups == {}


def test_references_are_gathered_by_document_and_the_unsure_come_last() -> None:
    cited = references_of(STATEMENT)
    assert [each.id for each in cited] == ["ilo:C087", "ilo:CONST", None]
    assert [pin for pin, _ in cited[1].pinpoints] == ["art33"]
    assert cited[2].status == ReferenceStatus.CANDIDATES
    assert cited[2].candidates == ("ilo:P029", "ilo:P155")


def test_rejected_references_are_not_shown() -> None:
    rejected = replace(STATEMENT.references[0], id=None, status=ReferenceStatus.REJECTED)
    assert references_of(replace(STATEMENT, references=(rejected,))) == ()


@pytest.mark.parametrize(
    ("pinpoint", "shown"),
    [
        ("art33", "Art. 33"),
        ("art21;art22(1)", "Art. 21, Art. 22(1)"),
        ("para12-15", "para. 12–15"),
        ("report352#para10", "Report 352, para. 10"),
    ],
)
def test_pinpoints_read_as_people_write_them(pinpoint: str, shown: str) -> None:
    assert pinpoint_text(pinpoint) == shown


def test_codes_are_short() -> None:
    assert code_of("ilo:C087") == "C087"
    assert code_of("un:A/HRC/56/65") == "A/HRC/56/65"
    assert code_of("ilo:CONST") == "ILO Constitution"


def test_groups_of_cited_documents() -> None:
    first = references_of(STATEMENT)[0]
    assert group_of(first) == "ilo"
    assert group_of(replace(first, id="un:ICCPR")) == "law"
    assert group_of(replace(first, id="mandate:defenders")) == "mandate"


def test_a_query_for_citations_takes_any_identifier() -> None:
    assert cites_query("ilo:C087") == "cites:ilo:C087"
    assert cites_query("ilo:A B") == 'cites:"ilo:A B"'


def _results(query: str) -> ResultsModel:
    results = FakeCore()._search(SearchRequest(query=query, limit=2))
    model = ResultsModel()
    model.show(results.hits, results.total)
    return model


def test_results_ask_for_more_until_all_are_there(qtbot) -> None:
    model = _results("*")
    assert model.rowCount() == 2
    with qtbot.waitSignal(model.more_wanted, timeout=1000):
        model.fetchMore(QModelIndex())
    rest = FakeCore()._search(SearchRequest(query="*", limit=9, offset=2))
    model.extend(rest.hits)
    assert model.rowCount() == 5
    assert not model.canFetchMore(QModelIndex())


def test_an_empty_further_page_ends_the_list() -> None:
    model = _results("*")
    model.extend(())
    assert not model.canFetchMore(QModelIndex())


def test_a_result_is_read_out_whole() -> None:
    model = _results("freedom of association")
    told = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Norland" in told
    assert "5 Jun 2025" in told
    assert meta_line(model.hit(0)) == "5 Jun 2025 · Special Procedures · EN · 2 hits"


def test_entities_model_counts_entities_and_places() -> None:
    model = EntitiesModel()
    model.show(entities_of(STATEMENT))
    index = model.find("iso:NOR")
    assert index.isValid()
    assert index.data(COUNT_ROLE) == len(found(STATEMENT.text, "Norland"))
    assert "mentions" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not model.find("iso:XXX").isValid()


def test_an_annotation_to_be_placed_again_says_so() -> None:
    core = FakeCore()
    made = core._annotate("s1", 0, 7, "look", ["key"], "green")
    model = AnnotationsModel()
    model.show([replace(made, state=AnnotationState.REVIEW)], {"s1": "A title"})
    assert model.index(0).data(META_ROLE) == "to be placed again · #key · 7 Jun 2025 · A title"


def test_spans_survive_characters_of_two_units() -> None:
    text = "a𝄞b𝄞c"
    assert utf16_ranges(text, [Span(1, 2), Span(2, 3), Span(4, 5)]) == [(1, 2), (3, 1), (6, 1)]
    assert len(one_line("a\r\nb\u2028c")) == len("a\r\nb\u2028c")


def test_dates_are_never_more_precise_than_they_are() -> None:
    assert date_text("2025-06-05") == "5 June 2025"
    assert date_text("2025-06") == "June 2025"
    assert date_text("2025") == "2025"
    assert date_text(None) == "no date"


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_right_to_left("… 5 بيلاروس Belarus")
    assert not is_right_to_left("… 5 Belarus بيلاروس")
    assert not is_right_to_left("123")


def test_the_place_that_cannot_be_read_is_marked_and_nothing_is_html() -> None:
    shown = marked_place('<b> AND "x', 8)
    assert "<b><u>" in shown
    assert "&lt;b&gt;" in shown
    assert marked_place("abc", 99).endswith("</u></b>")


def test_what_does_not_fit_ends_in_dots_and_keeps_its_lines(qapp) -> None:
    image = QImage(400, 100, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    look = Look(font=ui_font(12), colour="#000000", mark="#ffff00")
    text = "An instrument with a very long title that no column has room for " * 3
    one = draw_lines(painter, QPointF(0, 0), 150, text, look, 1, [Span(3, 20)])
    two = draw_lines(painter, QPointF(0, 0), 150, text, look, 2)
    painter.end()
    assert lines_height("short", look, 4, 150) == one
    assert two == 2 * one


def test_a_row_begins_shortly_before_its_first_hit() -> None:
    text = "…" + "words that nobody looked for, " * 4 + "then the union came and the union went"
    at = text.index("union")
    again = text.rindex("union")
    shown, spans = from_first_hit(text, [Span(at, at + 5), Span(again, again + 5)])
    assert shown.startswith("…")
    assert [span.of(shown) for span in spans] == ["union", "union"]
    assert spans[0].start <= 40
    assert from_first_hit("union first", [Span(0, 5)]) == ("union first", (Span(0, 5),))
    assert from_first_hit("no hit at all", []) == ("no hit at all", ())
