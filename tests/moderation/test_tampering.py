"""What somebody who owns the database or the disk changes is found, named and not served, until it is mended."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Revision, Site

from common.models import User
from home.models import HomePage, MenuEntry, StandardPage
from media import publicity, renditions
from media.models import GalleryPhoto, Photo, PhotoRendition
from moderation import publishing
from moderation.guard import NotApproved
from moderation.models import Act, Approval, Grant, PublicUse, Standing
from moderation.publishing import Decision
from moderation.registry import PAGE
from moderation.roles import OFFICE, Role, has_role
from news.models import Category, NewsPage
from plans.models import Duty, PlanItem, Unit
from tests.factories import approve, make_user
from tests.support.everything import OLD_ADDRESS, Everything, built
from tests.support.guarding import settle, sql, unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DIFFERS = "khác với nội dung đã duyệt"
NEVER_APPROVED = "đang công khai mà chưa từng được duyệt"


@pytest.fixture
def own_files():
    """All tests here share one school, with its files."""


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker, tmp_path_factory):
    with built(tmp_path_factory.mktemp("uploads"), django_db_blocker) as everything:
        yield everything


@pytest.fixture
def everything(shared, db):
    return copy.deepcopy(shared)


def test_school_with_everything__is_as_approved(everything):
    assert report() == []


def report() -> list[dict[str, str]]:
    """Run the command as a machine does. Return what it said; the exit status says whether it said anything."""
    said, status = StringIO(), 0
    try:
        call_command("verify_approvals", "--json", stdout=said)
    except SystemExit as end:
        status = end.code
    faults = json.loads(said.getvalue())
    assert status == bool(faults)
    return faults


def named(item: Any) -> str:
    """Return how the report names an object: its kind and key."""
    return f"{PAGE if isinstance(item, Page) else item._meta.label_lower} {item.pk} "


def told(faults: list[dict[str, str]], item: Any, what: str) -> dict[str, str]:
    """Return the one line that says this of the object."""
    (line,) = [each for each in faults if each["object"].startswith(named(item)) and each["what"] == what]
    return line


def found_by_readers(title: str, address: str) -> set[str]:
    """Return where an anonymous reader meets the object: its own address, lists, the feed, the search."""
    lists = ("/", "/tin-tuc/", "/tin-tuc/rss/", "/thu-vien-anh/", "/ke-hoach/", "/don-vi/", f"/tim-kiem/?q={title}")
    reader = Client(raise_request_exception=False)
    found = {each for each in lists if f">{title}<" in _unmarked(reader.get(each).content.decode())}
    return found | {address} if reader.get(address).status_code == 200 else found


def _unmarked(html: str) -> str:
    """Return a page without the marks round the words that were searched for."""
    return html.replace("<mark>", "").replace("</mark>", "")


# --- Objects ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tampering:
    """One thing done behind the guard's back to `item`, what undoes it, and what the verification says of it."""

    item: Callable[[Everything], Any]
    do: Callable[[Everything], Any]
    undo: Callable[[Everything], Any]
    what: str = DIFFERS


def columns(item: Callable[[Everything], Any], model: Any, what: str = DIFFERS, **changes: Any) -> Tampering:
    """Return a tampering with columns of the object's row in `model`'s table."""
    before: dict[str, Any] = {}

    def do(there: Everything) -> None:
        rows = model.objects.filter(pk=item(there).pk)
        before.update(rows.values(*changes).get())
        rows.update(**changes)

    return Tampering(item, do, lambda there: model.objects.filter(pk=item(there).pk).update(**before), what)


def article(there: Everything) -> NewsPage:
    return there.article


def _rewritten(there: Everything, **changes: Any) -> None:
    revision = Revision.objects.filter(pk=there.article.live_revision_id)
    revision.update(content=there.article.live_revision.content | changes)


def _first_record(item: Any) -> Any:
    return Approval.objects.about(PAGE if isinstance(item, Page) else item._meta.label_lower, item.pk).filter()


TAMPERINGS = {
    "title of a live page": columns(article, Page, title="Tên bị sửa"),
    "words of a live page": columns(article, NewsPage, lead="Câu bị sửa"),
    "photo of a live page": columns(article, NewsPage, cover=None),
    "end of a live page": columns(article, Page, expire_at=None),
    "address of a live page": columns(
        article, Page, "nằm ở địa chỉ khác địa chỉ đã duyệt", url_path="/trang-chu/tin-tuc/khac/"
    ),
    "slug of a live page": columns(article, Page, slug="khac"),
    "which version is live": columns(article, Page, "đang hiện một phiên bản khác bản đã duyệt", live_revision=None),
    "live page switched off": columns(article, Page, "đã được duyệt mà không còn công khai", live=False),
    "type of a live page": Tampering(
        article,
        lambda there: Page.objects.filter(pk=there.article.pk).update(
            content_type=ContentType.objects.get_for_model(StandardPage)
        ),
        lambda there: Page.objects.filter(pk=there.article.pk).update(
            content_type=ContentType.objects.get_for_model(NewsPage)
        ),
        "thuộc loại khác loại đã duyệt",
    ),
    "link to the plan taken away": Tampering(
        article,
        lambda there: NewsPage.serves.through.objects.filter(newspage=there.article).delete(),
        lambda there: NewsPage.serves.through.objects.create(newspage=there.article, planitem=there.item),
    ),
    "approved version rewritten": Tampering(
        article,
        lambda there: _rewritten(there, lead="Câu bị sửa"),
        _rewritten,
        "phiên bản đã duyệt bị sửa hoặc bị mất",
    ),
    "page put under another": Tampering(
        article,
        lambda there: sql(
            "UPDATE wagtailcore_page SET path = %s WHERE id = %s",
            f"{there.gallery.get_parent().path}0009",
            article(there).pk,
        ),
        lambda there: sql("UPDATE wagtailcore_page SET path = %s WHERE id = %s", there.article.path, there.article.pk),
    ),
    "caption in a gallery": Tampering(
        lambda there: there.gallery,
        lambda there: GalleryPhoto.objects.filter(page=there.gallery).update(caption="Chú thích bị sửa"),
        lambda there: GalleryPhoto.objects.filter(page=there.gallery).update(caption=""),
    ),
    "photo added to a gallery": Tampering(
        lambda there: there.gallery,
        lambda there: GalleryPhoto.objects.create(page=there.gallery, image=there.photo, sort_order=9),
        lambda there: GalleryPhoto.objects.get(page=there.gallery, sort_order=9).delete(),
    ),
    "duty of a unit under a plan": Tampering(
        lambda there: there.responsibility,
        lambda there: Duty.objects.filter(page=there.responsibility, text="Báo cáo").update(text="Không báo cáo"),
        lambda there: (
            Duty.objects.filter(page=there.responsibility).exclude(text="Tuyên truyền").update(text="Báo cáo")
        ),
    ),
    "item of a plan": Tampering(
        lambda there: there.plan,
        lambda there: PlanItem.objects.filter(pk=there.item.pk).update(title="Mục bị sửa"),
        lambda there: PlanItem.objects.filter(pk=there.item.pk).update(title=there.item.title),
    ),
    "telephone of a unit": columns(lambda there: there.unit, Unit, phone="0900 000 000"),
}


def address_of(item: Any) -> str:
    return item.get_url() if isinstance(item, Page) else item.url


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering__is_named_and_not_served_until_it_is_mended(everything, name):
    tampering = TAMPERINGS[name]
    item = tampering.item(everything)
    title, address = str(item), address_of(item)
    before = found_by_readers(title, address)
    record = Standing.objects.get(kind=PAGE if isinstance(item, Page) else "plans.unit", key=item.pk).approval

    with unguarded():
        tampering.do(everything)
    faults = report()

    assert told(faults, item, tampering.what)["since"] == record.made_at.isoformat()
    assert found_by_readers(title, address) == set()
    assert found_by_readers("Tên bị sửa", "/tin-tuc/khac/") == set()

    with unguarded():
        tampering.undo(everything)
    assert report() == []
    assert found_by_readers(title, address) == before
    assert address in before


# --- What was never approved --------------------------------------------------------------------------------------


def test_unit_switched_on_by_hand__is_not_served_even_before_it_is_found(everything):
    with unguarded():
        Unit.objects.filter(pk=everything.draft_unit.pk).update(live=True)

    assert found_by_readers("Tổ Năm", everything.draft_unit.url) == set()
    assert told(report(), everything.draft_unit, NEVER_APPROVED)


def test_page_inserted_by_hand__is_not_served_even_before_it_is_found(everything):
    with unguarded():
        page = NewsPage(title="Bài lén", slug="bai-len", lead="x", live=True)
        everything.article.get_parent().add_child(instance=page)

    assert found_by_readers("Bài lén", page.get_url()) == set()
    assert told(report(), page, NEVER_APPROVED)


def test_standing_forged_for_a_page__is_found_and_then_not_served(everything):
    old = Approval.objects.about(PAGE, everything.home.pk).last()
    revision = everything.draft.save_revision()
    with unguarded():
        Page.objects.filter(pk=everything.draft.pk).update(live=True, live_revision=revision)
        Standing.objects.create(kind=PAGE, key=everything.draft.pk, approval=old, revision_id=revision.pk)

    assert told(report(), everything.draft, "đang công khai mà không có quyết định")
    assert found_by_readers("Bài đang viết", everything.draft.get_url()) == set()


def test_forged_appointment__gives_no_power_even_before_it_is_found(school):
    principal, usurper = make_user(Role.PRINCIPAL), make_user(Role.DEPUTY_PRINCIPAL)
    record = Approval.objects.about(OFFICE, usurper.pk).first()
    with unguarded():
        usurper.groups.set(principal.groups.all())
        Approval.objects.filter(pk=record.pk).update(
            content_hash=Approval.objects.about(OFFICE, principal.pk).first().content_hash
        )

    assert not has_role(User.objects.get(pk=usurper.pk), Role.PRINCIPAL)
    assert told(report(), usurper, "việc cử người duyệt không đúng quyết định")


def test_appointment_whose_record_was_changed__gives_no_power_any_more(school):
    principal = make_user(Role.PRINCIPAL)
    with unguarded():
        Approval.objects.about(OFFICE, principal.pk).update(comment="Đã sửa")

    report()

    assert not has_role(User.objects.get(pk=principal.pk), Role.PRINCIPAL)


# --- The ledger ---------------------------------------------------------------------------------------------------


def test_changed_record__is_named_and_what_it_covers_is_not_served(everything):
    record = Approval.objects.about(PAGE, everything.article.pk).get()
    with unguarded():
        Approval.objects.filter(pk=record.pk).update(decided_by_name="Người khác")
    what = f"dòng {record.number} trong sổ duyệt đã bị sửa"

    assert told(report(), everything.article, what)["since"] == record.made_at.isoformat()
    assert found_by_readers(everything.article.title, everything.article.get_url()) == set()

    with unguarded():
        Approval.objects.filter(pk=record.pk).update(decided_by_name="")
    assert report() == []


def test_deleted_record_in_the_middle__leaves_a_gap_that_is_named(everything):
    old = Approval.objects.about(PAGE, everything.article.pk).get()
    number = old.number
    approve(everything.article)
    with unguarded():
        old.delete()

    (fault,) = report()

    assert fault["what"] == f"sổ duyệt thiếu dòng ở trước số {number + 1}"


def test_deleted_record_of_what_stands__leaves_it_unapproved(everything):
    page = approve(NewsPage.objects.get(pk=everything.article.pk))
    record = Approval.objects.about(PAGE, page.pk).first()
    with unguarded():
        Standing.objects.filter(approval=record).delete()
        record.delete()

    faults = report()

    assert told(faults, page, NEVER_APPROVED)
    assert told(faults, page, "đã có quyết định mà không thấy hiệu lực")
    assert found_by_readers(page.title, page.get_url()) == set()


# --- Files --------------------------------------------------------------------------------------------------------

OTHER_FILE = "tệp, hoặc lời ghi kèm tệp, không phải bản đã duyệt"


def exchanged(path: Path, content: bytes = b"anh khac") -> bytes:
    """Put other bytes into a file and return what was there."""
    before = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    return before


def public_rendition(photo: Photo) -> PhotoRendition:
    """Make the photo's renditions and give them to the public. Return one of them."""
    renditions.make_for(photo)
    return PhotoRendition.objects.public().filter(image=photo).first()


def test_exchanged_document__is_named_and_not_given_out_until_it_is_mended(everything):
    path, address = Path(everything.document.file.path), everything.document.url
    assert Client().get(address).status_code == 200
    before = exchanged(path)

    assert told(report(), everything.document, OTHER_FILE)["since"]
    assert Client().get(address).status_code == 404

    exchanged(path, before)
    assert report() == []
    assert Client().get(address).status_code == 200


def test_exchanged_photo__is_named_and_its_renditions_are_given_out_no_more(
    everything, django_capture_on_commit_callbacks
):
    path, address = Path(everything.cover.file.path), public_rendition(everything.cover).url
    assert Client().get(address).status_code == 200
    before = exchanged(path)

    with django_capture_on_commit_callbacks(execute=True):
        assert told(report(), everything.cover, OTHER_FILE)
    assert Client().get(address).status_code == 404

    exchanged(path, before)
    with django_capture_on_commit_callbacks(execute=True):
        assert report() == []
    assert Client().get(address).status_code == 200


def test_exchanged_rendition_in_the_public_folder__is_named_and_given_out_no_more(
    everything, django_capture_on_commit_callbacks
):
    rendition = public_rendition(everything.cover)
    exchanged(Path(publicity.public_path(rendition.file.name)))
    assert Client().get(rendition.url).getvalue() == b"anh khac"

    with django_capture_on_commit_callbacks(execute=True):
        assert told(report(), everything.cover, "một bản hiển thị của ảnh đã bị đánh tráo")
    assert Client().get(rendition.url).status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        assert report() == []
    assert len(Client().get(rendition.url).getvalue()) > 100


@pytest.mark.parametrize("words", [{"description": "Lời bị sửa"}, {"title": "Tên bị sửa"}, {"credit": "Người khác"}])
def test_words_of_a_public_photo__are_part_of_what_was_approved(everything, words):
    with unguarded():
        Photo.objects.filter(pk=everything.cover.pk).update(**words)

    assert told(report(), everything.cover, OTHER_FILE)


def test_photo_hidden_by_hand__is_named(everything):
    with unguarded():
        Photo.objects.filter(pk=everything.cover.pk).update(withdrawn_at=timezone.now())

    assert told(report(), everything.cover, "bị ẩn mà không có quyết định")


def test_use_of_a_file_forged__is_named_and_gives_nothing_out(everything):
    document = everything.unused_document
    use = PublicUse(owner_kind=PAGE, owner_key=everything.article.pk, kind="media.schooldocument", key=document.pk)
    with unguarded():
        use.save()

    assert told(report(), everything.article, "dùng tệp khác với những tệp đã duyệt")
    assert Client().get(document.url).status_code == 404


# --- Rows without drafts ------------------------------------------------------------------------------------------


def test_redirect_bent_elsewhere__is_named_and_not_followed_until_it_is_mended(everything):
    redirect = everything.redirect
    assert Client().get(f"{OLD_ADDRESS}/")["Location"] == everything.article.get_url()
    with unguarded():
        Redirect.objects.filter(pk=redirect.pk).update(redirect_page=None, redirect_link="https://example.org/")

    assert told(report(), redirect, DIFFERS)
    assert Client().get(f"{OLD_ADDRESS}/").status_code == 404

    with unguarded():
        Redirect.objects.filter(pk=redirect.pk).update(redirect_page=everything.article, redirect_link="")
    assert report() == []
    assert Client().get(f"{OLD_ADDRESS}/").status_code == 301


def test_redirect_inserted_by_hand__is_not_followed_even_before_it_is_found(everything):
    with unguarded():
        forged = Redirect.objects.create(old_path="/len", redirect_link="https://example.org/")

    assert Client().get("/len/").status_code == 404
    assert told(report(), forged, NEVER_APPROVED)


def test_restriction_added__is_named(everything):
    with unguarded():
        hidden = PageViewRestriction.objects.create(page=everything.article, restriction_type="login")

    assert told(report(), hidden, NEVER_APPROVED)


def test_front_page_exchanged__is_named(everything):
    with unguarded():
        Site.objects.update(root_page=everything.standing)

    assert told(report(), everything.site, DIFFERS)


def test_menu_changed__is_named(everything):
    with unguarded():
        MenuEntry.objects.first().delete()

    assert told(report(), everything.home, DIFFERS)


def test_category_renamed__shows_on_no_article(everything):
    with unguarded():
        Category.objects.filter(pk=everything.category.pk).update(name="Tên bị sửa")

    assert told(report(), everything.category, DIFFERS)
    assert "Tên bị sửa" not in Client().get(everything.article.get_url()).content.decode()
    assert "Tên bị sửa" not in Client().get("/tin-tuc/").content.decode()


def test_unit_renamed__shows_nowhere(everything):
    with unguarded():
        Unit.objects.filter(pk=everything.unit.pk).update(name="Tên bị sửa")
    report()

    for page in everything.public_pages():
        assert "Tên bị sửa" not in Client().get(page.get_url()).content.decode(), page


# --- Guard and tree -----------------------------------------------------------------------------------------------


def test_dropped_trigger__is_named_and_nothing_is_hidden(everything):
    name = "guard_plans_duty" if connection.vendor == "postgresql" else "guard_plans_duty_update"
    with unguarded():
        pass
    settle()
    sql(f"DROP TRIGGER {name}" + (" ON plans_duty" if connection.vendor == "postgresql" else ""))

    assert report() == [{"object": name, "what": "chốt chặn trong cơ sở dữ liệu bị mất hoặc bị sửa", "since": ""}]
    assert not Standing.objects.exclude(suspect_since=None).exists()


def test_grant_left_behind__is_named(everything):
    grant = Grant.objects.create(kind=PAGE, key=everything.article.pk)

    assert told(report(), everything.article, "còn sót một giấy phép ghi")
    grant.delete()


def test_page_out_of_its_place_in_the_tree__is_named_and_mended_by_fixtree(everything):
    Page.objects.filter(pk=everything.standing.pk).update(numchild=0)

    assert told(report(), everything.standing, "lạc chỗ trong cây trang (manage.py fixtree)")

    call_command("fixtree", interactive=False, stdout=StringIO())
    assert report() == []


def test_content_of_a_live_page_deleted__is_named(everything):
    content = StandardPage.objects.filter(pk=everything.below.pk).values().get()
    with unguarded():
        sql("DELETE FROM home_standardpage WHERE page_ptr_id = %s", everything.below.pk)

    assert told(report(), everything.below, NEVER_APPROVED)

    with unguarded():
        StandardPage(**content).save_base(raw=True)
    assert report() == []


# --- No later act makes tampering good ----------------------------------------------------------------------------


def test_moving_a_tampered_page__is_refused(everything):
    with unguarded():
        Page.objects.filter(pk=everything.below.pk).update(title="Tên bị sửa")

    with pytest.raises(NotApproved):
        publishing.move(everything.below, everything.home, Decision(Act.MOVED))


def test_deleting_what_a_tampered_page_points_to__does_not_seal_the_tampering(everything):
    with unguarded():
        HomePage.objects.update(motto="Khẩu hiệu bị sửa")

    publishing.delete(everything.gallery, Decision(Act.DELETED))

    assert told(report(), everything.home, DIFFERS)


def test_deleting_what_a_sound_page_points_to__leaves_it_sound(everything):
    publishing.delete(everything.gallery, Decision(Act.DELETED))

    assert report() == []
    assert Client().get("/").status_code == 200


def test_sealing_again__does_not_seal_tampering(everything):
    with unguarded():
        Page.objects.filter(pk=everything.article.pk).update(title="Tên bị sửa")

    call_command("break_glass", "--reseal", "--reason", "Nâng cấp", stdout=StringIO())

    assert told(report(), everything.article, DIFFERS)


def test_sealing_again__seals_what_an_upgrade_hashes_otherwise(everything, monkeypatch):
    monkeypatch.setattr("moderation.content._EMPTY", (None, ""))
    assert report()

    call_command("break_glass", "--reseal", "--reason", "Nâng cấp", stdout=StringIO())

    assert report() == []


# --- The command --------------------------------------------------------------------------------------------------


def test_command__says_one_line_for_each_fault_object_what_since(everything):
    with unguarded():
        Unit.objects.filter(pk=everything.unit.pk).update(phone="0900 000 000")
    made = timezone.localtime(Approval.objects.about("plans.unit", everything.unit.pk).get().made_at)
    said = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("verify_approvals", stdout=said)

    assert end.value.code == 1
    expected = f"plans.unit {everything.unit.pk} “Tổ Bốn”, khác với nội dung đã duyệt, {made:%d/%m/%Y %H:%M}"
    assert said.getvalue().splitlines() == [expected]


def test_command__says_that_all_is_well(everything):
    said = StringIO()

    call_command("verify_approvals", stdout=said)

    assert said.getvalue().strip() == f"Mọi nội dung đúng như đã duyệt: {Approval.objects.count()} quyết định."
