from __future__ import annotations

import pytest

from db.analysis.language import detect, language_of
from db.model import BlockRole, Hint, RawDocument


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The experts called on the Government to release all trade union leaders at once.", "en"),
        ("Les experts ont demandé au Gouvernement de libérer tous les dirigeants syndicaux.", "fr"),
        ("Los expertos pidieron al Gobierno que liberara a todos los dirigentes sindicales.", "es"),
        ("Os peritos pediram ao Governo que libertasse todos os dirigentes sindicais, e não só dois.", "pt"),
        ("Gli esperti hanno chiesto al governo di liberare tutti i dirigenti del sindacato.", "it"),
        ("Die Fachleute haben die Regierung aufgefordert, alle Gewerkschafter freizulassen.", "de"),
        ("De deskundigen vroegen de regering om alle leiders van het vakverbond vrij te laten.", "nl"),
        ("Els experts han demanat al Govern que alliberi tots els dirigents amb càrrecs sindicals.", "ca"),
        ("Para ahli meminta pemerintah membebaskan semua pemimpin serikat buruh karena mereka tidak bersalah.", "id"),
        ("Para pakar meminta kerajaan membebaskan semua pemimpin kesatuan kerana mereka tidak bersalah.", "ms"),
        ("Uzmanlar hükümeti bütün sendika önderlerini serbest bırakmaya ve bu davaları kapatmaya çağırdı.", "tr"),
        ("Eksperci wezwali rząd do uwolnienia wszystkich przywódców związkowych w kraju.", "pl"),
        ("Эксперты призвали правительство освободить всех профсоюзных лидеров.", "ru"),
        ("Эксперты заклікалі ўлады вызваліць усіх прафсаюзных лідараў і актывістаў.", "be"),
        ("Експерти закликали уряд звільнити всіх профспілкових лідерів її країни.", "uk"),
        ("Експертите призоваха правителството да освободи всички профсъюзни лидери, които са в затвора.", "bg"),
        ("Стручњаци су позвали владу да ослободи све синдикалне вође који се налазе у затвору.", "sr"),
        ("Сарапшылар үкіметті барлық кәсіподақ жетекшілерін босатуға шақырды.", "kk"),
        ("دعا الخبراء الحكومة إلى الإفراج عن جميع قادة النقابات.", "ar"),
        ("کارشناسان از دولت خواستند همه رهبران اتحادیه‌ها را که در زندان هستند آزاد کند.", "fa"),
        ("ماہرین نے حکومت سے کہا ہے کہ یونین کے تمام رہنماؤں کو رہا کیا جائے۔", "ur"),
        ("专家呼吁政府释放所有工会领袖。", "zh"),
        ("專家呼籲政府釋放所有工會領袖。", "zh"),
        ("労働組合の指導者を釈放するよう求めた。", "ja"),
        ("전문가들은 정부에 노조 지도자들을 석방할 것을 촉구했다.", "ko"),
        ("Οι εμπειρογνώμονες κάλεσαν την κυβέρνηση.", "el"),
        ("विशेषज्ञों ने सरकार से सभी मज़दूर नेताओं को रिहा करने के लिए कहा है।", "hi"),
        ("", "und"),
        ("  \n 12 – 34 (56) … ***", "und"),
        ("ENDS", "und"),
        ("GB.397/INS/9", "und"),
    ],
)  # fmt: skip
def test_language_of(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_foreign_header_does_not_decide() -> None:
    body = "Рабочие завода обратились в суд и ждут решения. " * 12
    assert detect("Skip to main content\n\nPress releases\n\n" + body) == "ru"


def test_a_long_menu_in_short_lines_does_not_decide() -> None:
    menu = "\n".join(["About us", "What we do", "Where we work", "News and events", "Get involved"] * 40)
    body = "Les travailleurs de la mine n’ont pas été payés depuis le printemps, et leur syndicat le dit."
    assert detect(f"{menu}\n\n{body} {body} {body}\n\n{menu}") == "fr"


def test_the_greater_part_of_a_mixed_text_decides() -> None:
    english = "The union has asked the court to hear its members and to give them back what was theirs."
    spanish = "El sindicato ha pedido al tribunal que escuche a sus miembros y que les devuelva lo suyo."
    assert detect("\n\n".join([english, *[spanish] * 4])) == "es"
    assert detect("\n\n".join([*[english] * 4, spanish])) == "en"


def test_one_foreign_name_is_no_foreign_text() -> None:
    text = "Профсоюзы завода «Будаўнік» и «Лёс Україні» обратились в суд; рабочие ждут решения, но власти молчат."
    assert detect(text * 2) == "ru"


def test_arabic_typed_with_persian_letters_is_arabic() -> None:
    assert detect("قالت النقابة ان العمال فی المنجم لم یتقاضوا اجورهم منذ الربیع") == "ar"


def test_navigation_is_left_out() -> None:
    menu = "Home and news of the office, with the list of all that the office has done for the people. " * 6
    body = "Le syndicat de la mine n’a pas été entendu par le tribunal."
    hints = (Hint(role=BlockRole.NAVIGATION, start=0, end=len(menu) - 1),)
    assert detect(menu + body) == "en"
    assert detect(menu + body, hints) == "fr"
    assert detect(menu, (Hint(role=BlockRole.NAVIGATION, start=0, end=len(menu) - 1),)) == "en"


def test_what_the_file_says_fills_gaps_only() -> None:
    assert detect("2024", declared="pt-BR") == "pt"
    assert detect("2024", declared="no language at all") == "und"
    raw = RawDocument(
        text="The union was told to leave the house it had built.", media_type="", language="fr"
    )
    assert language_of(raw) == "en"
