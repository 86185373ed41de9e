from __future__ import annotations

import pytest

from tests.db.analysis.helpers import analysed, spoken

HEAD = "A title of the release\n\nGENEVA – The union of the basin spoke of wages at some length in a full hall.\n\n"


@pytest.mark.parametrize(
    ("language", "paragraph", "wanted"),
    [
        ("en", "“Wages are not a favour,” the experts said. “They are owed.”",
         [("Wages are not a favour,", "the experts"), ("They are owed.", "the experts")]),
        ("en", "“Wages,” said Ms. Ada Lindgrove, “are not a favour to anybody.”",
         [("are not a favour to anybody.", "Ada Lindgrove")]),
        ("en", "The experts said: “Wages are not a favour.”", [("Wages are not a favour.", "the experts")]),
        ("en", '"Wages are not a favour," one kiln worker told us.', [("Wages are not a favour,", "one kiln worker")]),
        ("en", "‘Wages are not a favour to workers,’ the committee warned.",
         [("Wages are not a favour to workers,", "the committee")]),
        ("en", "They were called “extremist organisations” and closed.", []),
        ("en", "“A man told me: ‘Pay is late.’ It always is,” the experts said.",
         [("A man told me: ‘Pay is late.’ It always is,", "the experts")]),
        ("en", "“Wages are not a favour.” The experts said they would return in May.", []),
        ("fr", "« Un salaire n’est pas une faveur », ont déclaré les experts.",
         [("Un salaire n’est pas une faveur", "les experts")]),
        ("fr", "« Un salaire, a-t-elle ajouté, n’est pas une faveur », a dit Mme Ada Lindgrove.",
         [("Un salaire, a-t-elle ajouté, n’est pas une faveur", "Ada Lindgrove")]),
        ("es", "“El salario no es un favor”, dijeron los expertos.", [("El salario no es un favor", "los expertos")]),
        ("ru", "«Зарплата – не милость, – заявили эксперты. – Её надо платить».",
         [("Зарплата – не милость, – заявили эксперты. – Её надо платить", "эксперты")]),
        ("ar", "وقال الخبراء: «الأجر ليس منّة من أحد على العمال».", [("الأجر ليس منّة من أحد على العمال", "الخبراء")]),
        ("zh", "专家们说：“工资不是对工人的恩惠，必须按时支付。”", [("工资不是对工人的恩惠，必须按时支付。", "专家们")]),
    ],
)  # fmt: skip
def test_who_says_what(language: str, paragraph: str, wanted: list[tuple[str, str]]) -> None:
    assert spoken(analysed(HEAD + paragraph, language=language)) == wanted


def test_a_short_form_and_a_pronoun_speak_with_the_full_name() -> None:
    text = HEAD + (
        "Ada Lindgrove, Special Rapporteur on the right to food, came late.\n\n“Wages are not a favour,” Lindgrove said."
        "\n\n“They are owed to all of them,” she added.\n\n“Nobody should have to ask,” said the Special Rapporteur."
    )
    analysis = analysed(text)
    assert [one.speaker for one in analysis.quotations] == ["Ada Lindgrove"] * 3
    assert {one.speaker_id for one in analysis.quotations} == {"person:ada-lindgrove"}


def test_speech_over_several_paragraphs_is_one_quotation() -> None:
    speech = "“Wages are not a favour.\n\n“They are owed, and they are owed today,”"
    analysis = analysed(HEAD + speech + " the experts said.")
    assert [analysis.text[one.start : one.end] for one in analysis.quotations] == [speech]


def test_marks_that_never_close_do_no_harm() -> None:
    assert analysed(HEAD + "“ " * 3_000 + "the experts said.").quotations == ()
