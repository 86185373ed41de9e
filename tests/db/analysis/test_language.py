from __future__ import annotations

import pytest

from db.analysis.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The experts called on the Government to release all trade union leaders at once.", "en"),
        ("Les experts ont demandé au Gouvernement de libérer tous les dirigeants syndicaux.", "fr"),
        ("Los expertos pidieron al Gobierno que liberara a todos los dirigentes sindicales.", "es"),
        ("Эксперты призвали правительство освободить всех профсоюзных лидеров.", "ru"),
        ("Эксперты заклікалі ўлады вызваліць усіх прафсаюзных лідараў і актывістаў.", "be"),
        ("Експерти закликали уряд звільнити всіх профспілкових лідерів її країни.", "uk"),
        ("دعا الخبراء الحكومة إلى الإفراج عن جميع قادة النقابات.", "ar"),
        ("专家呼吁政府释放所有工会领袖。", "zh"),
        ("労働組合の指導者を釈放するよう求めた。", "ja"),
        ("전문가들은 정부에 노조 지도자들을 석방할 것을 촉구했다.", "ko"),
        ("Οι εμπειρογνώμονες κάλεσαν την κυβέρνηση.", "el"),
        ("", "und"),
        ("  \n 12 – 34 (56) … ***", "und"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_foreign_header_does_not_decide() -> None:
    body = "Рабочие завода обратились в суд и ждут решения. " * 12
    assert detect("Skip to main content\n\nPress releases\n\n" + body) == "ru"
