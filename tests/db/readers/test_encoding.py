"""Encodings are told apart by content alone. The texts are invented."""

from __future__ import annotations

import pytest

from db.readers import read
from db.readers.encoding import decode, is_binary
from tests.helpers.shared import shared

FRENCH = (
    "Genève, le 3 mai 2031. « Les autorités n’ont pas répondu à l’appel », a déclaré la Rapporteuse spéciale. "
    "Où sont passés les délégués élus dès l’été ? Le syndicat, lui, espère être entendu bientôt. "
)
SPANISH = "El señor Ibáñez pidió ayer más protección: «¿Quién responderá a las niñas y los niños del país?» "
RUSSIAN = (
    "Женева, 3 мая. Эксперты призвали власти Велмарка освободить задержанных членов профсоюза и объяснить. "
)
ARABIC = "جنيف، ٣ أيار. دعا الخبراء السلطات إلى الإفراج عن أعضاء النقابة المحتجزين فورا وبدون شروط. "
CHINESE = "日内瓦，五月三日。专家们呼吁当局立即释放被拘留的工会成员，并尊重结社自由。"
POLISH = "Genewa, 3 maja. Związek zawodowy żąda, żeby władze niezwłocznie uwolniły członków i wyjaśniły aresztowania. "
TURKISH = "Cenevre, 3 Mayıs. Uzmanlar, gözaltına alınan sendika üyelerinin derhal serbest bırakılmasını istedi ve görüştü. "
GREEK = "Γενεύη, 3 Μαΐου. Οι ειδικοί κάλεσαν τις αρχές να απελευθερώσουν αμέσως τα μέλη του συνδικάτου. "
ENGLISH = "The experts said: “It’s time – the union’s members must be freed.” They won’t wait… "

LEGACY = [
    (FRENCH, "cp1252"),
    (FRENCH, "mac_roman"),
    (SPANISH, "latin-1"),
    (ENGLISH, "cp1252"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (RUSSIAN, "iso8859-5"),
    (ARABIC.replace("٣", "3"), "cp1256"),
    (ARABIC.replace("٣", "3"), "iso8859-6"),
    (CHINESE, "gb18030"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859-2"),
    (TURKISH, "cp1254"),
    (GREEK, "cp1253"),
]


@pytest.mark.parametrize(("text", "encoding"), LEGACY, ids=lambda value: value if len(value) < 12 else "")
@pytest.mark.parametrize("times", [1, 40])
def test_encodings_from_before_unicode(text: str, encoding: str, times: int) -> None:
    decoded = decode((text * times).encode(encoding))
    assert (decoded.text, decoded.undecodable) == (text * times, 0)


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, ARABIC, CHINESE * 8, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_unicode_with_and_without_a_mark(text: str, encoding: str, mark: str) -> None:
    text = f"{text}\n{text}"
    data = (mark + text).encode(encoding)
    assert not is_binary(data)
    assert decode(data).text == text


def test_text_beyond_the_first_plane() -> None:
    assert decode("𝔘nion 🕊\n".encode("utf-16")).text == "𝔘nion 🕊\n"


def test_a_first_letter_far_down_is_looked_at() -> None:
    text = "plain words and nothing else\n" * 40_000 + RUSSIAN
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, CHINESE])
def test_damaged_utf8_stays_utf8_and_losses_are_counted(text: str) -> None:
    data = (text * 5).encode()
    half = len((text * 2).encode())
    decoded = decode(data[:half] + b"\xff\xfe" + data[half:] + "ж".encode()[:1])
    assert decoded.encoding == "utf-8"
    assert decoded.undecodable == 3
    assert decoded.text.replace("\ufffd", "") == text * 5


def test_replacement_characters_of_the_author_are_no_loss() -> None:
    assert decode("lost \ufffd before\n".encode()).undecodable == 0
    damaged = decode("lost \ufffd before, “now” too ".encode() + b"\xff\n")
    assert damaged.undecodable == 1


def test_what_is_lost_is_said() -> None:
    document = read(("Слово. " * 20).encode() + b"\xff", "a.txt")
    assert (document.warnings, document.undecodable) == (("text.undecodable",), 1)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(57) + b"\x03\x00>\x00" * 40,
        b"\x00\x01\x02\x03" * 100,
        b"\x00",
        b"text\x00\x01\x02",
    ],
)
def test_binary_is_told_from_text(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize(
    "name",
    [
        "un_charter_ar.cp1256",
        "un_charter_en.utf-8-sig",
        "un_charter_es.latin-1",
        "un_charter_fr.cp1252",
        "un_charter_fr.latin-1",
        "un_charter_ru.cp1251",
        "un_charter_ru.koi8-r",
        "un_charter_ru.utf-16",
        "un_charter_zh.gb18030",
    ],
)
def test_real_files(name: str) -> None:
    data = shared(f"corpus/files/txt/{name}.txt").read_bytes()
    truth = data.decode(name.rpartition(".")[2])
    assert decode(data).text == truth


@pytest.mark.parametrize(
    "damaged",
    [b"The union \xff\xfe was dissolved by decree in March.", b"ok \x80\x81\x82 text of a dockers' union"],
)
def test_a_few_stray_bytes_do_not_become_letters_of_another_script(damaged: bytes) -> None:
    decoded = decode(damaged)
    assert decoded.undecodable > 0
    assert "\ufffd" in decoded.text
