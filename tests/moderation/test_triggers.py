"""Row by row and column by column: what the database itself refuses, and what it lets through."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from treebeard.mp_tree import MP_Node
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Site

from feedback.models import Consultation, ConsultationPoint, QuestionAnswer
from home.models import Alert
from moderation import registry
from moderation.guard import refused_by_trigger
from moderation.triggers.tables import guarded_tables
from news.models import NewsPage
from plans.models import Event, ExternalRecord, Holiday, OfficialDocument, PlanItem, SchoolYear, Unit
from tests.factories import NewsPageFactory, StandardPageFactory, UnitFactory, approve, make_plan, take_down
from tests.support.everything import make_everything
from tests.support.guarding import refused, settle, sql

# Restrictions hide: the school has none. Its list pages have no columns of their own that its other pages lack.
NOT_IN_THE_SCHOOL = {
    "wagtailcore_pageviewrestriction",
    "media_galleryindexpage",
    "news_newsindexpage",
    "plans_planindexpage",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(school):
    return NewsPageFactory(title="Tên đã duyệt", slug="ten-da-duyet")


@pytest.fixture
def draft(school):
    return NewsPageFactory(title="Bài đang viết", live=False)


# --- Every table, every column ------------------------------------------------------------------------------------


def rows_in_public(everything: Any) -> Iterator[tuple[type[models.Model], Any, frozenset[str]]]:
    """Yield (model, primary key of a row that the public sees, names of columns that are no content)."""
    records = (_school_year(), _record(everything.item), _event(everything.unit))
    records += (
        _answer(everything.unit),
        _alert(everything.standing),
        _consultation(everything.official, everything.unit),
    )
    beside = (everything.unit, everything.category, everything.official, *records)
    for item in (*everything.public_pages(), *beside):
        subject = registry.subject_of(item)
        if subject.is_page:
            yield Page, item.pk, registry.BOOKKEEPING
            yield type(item), item.pk, subject.private
        else:
            yield type(item), item.pk, registry.BOOKKEEPING | subject.private
        yield from _parts(type(item), [item.pk], subject.private)
    for item in (everything.redirect, everything.site):
        yield type(item), item.pk, registry.subject_of(item).private
    for row in (everything.photo, everything.document):
        content = registry.file_of(type(row)).content
        yield type(row), row.pk, frozenset(f.name for f in row._meta.concrete_fields if f.name not in {*content, "id"})
    yield PlanItem, everything.item.pk, frozenset()


def _school_year() -> SchoolYear:
    days = [datetime.date(*day) for day in ((2026, 9, 5), (2027, 1, 15), (2027, 1, 18), (2027, 5, 31))]
    names = ("starts_on", "first_term_ends_on", "second_term_starts_on", "ends_on")
    year = SchoolYear(from_year=2026, live=False, **dict(zip(names, days, strict=True)))
    year.holidays = [Holiday(name="Tết", starts_on=datetime.date(2027, 2, 1), ends_on=datetime.date(2027, 2, 14))]
    year.save()
    return approve(year)


def _record(item: PlanItem) -> ExternalRecord:
    record = ExternalRecord(title="Phóng sự", url="https://dai.example/", live=False)
    record.serves = [item]
    record.save()
    return approve(record)


def _event(unit: Unit) -> Event:
    event = Event(title="Họp", starts_on=datetime.date(2026, 11, 23), starts_at=datetime.time(7, 30), live=False)
    event.units = [unit]
    event.save()
    return approve(event)


def _answer(unit: Unit) -> QuestionAnswer:
    answer = QuestionAnswer(topic="fees", question="Khi nào thu?", answer="Tháng Mười.", unit=unit, live=False)
    answer.save()
    return approve(answer)


def _consultation(document: OfficialDocument, unit: Unit) -> Consultation:
    days = {"opens_on": datetime.date(2026, 9, 1), "closes_on": datetime.date(2026, 9, 14)}
    made = Consultation(title="Nội quy", question="Giờ nào?", document=document, unit=unit, live=False, **days)
    made.points = [ConsultationPoint(said="Đón sớm.", done="Đã sửa.")]
    made.save()
    return approve(made)


def _alert(page: Page) -> Alert:
    end = timezone.now() + datetime.timedelta(days=1)
    alert = Alert(text="Chiều nay học sinh nghỉ vì mưa bão.", expire_at=end, page=page, live=False)
    alert.save()
    return approve(alert)


def _parts(model: type[models.Model], keys: list[Any], private: frozenset[str]) -> Iterator[Any]:
    for field in registry.links_of(model):
        if field.name not in private:
            through = field.remote_field.through
            ours = through._meta.get_field(field.m2m_field_name()).attname
            yield from ((through, key, frozenset()) for key in _keys(through, ours, keys))
    for relation in registry.children_of(model):
        child = relation.related_model
        found = _keys(child, relation.field.attname, keys)
        yield from ((child, key, frozenset()) for key in found[:1])
        yield from _parts(child, found, private)


def _keys(model: type[models.Model], pointer: str, keys: list[Any]) -> list[Any]:
    return list(model._base_manager.filter(**{f"{pointer}__in": keys}).values_list("pk", flat=True))


OTHER_VALUES = (
    (StreamField, '[{"type": "heading", "value": "Khác", "id": "1"}]'),
    (models.JSONField, '["x"]'),
    (models.DateTimeField, datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)),
    (models.DateField, datetime.date(2001, 1, 1)),
    (models.TimeField, datetime.time(1, 1)),
    (models.UUIDField, uuid.UUID(int=1)),
)


def another_value(field: models.Field, value: Any) -> Any:
    """Return, as the database takes it, some value that `field` does not have."""
    while field.remote_field:
        field = field.target_field
    if isinstance(field, models.BooleanField):
        return not value
    for kind, other in OTHER_VALUES:
        if isinstance(field, kind):
            return other if isinstance(other, str) else field.get_db_prep_save(other, connection)
    return (value or 0) + 7 if isinstance(field, models.IntegerField) else f"{str(value or '')[:20]}x"


def is_refused(statement: str, *values: Any) -> bool:
    """Try `statement` and undo it."""
    try:
        with transaction.atomic():
            sql(statement, *values)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return refused_by_trigger(error)
    return False


def test_every_column_of_every_public_row__is_guarded(school):
    unguarded, seen = set(), set()
    for model, key, free in rows_in_public(make_everything()):
        table, pk = model._meta.db_table, model._meta.pk.column
        row = model._base_manager.filter(pk=key).values().get()
        for field in model._meta.local_concrete_fields:
            if table not in seen and field.name not in free:
                value = another_value(field, row[field.attname])
                if not is_refused(f"UPDATE {table} SET {field.column} = %s WHERE {pk} = %s", value, key):
                    unguarded.add(f"{table}.{field.column}")
        seen.add(table)

    assert not unguarded
    assert {table.name for table in guarded_tables()} - seen <= NOT_IN_THE_SCHOOL


def test_every_public_row__can_be_neither_deleted_nor_doubled(school):
    unguarded = set()
    for model, key, _free in rows_in_public(make_everything()):
        table, pk = model._meta.db_table, model._meta.pk.column
        if not is_refused(f"DELETE FROM {table} WHERE {pk} = %s", key):
            unguarded.add(f"DELETE FROM {table}")
        columns = ", ".join(field.column for field in model._meta.local_concrete_fields)
        again = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {pk} = %s"
        if not is_refused(again, key):
            unguarded.add(f"INSERT INTO {table}")

    assert not unguarded


def test_public_row__is_not_replaced_by_another_with_its_key(article):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows REPLACE")
    columns = [field.column for field in Page._meta.local_concrete_fields]
    said = ", ".join("0" if column == "live" else column for column in columns)
    replace = f"REPLACE INTO wagtailcore_page ({', '.join(columns)}) SELECT {said} FROM wagtailcore_page WHERE id = %s"

    with refused():
        sql(replace, article.pk)


@pytest.mark.parametrize("table", ["wagtailcore_page", "plans_duty", "moderation_approval", "wagtailcore_revision"])
def test_table__is_not_emptied_at_once(school, table):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL knows TRUNCATE")
    settle()

    with refused():
        sql(f"TRUNCATE {table} CASCADE")


def test_live_page__is_not_made_in_one_statement_or_two(article, draft):
    with refused():
        NewsPage.objects.filter(pk=draft.pk).update(live=True)
    with refused():
        Page.objects.bulk_update([Page(pk=draft.pk, live=True)], ["live"])
    with refused():
        copy = NewsPage(title="Bài mới", slug="bai-moi", live=True, lead="x")
        article.get_parent().add_child(instance=copy)


def test_bulk_create__makes_drafts_but_nothing_public(school):
    site = Site.objects.get()
    Unit.objects.bulk_create([Unit(site=site, name="Nháp", slug="nhap", live=False)])

    with refused():
        Unit.objects.bulk_create([Unit(site=site, name="Công khai", slug="cong-khai", live=True)])
    assert Unit.objects.filter(slug="nhap").exists()


def test_bulk_create__does_not_update_what_is_public(school):
    unit = UnitFactory(name="Tổ Bốn")
    changed = Unit(pk=unit.pk, site=unit.site, name="Tên khác", slug=unit.slug, live=False)

    with refused():
        Unit.objects.bulk_create([changed], update_conflicts=True, unique_fields=["id"], update_fields=["name", "live"])


def test_child_of_a_live_page__is_not_added_and_one_of_a_draft_is(school):
    plan, planned = make_plan("Về an toàn"), make_plan("Về an toàn", live=False)

    planned.purposes.model.objects.create(plan=planned, text="Nháp")

    with refused():
        plan.purposes.model.objects.create(plan=plan, text="Thêm vào")


def test_child_of_a_draft__is_not_handed_to_a_live_page(school):
    plan, planned = make_plan("Về an toàn"), make_plan("Về sức khoẻ", live=False)
    area = planned.focus_areas.first()

    with refused():
        type(area).objects.filter(pk=area.pk).update(plan=plan)


def test_grandchild_of_a_live_page__is_guarded_too(school):
    plan = make_plan("Về an toàn")
    party = plan.focus_areas.model.objects.get(plan=plan).parties.model

    with refused():
        party.objects.create(area=plan.focus_areas.model.objects.get(plan=plan), raw="Tổ Năm")


def test_live_page_and_draft__do_not_change_places_by_their_keys(article, draft):
    with refused():
        sql("UPDATE news_newspage SET page_ptr_id = 999999 WHERE page_ptr_id = %s", article.pk)
    with refused():
        sql("UPDATE news_newspage SET page_ptr_id = %s WHERE page_ptr_id = %s", article.pk, draft.pk)


def test_trees_own_move__leaves_public_pages_where_they_are(school):
    above, page = StandardPageFactory(title="Trên"), StandardPageFactory(title="Dưới")

    with refused():
        MP_Node.move(page, above, pos="last-child")


def test_trees_own_move__leaves_public_pages_below_a_draft_where_they_are(school):
    above, target = StandardPageFactory(title="Trên"), StandardPageFactory(title="Đích")
    StandardPageFactory(title="Dưới", parent=above)
    take_down(above)

    with refused():
        MP_Node.move(above, target, pos="last-child")


def test_trees_own_delete__leaves_public_pages(article):
    with refused():
        MP_Node.delete(article)
    with refused():
        Page.objects.filter(pk=article.pk).delete()


def test_draft_above_a_public_page__keeps_its_address_and_is_not_deleted(school):
    above = StandardPageFactory(title="Trên", slug="tren")
    StandardPageFactory(title="Dưới", parent=above)
    take_down(above)

    with refused():
        Page.objects.filter(pk=above.pk).update(slug="khac")
    with refused():
        sql("DELETE FROM wagtailcore_page WHERE id = %s", above.pk)


def test_reordering__passes_for_drafts_and_for_public_pages_with_pages_below(school):
    first, second = StandardPageFactory(title="Một"), StandardPageFactory(title="Hai")
    below = StandardPageFactory(title="Dưới", parent=second)
    draft = StandardPageFactory(title="Nháp", live=False)

    Page.objects.get(pk=draft.pk).move(Page.objects.get(pk=first.pk), pos="left")
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")

    assert Page.objects.get(pk=below.pk).get_parent().pk == second.pk
    assert [page.pk for page in Page.objects.get(pk=school.pk).get_children()][-3:] == [draft.pk, second.pk, first.pk]


def test_draft__is_moved_and_deleted_freely(school):
    above, draft = StandardPageFactory(title="Trên"), StandardPageFactory(title="Nháp", live=False)

    Page.objects.get(pk=draft.pk).move(Page.objects.get(pk=above.pk), pos="last-child")
    Page.objects.get(pk=draft.pk).delete()

    assert not Page.objects.filter(pk=draft.pk).exists()


def test_live_page__is_not_made_to_follow_another(article):
    other = NewsPageFactory()

    with refused():
        Page.objects.filter(pk=article.pk).update(alias_of=other.pk)


def test_draft_save_of_a_live_page__passes_and_shows_nothing(article):
    article.title = "Tên nháp"
    article.save_revision()

    stored = NewsPage.objects.get(pk=article.pk)
    assert (stored.title, stored.draft_title, stored.has_unpublished_changes) == ("Tên đã duyệt", "Tên nháp", True)


def test_lock_and_owner_of_a_live_page__are_bookkeeping(article, django_user_model):
    person = django_user_model.objects.create(username="chu-nhan")

    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=person, owner=person)
    person.delete()

    assert Page.objects.get(pk=article.pk).owner is None


# --- Rows without drafts ------------------------------------------------------------------------------------------


def test_redirects__are_not_written_by_hand(article):
    site = Site.objects.get()

    with refused():
        Redirect.objects.create(old_path="/cu", site=site, redirect_page=article)
    with refused():
        Redirect.objects.bulk_create([Redirect(old_path="/cu", site=site, redirect_link="https://example.org/")])


def test_privacy__is_not_set_by_hand(article):
    with refused():
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)


def test_front_page_of_the_site__is_not_chosen_by_hand_but_its_host_is(article):
    site = Site.objects.get()
    Site.objects.filter(pk=site.pk).update(hostname="truong.example.org", port=443)

    with refused():
        Site.objects.filter(pk=site.pk).update(root_page=article)
    with refused():
        Site.objects.create(hostname="khac.example.org", root_page=article)
