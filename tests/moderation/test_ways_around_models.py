"""Known ways around stock Wagtail, past its views: models, actions, commands, aliases, moments. Each is closed."""

import datetime
import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from home.models import StandardPage
from moderation import moments, publishing
from moderation.guard import NotApproved
from moderation.models import Act, Approval
from moderation.publishing import Decision
from moderation.registry import PAGE
from moderation.verification import verify
from plans.models import Unit
from tests.factories import NewsPageFactory, StandardPageFactory, UnitFactory, approve, take_down
from tests.support.guarding import refused, settle

pytestmark = pytest.mark.django_db
AN_HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def article(school):
    return NewsPageFactory(title="Tên đã duyệt", slug="ten-da-duyet")


@pytest.fixture
def draft(school):
    return NewsPageFactory(title="Bài đang viết", slug="bai-dang-viet", live=False)


def stored(page):
    return type(page).objects.get(pk=page.pk)


def status(page):
    return Client().get(page.get_url()).status_code


# --- Saving, publishing, taking down ------------------------------------------------------------------------------


def test_save__of_a_live_page_is_refused_with_its_name_in_the_sentence(article):
    article.title = "Tên lén"

    with pytest.raises(NotApproved, match="Tên lén"):
        article.save()


def test_save__of_a_live_page_as_it_is_passes(article):
    article.save()

    assert stored(article).title == "Tên đã duyệt"


def test_save__through_wagtails_own_model_is_refused_too(article):
    page = Page.objects.get(pk=article.pk)
    page.title = "Tên lén"

    with refused():
        page.save()


def test_save__of_some_columns_is_refused_too(article):
    article.lead = "Câu lén"

    with refused():
        article.save(update_fields=["lead"])


@pytest.mark.parametrize("way", ["revision", "page"])
def test_publish__by_nobody_is_refused(draft, way):
    revision = draft.save_revision()

    with refused():
        revision.publish(user=None) if way == "revision" else draft.publish(revision, user=None)
    assert not stored(draft).live


def test_unpublish__is_refused(article):
    with refused():
        article.unpublish()
    assert stored(article).live


def test_delete_and_move__are_refused(article):
    with refused():
        Page.objects.get(pk=article.pk).delete()
    with refused():
        Page.objects.get(pk=article.pk).move(Page.objects.get(depth=2), pos="last-child")
    assert stored(article).url_path == article.url_path


def test_draft_that_was_never_public__is_saved_moved_and_deleted(draft):
    draft.title = "Tên khác"
    draft.save()
    stored(draft).delete()

    assert not Page.objects.filter(pk=draft.pk).exists()


# --- Aliases, copies, translations --------------------------------------------------------------------------------


def test_alias__of_a_public_page_is_not_made_by_hand(article):
    with refused():
        article.create_alias(update_slug="ban-sao")


def test_alias_and_its_page__are_approved_together(school):
    page = StandardPageFactory(title="Giới thiệu", live=False)
    alias = page.create_alias(update_slug="ban-sao")

    approve(page)

    assert StandardPage.objects.public().filter(pk=alias.pk).exists()
    assert Approval.objects.about(PAGE, alias.pk).get().act == Act.CARRIED
    assert verify() == []


def test_alias__follows_the_next_approval_and_nothing_before(school):
    page = StandardPageFactory(title="Giới thiệu", live=False)
    alias = page.create_alias(update_slug="ban-sao")
    approve(page)
    page.title = "Giới thiệu trường"
    page.save_revision()
    assert stored(alias).title == "Giới thiệu"

    approve(page)

    assert stored(alias).title == "Giới thiệu trường"
    assert verify() == []


def test_update_aliases__by_hand_is_refused(school):
    page = StandardPageFactory(title="Giới thiệu", live=False)
    alias = page.create_alias(update_slug="ban-sao")
    approve(page)
    page.title = "Tên lén"

    with refused():
        page.update_aliases()
    assert stored(alias).title == "Giới thiệu"


def test_alias__goes_with_its_page_when_that_is_taken_down(school):
    page = StandardPageFactory(title="Giới thiệu", live=False)
    alias = page.create_alias(update_slug="ban-sao")
    approve(page)

    take_down(page)

    assert status(stored(alias)) == 410
    assert verify() == []


def test_copy__that_keeps_live_is_refused_and_a_draft_is_made(article):
    with refused():
        article.copy(update_attrs={"slug": "ban-sao"}, keep_live=True)

    copy = article.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)

    assert not stored(copy).live


def test_copy__of_a_whole_branch_is_a_draft_at_every_level(school):
    above = StandardPageFactory(title="Trên")
    StandardPageFactory(title="Dưới", parent=above)

    copy = above.copy(recursive=True, update_attrs={"slug": "ban-sao"}, keep_live=False)

    assert not copy.get_descendants(inclusive=True).live().exists()


def test_copy_for_translation__as_alias_is_refused_and_as_a_draft_is_made(article, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    english = Locale.objects.create(language_code="en")
    for above in article.get_ancestors().filter(depth__gt=1).specific():
        above.copy_for_translation(english)

    with refused():
        article.copy_for_translation(english, alias=True)
    translation = article.copy_for_translation(english)

    assert not translation.live
    assert verify() == []


def test_mirror_of_a_mirror__is_approved_with_both(school):
    page = StandardPageFactory(title="Giới thiệu", live=False)
    again = page.create_alias(update_slug="ban-sao").create_alias(update_slug="ban-sao-2")

    approve(page)
    assert status(stored(again)) == 200
    assert verify() == []

    take_down(page)
    assert status(stored(again)) == 410
    assert verify() == []


# --- Moments ------------------------------------------------------------------------------------------------------


def planned(page, moment=None):
    """Let `page` be approved for a moment to come."""
    page.go_live_at = moment or timezone.now() + AN_HOUR
    revision = page.save_revision()
    publishing.publish(revision, Decision(Act.APPROVED))
    return revision


def let_it_be_later(monkeypatch, by=2 * AN_HOUR):
    later = timezone.now() + by
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)


def test_moment_that_was_approved__comes(draft, monkeypatch):
    planned(draft)
    assert not stored(draft).live
    let_it_be_later(monkeypatch)

    moments.keep_appointed_moments()

    assert status(stored(draft)) == 200
    assert Approval.objects.about(PAGE, draft.pk).first().act == Act.WENT_LIVE
    assert verify() == []


@pytest.mark.parametrize("keep", [moments.keep_appointed_moments, lambda: call_command("publish_scheduled")])
def test_moment_set_by_hand__does_not_come(draft, keep):
    revision = draft.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - AN_HOUR)

    with suppress(NotApproved):
        keep()

    assert not stored(draft).live


@pytest.mark.parametrize("then", ["another version", "taken down", "published at once"])
def test_moment_that_was_approved_once__does_not_come_after_another_decision(draft, then, monkeypatch):
    old = planned(draft)
    draft = stored(draft)
    draft.go_live_at, draft.title = None, "Bản sau"
    if then == "taken down":
        publishing.unpublish(draft, Decision(Act.WITHDRAWN))
    elif then == "another version":
        planned(draft)
    else:
        approve(draft)
    Revision.objects.filter(pk=old.pk).update(approved_go_live_at=timezone.now() + AN_HOUR)
    let_it_be_later(monkeypatch)

    moments.keep_appointed_moments()

    assert stored(draft).live_revision_id != old.pk


def test_moment_of_one_that_cannot_come__holds_up_no_other(school, monkeypatch):
    first, second = NewsPageFactory(live=False), NewsPageFactory(live=False)
    planned(first)
    planned(second, timezone.now() + AN_HOUR + AN_HOUR / 2)
    monkeypatch.setattr("moderation.sealing.content_hash", _failing_for(first))
    let_it_be_later(monkeypatch)

    moments.keep_appointed_moments()

    assert stored(second).live
    assert not stored(first).live


def _failing_for(page):
    from moderation.content import content_hash

    def hash_or_fail(subject, key):
        if key == page.pk:
            raise RuntimeError
        return content_hash(subject, key)

    return hash_or_fail


def test_end_that_was_approved__comes(school, monkeypatch):
    page = NewsPageFactory(expire_at=timezone.now() + AN_HOUR)
    assert status(page) == 200
    let_it_be_later(monkeypatch)

    moments.keep_appointed_moments()

    assert status(stored(page)) == 410
    assert Approval.objects.about(PAGE, page.pk).first().act == Act.EXPIRED
    assert verify() == []


def test_end__is_not_set_by_hand(article):
    with refused():
        Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - AN_HOUR)


def test_end_in_a_draft__ends_nothing(article, monkeypatch):
    article.expire_at = timezone.now() + AN_HOUR
    article.save_revision()
    let_it_be_later(monkeypatch)

    moments.keep_appointed_moments()

    assert status(article) == 200


# --- Addresses ----------------------------------------------------------------------------------------------------


def test_new_slug_of_a_page__takes_public_pages_below_along_and_leaves_redirects(school):
    above = StandardPageFactory(title="Trên", slug="tren")
    below = StandardPageFactory(title="Dưới", slug="duoi", parent=above)
    above.slug = "khac"

    approve(above)

    reader = Client()
    assert reader.get("/khac/duoi/").status_code == 200
    assert reader.get("/tren/")["Location"] == "/khac/"
    assert reader.get("/tren/duoi/")["Location"] == "/khac/duoi/"
    assert stored(below).title == "Dưới"
    assert verify() == []


def test_new_slug_in_a_draft__moves_nothing(school):
    above = StandardPageFactory(title="Trên", slug="tren")
    StandardPageFactory(title="Dưới", slug="duoi", parent=above)
    above.slug = "khac"
    above.save_revision()

    assert Client().get("/tren/duoi/").status_code == 200
    assert Client().get("/khac/duoi/").status_code == 404


def test_new_slug_of_a_draft_above__is_refused_while_public_pages_are_below(school):
    above = StandardPageFactory(title="Trên", slug="tren")
    below = StandardPageFactory(title="Dưới", slug="duoi", parent=above)
    take_down(above)
    above.slug = "khac"

    with refused():
        above.save()
    assert status(below) == 200


# --- Commands -----------------------------------------------------------------------------------------------------


def load(tmp_path, *fixtures):
    path = tmp_path / "fixture.json"
    path.write_text(json.dumps([entry for text in fixtures for entry in json.loads(text)]))
    call_command("loaddata", path, verbosity=0)


def test_loaddata__of_a_changed_live_page_is_refused(article, tmp_path):
    page, content = serialize("json", [Page.objects.get(pk=article.pk)]), serialize("json", [article])

    with refused():
        load(tmp_path, page.replace("Tên đã duyệt", "Tên lén"))
    with refused():
        load(tmp_path, content.replace(article.lead, "Câu lén"))
    assert stored(article).title == "Tên đã duyệt"


def test_loaddata__of_a_live_page_that_is_not_there_is_refused(article, tmp_path):
    page = json.loads(serialize("json", [Page.objects.get(pk=article.pk)]))
    page[0]["pk"], page[0]["fields"]["path"], page[0]["fields"]["slug"] = 999, f"{article.path[:-4]}0099", "nap-len"

    with refused():
        load(tmp_path, json.dumps(page))


def test_loaddata__of_drafts_passes(article, tmp_path):
    unit = json.loads(serialize("json", [UnitFactory(name="Tổ nháp", live=False)]))
    unit[0]["pk"], unit[0]["fields"]["slug"] = 999, "nap-len"

    load(tmp_path, json.dumps(unit))

    assert not Unit.objects.get(pk=999).live
    assert verify() == []


def test_move_pages__is_refused_for_public_pages(article):
    target = StandardPageFactory(title="Đích")

    with refused():
        call_command("move_pages", article.get_parent().pk, target.pk, stdout=StringIO())
    assert status(article) == 200


def test_purge_revisions__leaves_what_was_approved(article):
    old = article.live_revision_id
    approve(article)
    draft = article.save_revision()
    article.save_revision()

    with refused():
        call_command("purge_revisions", stdout=StringIO())
    assert Revision.objects.filter(pk=old).exists()
    assert Revision.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("command", ["fixtree", "set_url_paths", "rebuild_references_index", "wagtail_update_index"])
def test_upkeep__changes_nothing_that_is_public(article, command):
    before = Client().get(article.url).content
    options = {"interactive": False} if command == "fixtree" else {}

    call_command(command, stdout=StringIO(), **options)

    assert Client().get(article.url).content == before
    assert verify() == []


def test_flush__is_refused(article):
    settle()

    with pytest.raises(CommandError), transaction.atomic():
        call_command("flush", interactive=False, stdout=StringIO())
    assert status(article) == 200
