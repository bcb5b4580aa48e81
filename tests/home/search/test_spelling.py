"""Other spellings are proposed of words that public things hold, and of no others."""

import itertools

import pytest

from home.models import SearchWord
from home.search.marking import as_written, excerpt, marked
from home.search.spelling import MOST_TRIED, _changed, _choices, _spellings
from tests.factories import NewsPageFactory, take_down
from tests.home.search.test_answers import addresses, answer, found, page_of

SLIPS = ("khia giang", "kahi giảng", "khaigiang", "khai giag", "khai gianng", "khai giarng", "xyzzyq khai giang")


@pytest.mark.django_db
@pytest.mark.parametrize("slip", SLIPS)
def test_slip__finds_what_was_meant_and_says_so(school, slip):
    meant = NewsPageFactory(title="Lễ Khai giảng năm học mới")
    NewsPageFactory(title="Khi nào họp?", lead="Chia lớp.")

    response = answer(slip)
    html = page_of(response)

    assert addresses(response) == [meant.url]
    assert "“<strong>khai giảng</strong>”" in html
    assert "dung=1" in html


@pytest.mark.django_db
def test_exact_question__is_not_changed(school):
    NewsPageFactory(title="Lễ khai giảng")

    assert found("khia giang") == []


@pytest.mark.django_db
def test_what_is_found_as_typed__is_not_changed(school):
    page = NewsPageFactory(title="Chị Khia kể chuyện")
    NewsPageFactory(title="Lễ khai giảng")

    assert addresses(answer("khia")) == [page.url]


@pytest.mark.django_db
@pytest.mark.parametrize("slip", ["831/KH-GDĐT", "lop 1z"])
def test_number__is_never_taken_for_another(school, slip):
    NewsPageFactory(title="Kế hoạch 832/KH-GDĐT của lớp 1a")

    assert addresses(answer(slip)) == []


@pytest.mark.django_db
def test_word_of_a_draft_or_of_what_was_taken_down__is_never_proposed(school):
    NewsPageFactory(title="Cháo nghêu", live=False)
    assert not SearchWord.objects.filter(word="ngheu").exists()
    gone = NewsPageFactory(title="Cháo nghêu")
    assert addresses(answer("nghue")) == [gone.url]
    take_down(gone)

    response = answer("nghue")

    assert addresses(response) == []
    assert "ngheu" not in page_of(response)
    assert "nghêu" not in page_of(response)


@pytest.mark.parametrize(("typed", "meant"), [("truwowngf", "truong"), ("hocj", "hoc"), ("ddieemr", "diem")])
def test_letters_of_telex__are_taken_out(typed, meant):
    assert meant in dict(_changed(typed))


def test_mark__covers_words_that_follow_each_other_and_no_parts_of_words():
    assert marked("Kế hoạch, kế toán", ["ke", "hoach"]) == "<mark>Kế hoạch, kế</mark> toán"
    assert marked("Số 831/KH-GDĐT", ["831", "kh", "gddt"]) == "Số <mark>831/KH-GDĐT</mark>"
    assert marked("Kẻ & <kế>", ["ke"]) == "<mark>Kẻ</mark> &amp; &lt;<mark>kế</mark>&gt;"
    assert marked("Đề kể", ["k"]) == "Đề kể"


def test_excerpt__is_taken_where_the_words_stand_together():
    text = "giảng đường. " * 40 + "Sáng nay khai giảng ở sân trường. " + "Hết. " * 100

    piece = excerpt(text, ["khai", "giang"])

    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert "<mark>khai giảng</mark> ở sân trường" in piece


def test_words__are_written_as_public_things_write_them():
    assert as_written(["khai", "giang"], ["Lễ Khai  giảng"]) == "khai giảng"
    assert as_written(["khai", "giang"], ["Giảng bài", "khai trường"]) == "khai giảng"
    assert as_written(["khai", "giang"], ["Không có"]) == "khai giang"


def test_spellings_of_many_words__are_the_nearest_of_all(db):
    near = ("toan", "toat", "tron", "tran", "trang", "sang")
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in near], ignore_conflicts=True)
    words = ["toam", "tran", "xang"]
    choices = [_choices(word, dict(_changed(word)), known_words()) for word in words]
    whole = {
        (sum(cost for _text, cost in chosen), tuple(" ".join(text for text, _cost in chosen).split()))
        for chosen in itertools.product(*choices)
    }

    found = _spellings(words)

    assert [(each.cost, each.words) for each in found] == sorted(whole)[:MOST_TRIED]


def known_words():
    return set(SearchWord.objects.values_list("word", flat=True))
