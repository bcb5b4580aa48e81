"""What is on file about a photo: entered with sentences, told to an approver, refused where the principal says so."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Site

from common.models import User
from media.models import ChildsWord, Consent, ConsentRule, ConsentScope, GalleryPage, GalleryPhoto, Photo
from moderation import decisions, moments, withdrawal
from moderation.desk.facts import facts_about
from moderation.desk.warnings import warnings_for
from moderation.models import Act, Approval
from moderation.requests import acts as requests
from moderation.requests.wishes import WISHES
from moderation.roles import Role
from news.models import NewsPage
from tests.factories import GalleryPageFactory, NewsPageFactory, PhotoFactory, approve, make_user, publish
from tests.media import files
from tests.media.factories import make_photo

pytestmark = pytest.mark.usefixtures("school")
LONG = "Các em đọc sách rất vui. " * 10
PAPER = {
    "consent": "given",
    "consent_reference": "PĐY-12/2026",
    "consent_date": "2026-10-05",
    "consent_scope": "website",
    "consent_child": "agreed",
}
ON_FILE = PAPER | {"consent_date": datetime.date(2026, 10, 5)}
TODAY = timezone.localdate


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def enter(photo: Photo, user: User | None = None, **said: Any) -> Any:
    """Send the form of a photo."""
    given = {"title": photo.title, "description": photo.description, "credit": "", "tags": ""} | said
    client = signed_in(user or make_user(Role.WEB_EDITOR))
    return client.post(reverse("wagtailimages:edit", args=[photo.pk]), given | {"collection": photo.collection_id})


def errors_of(answer: Any, field: str) -> list[str]:
    return answer.context["form"].errors.get(field, [])


def be_strict() -> None:
    ConsentRule.objects.create(site=Site.objects.get(), is_strict=True)


def submitted(author: User, **fields: Any) -> NewsPage:
    page = NewsPageFactory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return NewsPage.objects.get(pk=page.pk)


def withdrawn_photo(**fields: Any) -> Photo:
    photo = make_photo(**fields)
    withdrawal.withdraw_without_consent([photo], make_user(Role.WEB_OFFICER), "Gia đình rút đồng ý.")
    return Photo.objects.get(pk=photo.pk)


# --- What an approver is told -----------------------------------------------------------------------------------------


def test_warning__counts_photos_by_what_is_noted():
    gallery = GalleryPageFactory(live=False)
    marks = [{"consent": ""}, {"consent": ""}, {"consent": "not_needed"}, {"consent": "given"}, ON_FILE]
    gallery.photos = [GalleryPhoto(image=PhotoFactory(**mark)) for mark in (*marks, {"consent": "withdrawn"})]

    assert warnings_for(gallery) == [
        "2 ảnh chưa ghi gia đình học sinh đã đồng ý hay chưa.",
        "Gia đình đã rút lại đồng ý với 1 ảnh: còn ảnh này thì không duyệt được.",
        "1 ảnh ghi là gia đình đã đồng ý nhưng thiếu số, ngày của phiếu hoặc ý kiến của chính các em.",
    ]


def test_warning__is_silent_where_every_photo_carries_one():
    page = NewsPageFactory(live=False, lead=LONG, cover=PhotoFactory(**ON_FILE))

    assert warnings_for(page) == []


@pytest.mark.parametrize(
    ("mark", "caption", "warned"),
    [
        (ON_FILE, "Em Nguyễn Văn An đọc thơ", True),
        ({"consent": ""}, "Em Nguyễn Văn An đọc thơ", True),
        (ON_FILE | {"consent_names": True}, "Em Nguyễn Văn An đọc thơ", False),
        ({"consent": "not_needed"}, "Tranh của em Nguyễn Văn An", False),
        (ON_FILE, "Lễ hội ở Trường Tiểu học Nguyễn Du", False),
    ],
)
def test_warning__full_name_beside_a_face(mark: dict[str, Any], caption: str, warned: bool):
    gallery = GalleryPageFactory(live=False, names_consent="PĐY-1/2026")
    gallery.photos = [GalleryPhoto(image=PhotoFactory(**mark), caption=caption)]

    said = "Chú thích ghi đầy đủ họ tên người trong ảnh: Nguyễn Văn An."

    assert (said in warnings_for(gallery)) is warned


def test_warning__full_name_in_a_block_and_in_the_photos_own_description():
    photo = PhotoFactory(**ON_FILE, description="Em Lê Bình Minh cầm cờ")
    block = {"image": photo, "alt_text": "", "caption": "Em Nguyễn Văn An"}
    page = NewsPageFactory(live=False, lead=LONG, body=[("photos", [block, block])], names_consent="có")

    assert warnings_for(page) == ["Chú thích ghi đầy đủ họ tên người trong ảnh: Nguyễn Văn An và Lê Bình Minh."]


def test_warning__pupils_named_in_text__until_consent_is_noted():
    page = NewsPageFactory(live=False, lead=f"Em Nguyễn Văn An, lớp 4A, đạt giải Nhất. {LONG}")
    said = "Bài nêu tên học sinh mà chưa ghi gia đình đã đồng ý: Nguyễn Văn An."
    assert warnings_for(page) == [said]

    page.names_consent = "PĐY-12/2026"

    assert warnings_for(page) == []
    assert ("Đồng ý nêu tên", "PĐY-12/2026") in [(fact.label, fact.text) for fact in facts_about(page)]


def test_consent_to_names__is_never_shown_to_the_public_and_changes_no_record():
    page = NewsPageFactory(names_consent="PĐY-MẬT/2026")
    photo = PhotoFactory(**(ON_FILE | {"consent_reference": "PĐY-MẬT/2026"}))
    gallery = GalleryPageFactory(live=False, names_consent="PĐY-MẬT/2026")
    gallery.photos = [GalleryPhoto(image=photo)]
    approve(gallery)

    for address in (page.url, gallery.url, "/", "/tin-tuc/rss/", "/tim-kiem/?q=mat"):
        assert "PĐY-MẬT" not in Client().get(address).content.decode()


# --- The form of a photo ----------------------------------------------------------------------------------------------


def test_consent__is_written_in_the_form_of_a_photo():
    photo = make_photo(consent="")

    enter(photo, **PAPER)

    photo.refresh_from_db()
    assert (photo.consent, photo.consent_reference) == (Consent.GIVEN, "PĐY-12/2026")
    assert (photo.consent_scope, photo.consent_child) == (ConsentScope.WEBSITE, ChildsWord.AGREED)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("consent_reference", "", "Hãy ghi số của phiếu đồng ý đang lưu."),
        ("consent_date", "", "Hãy ghi ngày ký phiếu đồng ý."),
        ("consent_date", "2099-01-01", "Ngày này chưa tới. Hãy ghi ngày đã ký phiếu."),
        ("consent_scope", "", "Hãy chọn nơi phiếu cho phép đăng ảnh."),
        ("consent_child", "", "Từ đủ 7 tuổi, chính các em cũng phải đồng ý. Hãy chọn ý kiến của các em."),
    ],
)
def test_consent__what_is_missing_is_said_at_the_field(field: str, value: str, said: str):
    photo = make_photo(consent="")

    answer = enter(photo, **(PAPER | {field: value}))

    assert errors_of(answer, field) == [said]
    assert Photo.objects.get(pk=photo.pk).consent == ""


def test_consent__paper_is_not_asked_for_where_nobody_can_be_recognised_and_forgotten_there():
    photo = make_photo(**ON_FILE)

    enter(photo, **(PAPER | {"consent": "not_needed"}))

    photo.refresh_from_db()
    assert (photo.consent, photo.consent_reference, photo.consent_date) == (Consent.NOT_NEEDED, "", None)


def test_consent__of_before_there_was_a_paper__stays_while_other_things_change():
    photo = make_photo(consent="given")

    enter(photo, consent="given", title="Tên mới")

    photo.refresh_from_db()
    assert (photo.title, photo.consent) == ("Tên mới", Consent.GIVEN)


def test_consent__can_be_written_down_for_a_photo_that_is_public():
    photo = make_photo(consent="")
    publish(NewsPageFactory(live=False, cover=photo))

    enter(photo, **PAPER)

    assert Photo.objects.get(pk=photo.pk).consent_reference == "PĐY-12/2026"


def test_withdrawn__is_no_choice_for_anybody_to_make():
    photo = make_photo(consent="")

    assert errors_of(enter(photo, consent="withdrawn"), "consent")


@pytest.mark.parametrize(("role", "allowed"), [(Role.WEB_EDITOR, False), (Role.WEB_OFFICER, True)])
def test_withdrawn__a_new_form_is_entered_by_who_may_withdraw(role: Role, allowed: bool):
    photo = withdrawn_photo()

    answer = enter(photo, make_user(role), **(PAPER | {"consent_date": TODAY().isoformat()}))

    assert (answer.status_code == 302) is allowed
    assert (Photo.objects.get(pk=photo.pk).consent == Consent.GIVEN) is allowed


def test_withdrawn__an_old_form_is_not_taken():
    photo = withdrawn_photo()

    answer = enter(photo, make_user(Role.PRINCIPAL), **PAPER)

    assert errors_of(answer, "consent_date") == [
        "Phiếu này được ký trước khi gia đình rút lại đồng ý. Cần một phiếu mới."
    ]


# --- What is refused, whoever decides ---------------------------------------------------------------------------------


def test_withdrawn__is_approved_onto_no_page_again_not_even_uploaded_anew():
    content = files.saved(files.picture((64, 48)), "JPEG")
    photo = withdrawn_photo(title="Đọc thơ", content=content)
    copy = make_photo("Chép lại", content=content)

    for each in (photo, copy):
        with pytest.raises(ValidationError, match=f"rút lại đồng ý với ảnh “{each.title}”"):
            approve(NewsPageFactory(live=False, cover=each))
    approve(NewsPageFactory(live=False, cover=make_photo("Khác")))


def test_withdrawn__is_put_back_once_there_is_a_new_form():
    principal = make_user(Role.PRINCIPAL)
    photo = withdrawn_photo()
    restore = WISHES["restore"]
    with pytest.raises(decisions.Refused, match="Gia đình đã rút lại đồng ý với ảnh này"):
        requests.ask(restore, [photo], principal, "Gia đình đồng ý lại.", {})

    enter(photo, principal, **(PAPER | {"consent_date": TODAY().isoformat()}))
    photo.refresh_from_db()
    requests.do_directly(restore, [photo], principal, "Gia đình đồng ý lại.", {})

    photo.refresh_from_db()
    assert photo.withdrawn_at is None


def test_strict__refuses_photos_without_consent_and_says_which_several_at_once():
    principal, author = make_user(Role.PRINCIPAL), make_user(Role.WEB_EDITOR)
    bare = submitted(author, title="Có ảnh", cover=PhotoFactory(title="Đọc thơ", consent=""))
    fine = submitted(author, title="Không ảnh")
    be_strict()

    with pytest.raises(decisions.Refused) as refusal:
        decisions.approve([bare.current_workflow_task_state, fine.current_workflow_task_state], principal)

    assert "Chưa ai ghi sự đồng ý cho ảnh “Đọc thơ”" in str(refusal.value)
    assert not NewsPage.objects.filter(live=True).exists()
    html = signed_in(principal).get(reverse("moderation_review", args=[bare.current_workflow_task_state.pk]))
    assert "Như hiện nay thì chưa duyệt được" in html.content.decode()


def test_not_strict__warns_and_lets_the_approver_decide():
    page = submitted(make_user(Role.WEB_EDITOR), cover=PhotoFactory(consent=""))

    decisions.approve([page.current_workflow_task_state], make_user(Role.PRINCIPAL))

    assert NewsPage.objects.get(pk=page.pk).live


def test_strict__refuses_a_full_name_beside_a_face_and_lets_old_marks_pass():
    be_strict()
    photo = PhotoFactory(consent="given")  # of before there was a place for the paper
    approve(NewsPageFactory(live=False, cover=photo))
    gallery = GalleryPageFactory(live=False)
    gallery.photos = [GalleryPhoto(image=photo, caption="Em Nguyễn Văn An")]

    with pytest.raises(ValidationError, match="Họ tên đầy đủ Nguyễn Văn An đứng cạnh ảnh"):
        approve(gallery)


def test_planned__does_not_appear_once_consent_was_withdrawn_and_principal_and_author_are_told():
    author = make_user(Role.WEB_EDITOR, email="co-ha@truong.example")
    principal = make_user(Role.PRINCIPAL, email="hieutruong@truong.example")
    photo = make_photo("Đọc thơ")
    page = submitted(author, cover=photo, go_live_at=timezone.now() + datetime.timedelta(hours=1))
    decisions.approve([page.current_workflow_task_state], principal)
    withdrawal.withdraw_without_consent([photo], principal, "Gia đình rút đồng ý.")
    Email.objects.all().delete()
    later = timezone.now() + datetime.timedelta(hours=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        assert moments.keep_appointed_moments() == 1
        assert moments.keep_appointed_moments() == 0

    assert not NewsPage.objects.get(pk=page.pk).live
    last = Approval.objects.about("wagtailcore.page", page.pk).first()
    assert (last.act, "rút lại đồng ý" in last.comment) == (Act.UNDONE, True)
    assert {letter.to[0].split("<")[1] for letter in Email.objects.all()} == {
        "co-ha@truong.example>",
        "hieutruong@truong.example>",
    }


# --- The principal's rule, and one form for a whole gallery -----------------------------------------------------------


def test_rule__is_the_principals_alone():
    client = signed_in(make_user(Role.PRINCIPAL))
    assert client.get("/admin/consent-rule/").status_code == 200

    client.post("/admin/consent-rule/", {"is_strict": "on"})
    assert ConsentRule.objects.strict_on(Site.objects.get())
    client.post("/admin/consent-rule/", {})
    assert not ConsentRule.objects.strict_on(Site.objects.get())
    for role in (Role.WEB_EDITOR, Role.WEB_OFFICER, Role.DEPUTY_PRINCIPAL, Role.OPERATOR):
        assert signed_in(make_user(role)).post("/admin/consent-rule/", {"is_strict": "on"}).status_code in {302, 403}
    assert not ConsentRule.objects.strict_on(Site.objects.get())


@pytest.fixture
def gallery() -> GalleryPage:
    made = GalleryPageFactory(live=False)
    marks = ("", "", "withdrawn")
    made.photos = [
        GalleryPhoto(image=PhotoFactory(title=f"Ảnh {place}", consent=mark)) for place, mark in enumerate(marks)
    ]
    made.save_revision()
    return made


def test_gallery__one_form_is_noted_with_the_photos_that_are_ticked(gallery: GalleryPage):
    first, second, third = (entry.image for entry in gallery.photos.all())
    address = reverse("media_gallery_consent", args=[gallery.pk])
    client = signed_in(make_user(Role.WEB_EDITOR))
    html = client.get(address).content.decode()
    assert html.count('name="photos"') == 2

    client.post(address, PAPER | {"photos": [first.pk, third.pk]})

    said = [Photo.objects.get(pk=photo.pk).consent_reference for photo in (first, second, third)]
    assert said == ["", "", ""]  # one of them is not offered: nothing is noted
    assert client.post(address, PAPER | {"photos": [first.pk]}).status_code == 302
    assert Photo.objects.get(pk=first.pk).consent_reference == "PĐY-12/2026"
    assert Photo.objects.get(pk=second.pk).consent == ""


def test_gallery__what_is_missing_is_said_and_ticks_are_kept(gallery: GalleryPage):
    first = gallery.photos.first().image

    given = PAPER | {"photos": [first.pk], "consent_date": "2099-01-01"}
    client = signed_in(make_user(Role.WEB_EDITOR))
    answer = client.post(reverse("media_gallery_consent", args=[gallery.pk]), given)

    assert answer.status_code == 422
    assert errors_of(answer, "consent_date") == ["Ngày này chưa tới. Hãy ghi ngày đã ký phiếu."]
    assert f'value="{first.pk}" checked' in answer.content.decode()
    assert Photo.objects.get(pk=first.pk).consent == ""


def test_gallery__is_not_for_whoever_does_not_write(gallery: GalleryPage):
    address = reverse("media_gallery_consent", args=[gallery.pk])

    assert signed_in(make_user(Role.OPERATOR)).get(address).status_code in {302, 403}
