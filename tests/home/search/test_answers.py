"""What the search finds, in which order, and what it never finds because it is not public."""

import datetime
import unicodedata

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from feedback.models import QuestionAnswer
from home.models import Findable, FindableText
from home.search import keeping
from media.models import GalleryPhoto
from moderation.models import Standing
from plans.models import LegalBasis
from tests.factories import (
    GalleryPageFactory,
    NewsPageFactory,
    OfficialDocumentFactory,
    PhotoFactory,
    StandardPageFactory,
    UnitFactory,
    approve,
    make_plan,
    publish,
    take_down,
)
from tests.feedback.factories import make_consultation
from tests.media.factories import withdraw
from tests.support.guarding import unguarded

pytestmark = pytest.mark.django_db
WORD = "hoa giấy"


def answer(query, **narrowed):
    return Client().get("/tim-kiem/", {"q": query} | narrowed)


def found(query, **narrowed):
    """Return the addresses of what is found under these very words, in order."""
    return addresses(answer(query, dung=1, **narrowed))


def addresses(response):
    return [result["url"] for result in response.context["results"]]


def page_of(response):
    return response.content.decode()


def question():
    made = QuestionAnswer(topic="fees", question=f"{WORD} ở đâu?", answer="Trước cổng.", live=False)
    made.save()
    return approve(made)


def gallery_with(*captions, title="Ngày hội"):
    gallery = GalleryPageFactory(title=title, date=datetime.date(2026, 3, 2), live=False)
    gallery.photos = [
        GalleryPhoto(image=PhotoFactory(), caption=caption, sort_order=place) for place, caption in enumerate(captions)
    ]
    gallery.save()
    return approve(gallery)


THINGS = {
    "tin-tuc": lambda: NewsPageFactory(title=WORD),
    "trang": lambda: StandardPageFactory(title=WORD),
    "thu-vien-anh": lambda: GalleryPageFactory(title=WORD),
    "ke-hoach": lambda: make_plan(title=WORD),
    "van-ban": lambda: OfficialDocumentFactory(summary=f"Về việc trồng {WORD}"),
    "hoi-dap": question,
    "lay-y-kien": lambda: approve(
        make_consultation(title=WORD, document=OfficialDocumentFactory(), unit=UnitFactory())
    ),
    "don-vi": lambda: UnitFactory(name=f"Tổ {WORD}"),
}


@pytest.mark.parametrize("kind", THINGS)
def test_search__finds_each_kind_while_it_is_public(school, kind):
    thing = THINGS[kind]()
    assert found("hoa giay") == [thing.url]
    assert found("HOA GIẤY", loai=kind) == [thing.url]

    take_down(thing)

    assert found("hoa giay") == []


def test_plan__is_found_by_what_it_rests_on(school):
    plan = make_plan(live=False)
    plan.bases = [LegalBasis(kind="Thông tư", number="37/2017/TT-BGDĐT", subject="tuyên truyền trên trang thông tin")]
    plan.save()
    publish(plan)

    assert found("thong tu 37/2017") == [plan.url]


def test_search__does_not_find_what_was_not_approved(school):
    page = NewsPageFactory(title="Ngày hội")
    page.title = WORD
    page.save_revision()
    NewsPageFactory(title=WORD, live=False)

    assert found(WORD) == []


def test_caption__leads_to_its_photo(school):
    gallery = gallery_with("Lối vào", f"Giàn {WORD} trước cổng")

    assert found("gian hoa giay") == [f"{gallery.url}#anh-2"]
    assert 'id="anh-2"' in page_of(Client().get(gallery.url))
    assert "<mark>Giàn hoa giấy</mark> trước cổng" in page_of(answer("gian hoa giay"))


def test_caption__of_a_withdrawn_photo_is_not_found_and_the_next_keeps_its_place(school):
    gallery = gallery_with("Múa lân", f"Giàn {WORD}")

    withdraw(gallery.photos.first().image)

    assert found("mua lan") == []
    assert found("hoa giay") == [f"{gallery.url}#anh-2"]
    assert 'id="anh-2"' in page_of(Client().get(gallery.url))


def test_caption_in_an_article__goes_with_its_photo(school):
    photo = PhotoFactory()
    body = [("heading", "Sân trường"), ("photo", {"image": photo, "caption": f"Giàn {WORD}", "alt_text": ""})]
    article = NewsPageFactory(title="Ngày hội", body=body)
    assert found("hoa giay") == [article.url]

    withdraw(photo)

    assert found("hoa giay") == []
    assert found("san truong") == [article.url]


def test_search__does_not_find_what_is_below_a_restricted_page(school):
    article = NewsPageFactory(title=WORD)
    document = OfficialDocumentFactory(summary=WORD)
    with unguarded():
        PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert found(WORD) == [document.url]


def test_search__does_not_find_what_is_suspect(school):
    article = NewsPageFactory(title=WORD)
    Standing.objects.filter(kind="wagtailcore.page", key=article.pk).update(suspect_since=timezone.now())

    assert found(WORD) == []


def test_search__does_not_trust_a_row_of_an_earlier_approval(school):
    article = NewsPageFactory(title=WORD)
    earlier = Findable.objects.get(kind="tin-tuc")
    article.title = "Ngày hội"
    approve(article)
    Findable.objects.filter(kind="tin-tuc").update(approval=earlier.approval)
    FindableText.objects.filter(findable__kind="tin-tuc").update(title=WORD, title_words="hoa giay")

    assert found(WORD) == []


def test_search__does_not_find_another_school_s(school):
    NewsPageFactory(title=WORD)
    Findable.objects.update(site=school.get_site().pk + 1)

    assert found(WORD) == []


def test_search__puts_the_words_together_in_the_title_first_and_the_newest_of_equals(school):
    def article(title, day, lead="Sáng nay."):
        return NewsPageFactory(title=title, lead=lead, date=datetime.date(2026, 1, day)).url

    in_text = article("Sân trường", 9, "Cây giấy bên hoa.")
    together_in_text = article("Cổng trường", 8, f"Một giàn {WORD}.")
    apart = article("Giấy và hoa", 7)
    older, newer = article(f"Về {WORD}", 1), article(f"{WORD} nở", 2)

    assert found("hoa giay") == [newer, older, apart, together_in_text, in_text]


def test_search__says_how_many_there_are_of_each_kind_and_year(school):
    for year in (2024, 2025, 2025):
        NewsPageFactory(title=WORD, date=datetime.date(year, 5, 1))
    OfficialDocumentFactory(summary=WORD, issued_on=datetime.date(2025, 1, 1))

    def chips(chosen):
        return [(chip["name"], chip["number"]) for chip in chosen]

    whole = answer(WORD).context["answer"]
    assert chips(whole.kinds) == [("", 4), ("Tin tức", 3), ("Văn bản", 1)]
    assert chips(whole.years) == [("", 4), ("2025", 3), ("2024", 1)]
    narrowed = answer(WORD, loai="tin-tuc", nam="2025")
    assert narrowed.context["answer"].total == len(narrowed.context["results"]) == 2
    assert chips(narrowed.context["answer"].kinds) == [("", 3), ("Tin tức", 2), ("Văn bản", 1)]
    assert 'rel="nofollow"' in page_of(narrowed)
    assert '<meta name="robots" content="noindex">' in page_of(narrowed)


def test_search__says_when_only_the_narrowing_is_in_the_way(school):
    NewsPageFactory(title=WORD)

    html = page_of(answer(WORD, loai="van-ban"))

    assert "Xem tất cả 1 kết quả" in html


def test_pages__keep_what_was_asked_for(school):
    for number in range(13):
        NewsPageFactory(title=f"{WORD} {number}", date=datetime.date(2026, 1, 1))

    html = page_of(answer(WORD, loai="tin-tuc", nam="2026"))

    assert "?q=hoa+gi%E1%BA%A5y&amp;loai=tin-tuc&amp;nam=2026&amp;trang=2" in html
    assert len(found(WORD, loai="tin-tuc", nam="2026", trang=2)) == 1


def test_nothing_found__says_what_to_do(school):
    school.phone = "0277 3 000 111"
    approve(school)

    html = page_of(answer("xyzzyq"))

    for way in ('href="tel:02773000111"', 'href="/gui-phan-hoi/"', 'href="/tra-cuu/"', 'href="/don-vi/"'):
        assert way in html


TYPED = (
    *("", " ", '"', "*", "a OR", "title_words : x", "(", "'; --", "\\", "NEAR(a b)", "^a", "{text_words}", "'a' & !b"),
    *(":*", "%", "😀", "\u0301\u0301", "ß ŉ", "²³", "\x00", "\x07a\x1b", "a" * 10_000, "từ " * 5_000),
)


def test_search__answers_whatever_is_typed(school):
    for query in TYPED:
        assert answer(query).status_code == 200, query
        assert Client().get("/tim-kiem/goi-y/", {"q": query}).status_code == 200, query


def test_search__passes_over_what_it_cannot_be_narrowed_by(school):
    article = NewsPageFactory(title=WORD)

    for narrowed in ({"loai": "x"}, {"nam": "9" * 50}, {"nam": "²⁰²⁵"}, {"nam": "0000"}, {"trang": "-1"}):
        assert found(WORD, **narrowed) == [article.url], narrowed


def test_search__finds_decomposed_letters_and_marks_them_without_markup_of_others(school):
    NewsPageFactory(title=unicodedata.normalize("NFD", f"<b>{WORD}</b> & cổng"))

    html = page_of(answer(unicodedata.normalize("NFD", WORD)))

    assert "&lt;b&gt;<mark>hoa giấy</mark>&lt;/b&gt; &amp; cổng" in html


def search_queries(query):
    """Count the search's own queries and all others of a warm visit."""
    answer(query)
    with CaptureQueriesContext(connection) as captured:
        answer(query)
    own = [each for each in captured if "home_findable" in each["sql"] or "home_searchword" in each["sql"]]
    return len(own), len(captured) - len(own)


def test_queries__are_two_for_what_is_found_and_few_for_what_is_not(school):
    NewsPageFactory(title="Khai giảng năm học mới")
    gallery_with("Khai giảng")
    OfficialDocumentFactory(summary="Khai giảng")

    base = search_queries("")[1]

    assert search_queries("khai giang") == (2, base)
    assert search_queries("khia giang") == (5, base)
    assert search_queries("xyzzyq") == (2, base)


def test_worker__writes_what_was_missed_and_what_an_older_edition_wrote(school):
    lost, old = NewsPageFactory(title=f"{WORD} một"), NewsPageFactory(title=f"{WORD} hai")
    Findable.objects.filter(kind="tin-tuc", key=lost.pk).delete()
    Findable.objects.filter(kind="tin-tuc", key=old.pk).update(edition=0)
    assert found(WORD) == [old.url]

    assert keeping.catch_up() == 2

    assert set(found(WORD)) == {lost.url, old.url}
    assert keeping.catch_up() == 0
