"""The guard guards itself: the ledger, what stands, uses of files, what somebody read, grants, and the triggers."""

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from wagtail.models import Page, Revision

from media.models import GalleryPhoto, Photo
from moderation import triggers
from moderation.grants import held
from moderation.models import Act, Approval, Grant, PublicUse, Standing
from moderation.registry import PAGE
from tests.factories import NewsPageFactory, approve, take_down
from tests.media.factories import make_gallery, make_photo
from tests.support.guarding import refused, settle, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(school):
    return NewsPageFactory(title="Tên đã duyệt", slug="ten-da-duyet")


@pytest.fixture
def draft(school):
    return NewsPageFactory(title="Bài đang viết", live=False)


# --- The ledger, what stands, and uses of files ---------------------------------------------------------------------


def test_ledger__takes_no_changes_even_with_a_grant(article):
    record = Approval.objects.about(PAGE, article.pk).get()

    with held((PAGE, article.pk)):
        with refused():
            Approval.objects.filter(pk=record.pk).update(comment="Đã sửa")
        with refused():
            sql("DELETE FROM moderation_approval WHERE number = %s", record.number)


def test_ledger__takes_no_record_without_a_grant(article):
    last = Approval.objects.last()
    forged = Approval(
        number=last.number + 1, act=Act.APPROVED, kind=PAGE, key=article.pk, label="x", previous=last.hash
    )
    forged.hash = forged.seal()

    with refused():
        forged.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"revision_id": None},
        {"revision_id": 999_999},
        {"key": 999_999},
        {"kind": "plans.unit"},
    ],
)
def test_standing__is_not_changed_by_hand(article, change):
    with refused():
        Standing.objects.filter(kind=PAGE, key=article.pk).update(**change)


def test_standing_without_a_revision__is_given_none_by_hand(school):
    with refused():
        Standing.objects.filter(kind="wagtailcore.site").update(revision_id=7)


def test_standing__is_neither_made_nor_taken_away_by_hand(article, draft):
    record = Approval.objects.about(PAGE, article.pk).get()

    with refused():
        Standing.objects.filter(kind=PAGE, key=article.pk).delete()
    with refused():
        Standing.objects.create(kind=PAGE, key=draft.pk, approval=record)


def test_suspicion__is_raised_by_anybody_and_cleared_by_nobody(article):
    Standing.objects.filter(kind=PAGE, key=article.pk).update(suspect_since=timezone.now(), suspect_why="thử")

    with refused():
        Standing.objects.filter(kind=PAGE, key=article.pk).update(suspect_since=None)


def test_use_of_a_file__is_not_written_by_hand(school):
    photo = make_photo()
    NewsPageFactory(cover=photo)

    with refused():
        PublicUse.objects.filter(kind="media.photo", key=photo.pk).delete()
    with refused():
        PublicUse.objects.create(owner_kind=PAGE, owner_key=school.pk, kind="media.photo", key=photo.pk, sha256="0")


# --- Files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"title": "Khác"}, {"description": "Khác"}, {"file": "x.jpg"}, {"focal_point_x": 3}]
)
def test_photo__stays_as_it_is_while_it_is_in_public_use(school, change):
    photo = make_photo()
    Photo.objects.filter(pk=photo.pk).update(**change)
    NewsPageFactory(cover=photo)

    with refused():
        Photo.objects.filter(pk=photo.pk).update(title="Khác nữa")
    with refused():
        Photo.objects.filter(pk=photo.pk).delete()


def test_photo__is_free_again_when_nothing_public_uses_it_any_more(school):
    photo = make_photo()
    page = NewsPageFactory(cover=photo)
    take_down(page)

    Photo.objects.filter(pk=photo.pk).update(title="Khác")

    assert Photo.objects.get(pk=photo.pk).title == "Khác"


def test_photo_of_a_gallery__is_not_exchanged(school):
    photo = make_photo()
    gallery = make_gallery(photo)

    with refused():
        GalleryPhoto.objects.filter(page=gallery).update(image=make_photo("Ảnh khác"))


# --- Revisions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"content": {"title": "Khác"}}, {"object_id": "1"}, {"content_type_id": 1}])
def test_approved_revision__is_not_rewritten(article, change):
    with refused():
        Revision.objects.filter(pk=article.live_revision_id).update(**change)


def test_approved_revision__is_not_deleted(article):
    old = article.live_revision_id
    approve(article)

    with refused():
        Revision.objects.filter(pk=old).delete()


def test_submitted_revision__is_not_rewritten_and_a_draft_is(draft, django_user_model):
    author = django_user_model.objects.create(username="tac-gia")
    revision = draft.save_revision(user=author)
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"lead": "Câu đầu khác"})
    draft.get_workflow().start(draft, author)

    with refused():
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"lead": "Câu đầu khác nữa"})


# --- Grants -------------------------------------------------------------------------------------------------------


def test_grant__covers_its_own_object_only(article, draft):
    with held((PAGE, draft.pk)), refused():
        Page.objects.filter(pk=article.pk).update(title="Khác")


def test_grant__is_taken_back_at_the_end_also_after_an_error(article):
    with pytest.raises(ZeroDivisionError), held((PAGE, article.pk)):
        raise ZeroDivisionError

    assert not Grant.objects.exists()
    with refused():
        Page.objects.filter(pk=article.pk).update(title="Khác")


@pytest.mark.django_db(transaction=True)
def test_grant__cannot_be_left_behind(school):
    with pytest.raises(IntegrityError):
        Grant.objects.create(kind=PAGE, key=school.pk)

    assert not Grant.objects.exists()


# --- The triggers themselves --------------------------------------------------------------------------------------


def test_triggers__are_there_after_migrations_and_installing_again_changes_nothing(school):
    assert triggers.faults() == []
    settle()
    triggers.install()
    assert triggers.faults() == []


def test_missing_trigger__is_named(school):
    name = "guard_plans_duty" if connection.vendor == "postgresql" else "guard_plans_duty_update"
    settle()
    sql(f"DROP TRIGGER {name}" + (" ON plans_duty" if connection.vendor == "postgresql" else ""))

    assert triggers.faults() == [name]
    triggers.install()


DISARMED = {
    "switched off": "ALTER TABLE plans_duty DISABLE TRIGGER guard_plans_duty",
    "for copies of the database only": "ALTER TABLE plans_duty ENABLE REPLICA TRIGGER guard_plans_duty",
    "only for new rows": "CREATE OR REPLACE TRIGGER guard_plans_duty BEFORE INSERT ON plans_duty"
    " FOR EACH ROW EXECUTE FUNCTION guard_plans_duty()",
    "never": "CREATE OR REPLACE TRIGGER guard_plans_duty BEFORE INSERT OR UPDATE OR DELETE ON plans_duty"
    " FOR EACH ROW WHEN (FALSE) EXECUTE FUNCTION guard_plans_duty()",
    "to no effect": "CREATE OR REPLACE FUNCTION guard_plans_duty() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NEW; END'",
}


@pytest.mark.parametrize("how", DISARMED)
def test_disarmed_trigger__is_named(school, how):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's triggers can only be dropped")
    settle()
    sql(DISARMED[how])

    assert triggers.faults() == ["guard_plans_duty"]
