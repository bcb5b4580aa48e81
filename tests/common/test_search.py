"""Search without accents, the same on both databases."""

import unicodedata

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from common.search.folding import MAX_QUERY_TERMS, fold_query, searchable
from news.models import NewsPage
from plans.models import Unit
from tests.factories import NewsPageFactory, StandardPageFactory, UnitFactory


@pytest.fixture
def pages(school):
    NewsPageFactory(title="Đổi mới chương trình, sách giáo khoa", lead="Từ lớp 1 đến lớp 5.")
    NewsPageFactory(title="Đêm hội trăng rằm", lead="Rước đèn ngoài sân.", body=[("heading", "Kế hoạch rước đèn")])
    StandardPageFactory(title="Kế hoạch số 831/KH-GDĐT")


def _found(query):
    return sorted(page.title for page in Page.objects.live().search(query))


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("query", ["doi moi", "ĐỔI MỚI", "Đổi mới", unicodedata.normalize("NFD", "đổi mới"), "ÐỔI"])
def test_search__finds_with_or_without_accents(query):
    assert _found(query) == ["Đổi mới chương trình, sách giáo khoa"]


@pytest.mark.usefixtures("pages")
def test_search__finds_in_the_body():
    assert "Đêm hội trăng rằm" in _found("ke hoach ruoc den")


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("query", ["831/KH-GDĐT", "831 kh gddt", "831-KH-GDDT"])
def test_search__finds_a_number_typed_any_way(query):
    assert _found(query) == ["Kế hoạch số 831/KH-GDĐT"]


@pytest.mark.usefixtures("pages")
def test_search__all_words_must_occur():
    assert _found("doi moi khong co") == []


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("query", ['"', "*", "AND", "a OR", "title:x", "(", "'; --", "\\", "NEAR(a b)", "a" * 10_000])
def test_search__takes_operators_as_words(query):
    assert isinstance(_found(query), list)


@pytest.mark.usefixtures("pages")
def test_autocomplete__finds_the_beginning_without_accents():
    assert [page.title for page in Page.objects.live().autocomplete("trang r")] == ["Đêm hội trăng rằm"]


@pytest.mark.usefixtures("school")
def test_search__finds_units_by_alias():
    UnitFactory(name="Đoàn – Đội", aliases="Tổng phụ trách Đội\nTPTĐ")

    assert [unit.name for unit in get_search_backend().search("tptd", Unit)] == ["Đoàn – Đội"]


def test_fold_query__bounds_what_a_question_costs():
    assert len(fold_query("từ " * 1000).split()) == MAX_QUERY_TERMS


def test_searchable__keeps_words_and_digits_only():
    assert searchable("“Tin” số_1 – KH/GDĐT") == "tin so 1 kh gddt"


@pytest.mark.usefixtures("school")
def test_search__puts_a_word_in_the_title_before_one_in_the_body():
    NewsPageFactory(title="Ngày hội thể thao", lead="Có chạy tiếp sức và bơi.")
    NewsPageFactory(title="Học bơi", lead="Buổi đầu tiên ở hồ bơi của trường.")

    assert [page.title for page in Page.objects.live().search("bơi")] == ["Học bơi", "Ngày hội thể thao"]


@pytest.mark.usefixtures("school")
def test_search__counts_and_slices_what_it_finds():
    for number in range(5):
        NewsPageFactory(title=f"Trường học số {number}")

    results = NewsPage.objects.filter(live=True).search("truong hoc")

    assert results.count() == 5
    assert len(results[1:3]) == 2
    assert len({page.pk for page in results}) == 5
