from __future__ import annotations

import pytest

from db.analysis.dates import find_dates, only_date
from db.analysis.text import fold


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "on 05 June 2025 and September 7, 2021", ["2025-06-05", "2021-09-07"]),
        ("en", "from 7 to 11 February 2022", ["2022-02-07/2022-02-11"]),
        ("en", "from 28 January to 3 February 2020", ["2020-01-28/2020-02-03"]),
        ("en", "in May 2008, on February 16 and between 2018 and 2019", ["2008-05", "--02-16", "2018", "2019"]),
        ("en", "30/05/2011, 05/06/2011, 2024-02-29 and 12.11.2013", ["2011-05-30", "2011", "2024-02-29", "2013-11-12"]),
        ("en", "they may march; 1948 workers; resolution 2178 (2014); 31 April 2020", ["2020-04"]),
        ("fr", "le 1er mai 2020, en juin 2023 et depuis 1996", ["2020-05-01", "2023-06", "1996"]),
        ("es", "el 14 de marzo de 2022, en abril de 2024 y desde 1996", ["2022-03-14", "2024-04", "1996"]),
        ("ru", "7 апреля 2021 года, в марте 2020 г. и с 1996 года", ["2021-04-07", "2020-03", "1996"]),
        ("ar", "في 5 حزيران/يونيو 2024 ومنذ عام 1996", ["2024-06-05", "1996"]),
        ("ar", "١٥ مايو ٢٠٢٠", ["2020-05-15"]),
        ("ar", "5 يونيو/حزيران 2025 و5 جوان 2025 و 12 غشت 2020 و 15 محرم 1446", ["2025-06-05", "2025-06-05", "2020-08-12"]),
        ("ar", "من 2 إلى 13 كانون الأول/ديسمبر 2024، كانون الثاني/يناير 2023", ["2024-12-02/2024-12-13", "2023-01"]),
        ("es", "5 junio 2025; 5 de junio 2025; 1º de mayo de 2024; 16-MAY-00", ["2025-06-05", "2025-06-05", "2024-05-01", "2000-05-16"]),
        ("es", "del 2 al 13 de junio de 2025", ["2025-06-02/2025-06-13"]),
        ("fr", "du 2 au 13 juin 2025, 16-JUIN -00, 5 juil. 2020", ["2025-06-02/2025-06-13", "2000-06-16", "2020-07-05"]),
        ("fr", "du 30 mai au 2 juin 2025", ["2025-05-30/2025-06-02"]),
        ("ru", "2–13 июня 2025 года, 30 мая – 2 июня 2025 г.", ["2025-06-02/2025-06-13", "2025-05-30/2025-06-02"]),
        ("zh", "２０２５年６月５日、二零二五年十二月三十一日、2025年6月2日至13日", ["2025-06-05", "2025-12-31", "2025-06-02/2025-06-13"]),
        ("en", "12-MAR-62, 16-JUN-00, 5th of June, 2025, June 5th, 2025", ["1962-03-12", "2000-06-16", "2025-06-05", "2025-06-05"]),
        ("en", "June 2-13, 2025, May 30 – June 2, 2025, 2025/06/05", ["2025-06-02/2025-06-13", "2025-05-30/2025-06-02", "2025-06-05"]),
        ("en", "29 February 2023, 2023-02-30, 30/02/2020, 31.04.2021, 29 February 2024", ["2023-02", "2024-02-29"]),
        ("pt", "5 de junho de 2025, 1º de maio de 2024", ["2025-06-05", "2024-05-01"]),
        ("de", "5. Juni 2025, 5.6.2025", ["2025-06-05", "2025-06-05"]),
        ("it", "5 giugno 2025", ["2025-06-05"]),
        ("be", "5 чэрвеня 2025 года", ["2025-06-05"]),
        ("uk", "5 червня 2025 року", ["2025-06-05"]),
        ("zh", "2024年6月5日、2022年3月和二〇二四年十二月三十一日", ["2024-06-05", "2022-03", "2024-12-31"]),
    ],
)  # fmt: skip
def test_dates_in_running_text(language: str, text: str, names: list[str]) -> None:
    assert [date.name for date in find_dates(fold(text), language)] == names


@pytest.mark.parametrize(
    ("language", "line", "iso"),
    [
        ("en", "05 June 2025", "2025-06-05"),
        ("en", "Thursday, 5 June 2025", "2025-06-05"),
        ("en", "News | 12 June 2013", "2013-06-12"),
        ("en", "Port Varn, November 2021", "2021-11"),
        ("en", "2003", "2003"),
        ("fr", "Publié le 3 mai 2023", "2023-05-03"),
        ("ru", "5 июня 2024 года", "2024-06-05"),
        ("ru", "г. Минск, 5 июня 2025 г.", "2025-06-05"),
        ("fr", "Genève, le 5 juin 2025", "2025-06-05"),
        ("ar", "جنيف، 5 حزيران/يونيو 2025", "2025-06-05"),
        ("ar", "الخميس، 5 يونيو 2025", "2025-06-05"),
        ("zh", "发布日期：2025年6月5日", "2025-06-05"),
        ("en", "05 June 2025, 14:30 GMT", "2025-06-05"),
        ("en", "GENEVA (5 June 2025) –", "2025-06-05"),
        ("en", "Geneva, 2-13 June 2025", "2025-06-02"),
    ],
)
def test_a_line_that_is_a_date(language: str, line: str, iso: str) -> None:
    date = only_date(fold(line), language)
    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize("line", ["The strike of 5 June 2025", "5 June 2025 and 6 June 2025", "Report", ""])
def test_a_line_that_is_no_date(line: str) -> None:
    assert only_date(line, "en") is None


def test_of_a_range_only_what_both_ends_share_is_certain() -> None:
    lines = [
        "2-13 June 2025",
        "30 May – 2 June 2025",
        "2018–2019",
        "2 June 2025 – 13 June 2025",
        "5 June 2025",
    ]
    dates = [only_date(line, "en") or find_dates("in " + line, "en")[0] for line in lines]
    assert [date.certain for date in dates] == ["2025-06", "2025", None, "2025-06", "2025-06-05"]
