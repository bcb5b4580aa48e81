"""A family withdraws its consent: the form, who is told, and how the staff take everything down in one act."""

import datetime
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from common.models import User
from feedback import mails, sweeps
from feedback.choices import Act, State
from feedback.models import Feedback, Step
from media.models import Consent, GalleryIndexPage, GalleryPhoto, Photo
from media.specs import STANDARD_SPECS
from moderation.models import Act as LedgerAct
from moderation.models import Approval
from moderation.roles import Role
from news.models import NewsPage
from tests.factories import GalleryPageFactory, NewsPageFactory, approve, make_user
from tests.feedback.factories import cheap_proof, make_feedback, make_question, make_unit, riddle_in
from tests.media import files
from tests.media.factories import make_ready_photo

pytestmark = pytest.mark.django_db

FORM = "/gui-phan-hoi/rut-dong-y/"
CHILD = "Nguyễn Văn An"


def send(**data: Any) -> Any:
    given = {"child": CHILD, "school_class": "4A", "relation": "parent", "proof": cheap_proof()} | data
    return Client(enforce_csrf_checks=True).post(FORM, given, REMOTE_ADDR="203.0.113.9")


def errors(answer: Any, field: str) -> list[str]:
    assert answer.status_code == 422
    assert not Feedback.objects.exists()
    return answer.context["form"].errors[field]


def make_request(**fields: Any) -> Feedback:
    return make_feedback(**({"topic": "consent", "child": CHILD, "school_class": "4A", "text": ""} | fields))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def picker(feedback: Feedback) -> str:
    return reverse("feedback_take_down", args=[feedback.pk])


def take_down(user: User, feedback: Feedback, *ticks: str, **data: Any) -> Any:
    given = {"act": "take_down", "tick": ticks, "reason": "Gia đình rút đồng ý."} | data
    return signed_in(user).post(picker(feedback), given)


def photo_of(title: str, seed: int = 64, **fields: Any) -> Photo:
    return make_ready_photo(title, content=files.saved(files.picture((seed, 48)), "JPEG"), **fields)


def tick(item: Any) -> str:
    return f"{'media.photo' if isinstance(item, Photo) else 'wagtailcore.page'}:{item.pk}"


@pytest.fixture
def officer(school: Any) -> User:
    return make_user(Role.WEB_OFFICER, username="quantri", email="quantri@truong.example")


# --- The form ---------------------------------------------------------------------------------------------------------


def test_form__is_the_same_bytes_for_everybody_and_sets_no_cookie(school: Any) -> None:
    first, second = Client().get(FORM), Client(headers={"user-agent": "khác"}).get(FORM)

    assert first.content == second.content
    assert not first.cookies
    assert "csrfmiddlewaretoken" not in first.content.decode()
    assert "12 giờ" in first.content.decode()


def test_form__is_linked_from_foot_general_form_article_and_gallery(school: Any) -> None:
    article = NewsPageFactory()
    gallery = GalleryPageFactory()

    for address in ("/", "/gui-phan-hoi/"):
        assert f'href="{FORM}"' in Client().get(address).content.decode()
    for page in (article, gallery):
        assert f'href="{FORM}?trang={page.url}"' in Client().get(page.url).content.decode()


def test_page_of_the_address__is_written_into_the_form(school: Any) -> None:
    assert "/tin-tuc/bai/</textarea>" in Client().get(f"{FORM}?trang=/tin-tuc/bai/").content.decode()
    assert "example.org" not in Client().get(f"{FORM}?trang=https://example.org/").content.decode()


def test_general_form__does_not_offer_the_topic(school: Any) -> None:
    assert 'value="consent"' not in Client().get("/gui-phan-hoi/").content.decode()


def test_request__is_due_in_hours_and_followed_by_its_code(school: Any) -> None:
    answer = send(about="Ảnh lễ khai giảng", text="Cảm ơn thầy cô.")

    taken = Feedback.objects.get()
    assert answer.headers["Location"] == taken.get_absolute_url()
    assert taken.withdraws_consent
    assert taken.unit is None
    assert taken.due_at - taken.received_at == datetime.timedelta(hours=12)
    html = Client().get(taken.get_absolute_url()).content.decode()
    assert "Ảnh lễ khai giảng" in html
    assert "chậm nhất lúc" in html


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("child", "", "Bạn hãy ghi tên của con: nhà trường tìm ảnh theo tên."),
        ("child", "\u200e", "Bạn hãy ghi tên của con: nhà trường tìm ảnh theo tên."),
        ("relation", "", "Bạn hãy chọn mình là ai."),
        ("about", "a" * 501, "Nhiều nhất 500 ký tự. Bạn viết tiếp phần còn lại ở ô bên dưới."),
        ("phone", "gọi sau", "Hãy ghi số điện thoại bằng chữ số, ví dụ 0912 345 678, hoặc để trống."),
    ],
)
def test_bad_input__gets_a_sentence_and_loses_nothing(school: Any, field: str, value: str, said: str) -> None:
    answer = send(**{"text": "Giữ lại chữ này", field: value})

    assert errors(answer, field) == [said]
    assert "Giữ lại chữ này" in answer.content.decode()


def test_without_a_script__a_question_is_asked_and_the_answer_lets_it_through(school: Any) -> None:
    asked = send(proof="")
    assert asked.status_code == 422
    assert not Feedback.objects.exists()

    assert send(proof="", **riddle_in(asked)).status_code == 302
    assert Feedback.objects.get().child == CHILD


def test_what_was_written_about_a_child__is_forgotten_with_the_rest(school: Any) -> None:
    request = make_request(about="/tin-tuc/bai/", name="Chị Lan")
    Feedback.objects.filter(pk=request.pk).update(closed_at=timezone.now() - datetime.timedelta(days=400))

    sweeps.forget_writers()

    request.refresh_from_db()
    assert (request.child, request.school_class, request.about, request.name) == ("", "", "", "")


# --- Who is told, and who sees it -------------------------------------------------------------------------------------


def test_request__is_mailed_at_once_to_principal_and_web_officer_without_a_childs_name(officer: User) -> None:
    make_user(Role.PRINCIPAL, username="hieutruong", email="hieutruong@truong.example")
    make_user(Role.WEB_EDITOR, email="co-ha@truong.example")
    make_request()

    mails.tell()

    letters = Email.objects.all()
    assert {letter.to[0].split("<")[1] for letter in letters} == {
        "hieutruong@truong.example>",
        "quantri@truong.example>",
    }
    assert not [letter for letter in letters if CHILD in letter.message + letter.subject]


def test_request__is_reminded_of_at_half_time_and_when_late_once_each(officer: User) -> None:
    request = make_request()
    assert mails.remind_of_consent() == 0

    Feedback.objects.filter(pk=request.pk).update(due_at=timezone.now() + datetime.timedelta(hours=5))
    assert [mails.remind_of_consent(), mails.remind_of_consent()] == [1, 0]
    Feedback.objects.filter(pk=request.pk).update(due_at=timezone.now() - datetime.timedelta(hours=1))
    assert [mails.remind_of_consent(), mails.remind_of_consent()] == [1, 0]
    request.refresh_from_db()
    assert request.is_late


@pytest.mark.parametrize("role", [Role.WEB_OFFICER, Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL])
def test_who_may_withdraw__opens_the_picker(school: Any, role: Role) -> None:
    assert signed_in(make_user(role)).get(picker(make_request())).status_code == 200


def test_anybody_else__sees_neither_request_nor_picker(school: Any) -> None:
    teacher = make_user(Role.WEB_EDITOR)
    make_unit("Tổ Bốn", teacher)
    request = make_request()

    assert signed_in(teacher).get(picker(request)).status_code == 404
    assert signed_in(teacher).get(reverse("feedback_item", args=[request.pk])).status_code == 404
    assert signed_in(make_user(Role.PRINCIPAL)).get(picker(make_feedback())).status_code in {302, 403}


def test_request__goes_to_no_unit_and_becomes_no_question_for_everybody(officer: User) -> None:
    request = make_request()

    html = signed_in(officer).get(reverse("feedback_item", args=[request.pk])).content.decode()

    assert 'value="pass_on"' not in html
    assert 'value="answer"' in html
    assert request.spelled_code not in html
    Feedback.objects.filter(pk=request.pk).update(state=State.ANSWERED)
    assert signed_in(officer).get(reverse("feedback_publish", args=[request.pk])).status_code == 404


# --- Picking ----------------------------------------------------------------------------------------------------------


def test_picker__finds_by_caption_address_and_text_without_accents(officer: User) -> None:
    photo, other = photo_of("Ảnh 1"), photo_of("Ảnh 2", 80)
    gallery = GalleryPageFactory(title="Lễ khai giảng", parent=GalleryIndexPage.objects.get(), live=False)
    gallery.photos = [GalleryPhoto(image=other), GalleryPhoto(image=photo, caption="Em Nguyễn Văn An đọc thơ")]
    approve(gallery)
    article = NewsPageFactory(title="Gương người tốt", lead="Em Nguyễn Văn An, lớp 4A, nhặt được của rơi.")
    question = approve(make_question(question="Bạn Nguyễn Văn An học lớp nào?"))
    NewsPageFactory(title="Nháp về Nguyễn Văn An", live=False)
    request = make_request(about=f"xem http://localhost{article.url} nhé")

    found = signed_in(officer).get(picker(request), {"q": "nguyen van an"}).context["found"]
    assert {page.item.pk for page, _photos in found.pages} == {gallery.pk, article.pk}
    (photos,) = (photos for page, photos in found.pages if page.item.pk == gallery.pk)
    assert [choice.item for choice in photos] == [photo, other]  # beside which the name stands, first
    assert [choice.item for choice in found.texts] == [question]

    found = signed_in(officer).get(picker(request), {"q": gallery.full_url}).context["found"]
    assert [page.item.pk for page, _photos in found.pages] == [gallery.pk]
    first = signed_in(officer).get(picker(request)).context["found"]  # the page and the name of the request
    assert next(page.item.pk for page, _photos in first.pages) == article.pk


def test_picker__searching_again_keeps_ticks_and_takes_nothing_down(officer: User) -> None:
    article = NewsPageFactory(lead="Em Nguyễn Văn An đọc sách.")

    answer = signed_in(officer).post(
        picker(make_request()), {"act": "search", "q": "khác", "tick": [tick(article)], "reason": "Vì vậy"}
    )

    html = answer.content.decode()
    assert f'value="{tick(article)}" checked' in html
    assert "Vì vậy" in html
    article.refresh_from_db()
    assert article.live


@pytest.mark.parametrize("ticks", [(), ("media.photo:999999",), ("quatsch",), ("media.photo:-1", "x:y")])
def test_picker__nothing_ticked__says_so(officer: User, ticks: tuple[str, ...]) -> None:
    answer = take_down(officer, make_request(), *ticks)

    assert answer.status_code == 422
    assert "Bạn hãy chọn ít nhất một ảnh hoặc bài." in answer.content.decode()
    assert not Approval.objects.filter(act=LedgerAct.WITHDRAWN).exists()


def test_picker__one_that_cannot_go__leaves_everything_as_it_is(officer: User) -> None:
    from home.models import HomePage

    photo = photo_of("Ảnh 1")
    NewsPageFactory(cover=photo)

    answer = take_down(officer, make_request(), tick(photo), tick(HomePage.objects.get()))

    assert answer.status_code == 422
    photo.refresh_from_db()
    assert photo.withdrawn_at is None
    assert not Step.objects.filter(act=Act.TAKEN_DOWN).exists()


# --- Taking down ------------------------------------------------------------------------------------------------------


def test_act__withdraws_photos_and_texts_notes_it_and_mails_each_author_once(officer: User) -> None:
    author = make_user(Role.WEB_EDITOR, email="co-ha@truong.example")
    photos = [photo_of("Ảnh 1", uploaded_by_user=author), photo_of("Ảnh 2", 80, uploaded_by_user=author)]
    article = NewsPageFactory(title="Bài nêu tên", owner=author)
    NewsPageFactory(cover=photos[0])
    request = make_request()

    answer = take_down(officer, request, *map(tick, photos), tick(article))

    assert answer.status_code == 302
    records = Approval.objects.filter(act=LedgerAct.WITHDRAWN, decided_by=officer, comment="Gia đình rút đồng ý.")
    assert records.count() == 3
    assert records.values("batch").distinct().count() == 1
    assert set(Photo.objects.values_list("consent", flat=True)) == {Consent.WITHDRAWN}
    step = Step.objects.get(feedback=request, act=Act.TAKEN_DOWN)
    assert step.by == officer
    assert step.text.splitlines() == ["Ảnh: Ảnh 1", "Ảnh: Ảnh 2", "Trang: Bài nêu tên"]
    letter = Email.objects.get(to__contains="co-ha@truong.example")
    assert all(name in letter.message for name in ("Ảnh 1", "Ảnh 2", "Bài nêu tên"))
    html = signed_in(officer).get(reverse("feedback_item", args=[request.pk])).content.decode()
    assert "Nhà trường đã gỡ khỏi trang lúc" in html  # what the answer begins with
    followed = Client().get(request.get_absolute_url()).content.decode()
    assert "2 ảnh, 1 trang" in followed
    assert "Bài nêu tên" not in followed


def test_act__again__is_no_error_and_takes_copies_along(officer: User) -> None:
    content = files.saved(files.picture((64, 48)), "JPEG")
    photo, copy = make_ready_photo("Ảnh 1", content=content), make_ready_photo("Chép lại", content=content)
    request = make_request()

    take_down(officer, request, tick(photo))
    again = take_down(officer, request, tick(photo))

    assert again.status_code == 302
    copy.refresh_from_db()
    assert copy.withdrawn_at
    assert copy.consent == Consent.WITHDRAWN
    assert Approval.objects.filter(act=LedgerAct.WITHDRAWN).count() == 2


def test_withdrawn_consent__is_gone_everywhere_within_a_second(
    officer: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo, other = photo_of("Nguyễn Văn An"), photo_of("Khác", 80)
        block = {"image": photo, "alt_text": "", "caption": "Em Nguyễn Văn An đọc thơ"}
        article = NewsPageFactory(title="Đọc thơ", cover=photo, body=[("photo", block), ("photos", [block, block])])
        gallery = GalleryPageFactory(title="Lễ hội", parent=GalleryIndexPage.objects.get(), live=False)
        gallery.photos = [GalleryPhoto(image=photo, caption="Em Nguyễn Văn An"), GalleryPhoto(image=other)]
        approve(gallery)
        named = NewsPageFactory(title="Tuyên dương", lead="Em Nguyễn Văn An, lớp 4A, đạt giải Nhất.")
    request = make_request()
    addresses = [rendition.url for rendition in photo.renditions.filter(filter_spec__in=STANDARD_SPECS)]
    names = [address.rpartition("/")[2] for address in addresses]
    pages = [article.url, gallery.url, "/", "/tin-tuc/", "/thu-vien-anh/", "/tin-tuc/rss/"]
    search = "/tim-kiem/?q=nguyen+van+an"
    visitor = Client()
    before = {address: visitor.get(address).content.decode() for address in pages}
    assert len(addresses) == len(STANDARD_SPECS)
    assert all(visitor.get(address).status_code == 200 for address in addresses)
    assert all(any(name in before[address] for name in names) for address in pages[:5])
    assert 'property="og:image"' in before[article.url]
    assert "Tuyên dương" in before["/tin-tuc/rss/"]
    assert [t for t in ("Đọc thơ", "Lễ hội", "Tuyên dương") if t not in visitor.get(search).content.decode()] == []

    begun = time.process_time()  # of this process alone: what else the machine does is not the site's
    with django_capture_on_commit_callbacks(execute=True):
        assert take_down(officer, request, tick(photo), tick(named)).status_code == 302
    taken = time.process_time() - begun
    statuses = {visitor.get(address).status_code for address in [*addresses, f"/uploads/{photo.file.name}"]}
    after = {address: visitor.get(address) for address in pages}
    found = visitor.get(search).content.decode()

    assert statuses == {404}
    for address, answer in after.items():
        assert answer.status_code == 200, address
        html = answer.content.decode()
        assert not [name for name in [*names, "Nguyễn Văn An", "Tuyên dương"] if name in html], address
    assert 'property="og:image"' not in after[article.url].content.decode()
    assert "1 ảnh" in after[gallery.url].content.decode()  # the other one stays
    assert not [title for title in ("Đọc thơ", "Lễ hội", "Tuyên dương") if title in found]
    assert visitor.get(named.url).status_code in {404, 410}
    assert taken < 1, taken
    assert NewsPage.objects.get(pk=article.pk).live
