import pytest

from db.works.slugs import slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/en/news/2031/05/harbour", "https://www.example.org/es/news/2031/05/harbour/"),
        ("https://example.org/news/harbour-workers", "https://example.org/fr/news/harbour-workers"),
        ("https://example.org/papers/harbour_en.pdf", "https://example.org/papers/harbour_fr.pdf"),
        ("https://example.org/papers/A_HRC_99_7_E.pdf", "https://example.org/papers/A_HRC_99_7_F.pdf"),
        ("https://example.org/harbour-workers?lang=en", "https://example.org/harbour-workers?lang=ar"),
        ("https://en.example.org/harbour-workers", "https://zh.example.org/harbour-workers"),
        ("https://example.org/zh-hans/harbour/7?id=3", "https://example.org/pt-br/harbour/7?id=3"),
    ],
)
def test_translations_share_a_slug(one: str, other: str) -> None:
    assert slug(one) == slug(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/en/news/harbour-one", "https://example.org/fr/news/harbour-two"),
        ("https://example.org/en/news/harbour", "https://example.net/fr/news/harbour"),
        ("https://example.org/en/release?id=1", "https://example.org/fr/release?id=2"),
        ("https://example.org/news/dragons", "https://example.org/news/dragon"),
    ],
)
def test_other_releases_do_not(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@pytest.mark.parametrize(
    "url", ["", "https://example.org/en/", "https://example.org/fr/news", "https://[bad/aaaaaaaa"]
)
def test_what_says_too_little_has_none(url: str) -> None:
    assert slug(url) is None
