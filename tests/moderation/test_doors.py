"""Wagtail's own views to what is public: they lead to the request, or say why not; drafts go on as ever."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import StandardPage
from moderation import publishing
from moderation.links import ask_path
from moderation.models import Act, Approval, Request
from moderation.publishing import Decision
from moderation.registry import PAGE, kind_of
from moderation.roles import Role
from news.models import Category, NewsPage
from plans.models import Unit
from tests.factories import CategoryFactory, NewsPageFactory, StandardPageFactory, UnitFactory, make_user, take_down

PAGES = "wagtailadmin_pages"


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL)


@pytest.fixture
def superuser(principal):
    """Somebody whom Wagtail lets do everything."""
    return signed_in(make_user(is_superuser=True))


@pytest.fixture
def author(principal):
    return make_user(Role.WEB_EDITOR)


@pytest.fixture
def editor(author):
    return signed_in(author)


@pytest.fixture(params=["superuser", "editor", "principal"])
def somebody(request, principal):
    if request.param == "principal":
        return signed_in(principal)
    return request.getfixturevalue(request.param)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_public(item):
    return type(item).objects.public().filter(pk=item.pk).exists()


def page_url(name, *args):
    return reverse(f"{PAGES}:{name}", args=args)


def bulk_url(action, *items, model="wagtailcore/page"):
    app_label, model_name = model.split("/")
    chosen = "&".join(f"id={item.pk}" for item in items)
    return f"{reverse('wagtail_bulk_action', args=[app_label, model_name, action])}?{chosen}&next=/admin/"


def planned(page):
    """Let `page` be approved for a later moment."""
    page.go_live_at = "2099-01-01T00:00:00Z"
    revision = page.save_revision()
    publishing.publish(revision, Decision(Act.APPROVED))
    return revision


# --- One page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("view", "wish"), [("unpublish", "unpublish"), ("delete", "delete"), ("move", "move")])
def test_view_of_a_public_page__leads_to_the_request(somebody, method, view, wish):
    page = NewsPageFactory()

    response = getattr(somebody, method)(page_url(view, page.pk))

    assert response["Location"] == ask_path(wish, PAGE, page.pk)
    assert is_public(page)


def test_moving_on_confirmation__leads_to_the_request_with_the_place_chosen(superuser):
    page, target = StandardPageFactory(), StandardPageFactory()

    response = superuser.post(page_url("move_confirm", page.pk, target.pk), follow=True)

    assert response.redirect_chain[-1][0] == f"{ask_path('move', PAGE, page.pk)}?target={target.pk}"
    assert f'<option value="{target.pk}" selected' in response.content.decode()
    assert not StandardPage.objects.child_of(target).exists()


def test_deleting__of_what_was_once_public_leads_to_the_request(somebody):
    page = take_down(NewsPageFactory())

    response = somebody.post(page_url("delete", page.pk))

    assert response["Location"] == ask_path("delete", PAGE, page.pk)
    assert NewsPage.objects.filter(pk=page.pk).exists()


def test_deleting__of_a_draft_with_a_public_page_below_leads_to_the_request(superuser):
    parent = StandardPageFactory(live=False)
    child = StandardPageFactory(parent=parent)

    response = superuser.post(page_url("delete", parent.pk))

    assert response["Location"] == ask_path("delete", PAGE, parent.pk)
    assert is_public(child)


def test_deleting__of_a_draft_works_as_ever(editor, author):
    page = NewsPageFactory(live=False, owner=author)

    editor.post(page_url("delete", page.pk))

    assert not NewsPage.objects.filter(pk=page.pk).exists()
    assert not Approval.objects.about(PAGE, page.pk).exists()


def test_moving__of_a_draft_works_as_ever(editor):
    page, target = StandardPageFactory(live=False), StandardPageFactory(live=False)

    editor.post(page_url("move_confirm", page.pk, target.pk))

    assert StandardPage.objects.child_of(target).filter(pk=page.pk).exists()


def test_unscheduling__leads_to_the_request(superuser):
    page = NewsPageFactory(live=False)
    revision = planned(page)

    response = superuser.post(page_url("revisions_unschedule", page.pk, revision.pk))

    revision.refresh_from_db()
    assert response["Location"] == ask_path("unschedule", PAGE, page.pk)
    assert revision.approved_go_live_at is not None


@pytest.mark.parametrize("restriction", ["login", "password", "none"])
def test_privacy__is_refused_with_the_way_to_go(somebody, restriction):
    page = NewsPageFactory()

    response = somebody.post(
        page_url("set_privacy", page.pk), {"restriction_type": restriction, "password": "x"}, follow=True
    )

    assert "hãy xin gỡ trang" in text_of(response)
    assert not PageViewRestriction.objects.exists()
    assert is_public(page)


def test_privacy__tells_a_script_in_its_own_form(superuser):
    response = superuser.get(
        page_url("set_privacy", NewsPageFactory().pk), headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.status_code == 403
    assert "hãy xin gỡ trang" in response.json()["error_message"]


def test_converting__of_a_public_mirror_is_refused(superuser):
    page = NewsPageFactory(live=False)
    mirror = page.create_alias(update_slug="ban-sao")
    publishing.publish(page.save_revision(), Decision(Act.APPROVED))
    assert is_public(NewsPage.objects.get(pk=mirror.pk))

    response = superuser.post(page_url("convert_alias", mirror.pk), follow=True)

    assert "giữ nguyên là bản sao" in text_of(response)
    assert NewsPage.objects.get(pk=mirror.pk).alias_of_id == page.pk


@pytest.mark.parametrize("wish", ["alias", "publish_copies"])
def test_copying__makes_nothing_public(superuser, wish):
    page = NewsPageFactory()
    fields = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk, wish: "on"}

    superuser.post(page_url("copy", page.pk), fields)

    assert not Page.objects.live().filter(slug="ban-sao").exists()


def test_copying__of_a_public_page_makes_a_draft(editor):
    page = NewsPageFactory()
    fields = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk}

    editor.post(page_url("copy", page.pk), fields)

    assert not Page.objects.get(slug="ban-sao").live


def test_publishing__by_a_superusers_button_saves_a_draft(superuser):
    page = StandardPageFactory(title="Bản đã duyệt")
    form = {"title": "Bản lén", "slug": page.slug, "lead": "", "body": streamfield([]), "comments": inline_formset([])}

    superuser.post(page_url("edit", page.pk), nested_form_data(form) | {"action-publish": "x"})

    page = StandardPage.objects.get(pk=page.pk)
    assert (page.title, page.get_latest_revision_as_object().title) == ("Bản đã duyệt", "Bản lén")


def test_doors__stay_shut_for_who_is_not_signed_in(principal):
    page = NewsPageFactory()

    response = Client().post(page_url("unpublish", page.pk))

    assert response["Location"].startswith(reverse("wagtailadmin_login"))


# --- Many pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("action", ["unpublish", "delete", "move"])
def test_bulk_view__leads_to_one_request_about_all(somebody, method, action):
    pages = [NewsPageFactory(), NewsPageFactory()]

    response = getattr(somebody, method)(bulk_url(action, *pages))

    assert response["Location"] == ask_path(action, PAGE, *(page.pk for page in pages))
    assert all(is_public(page) for page in pages)


def test_bulk_view__leaves_drafts_among_them_alone_and_says_so(editor):
    page, draft = NewsPageFactory(), NewsPageFactory(live=False)

    response = editor.post(bulk_url("delete", page, draft), follow=True)

    assert response.redirect_chain[-1][0] == ask_path("delete", PAGE, page.pk)
    assert "Trong số này có bản nháp" in text_of(response)
    assert NewsPage.objects.filter(pk=draft.pk).exists()


def test_bulk_view__of_drafts_works_as_ever(editor, author):
    drafts = [NewsPageFactory(live=False, owner=author), NewsPageFactory(live=False, owner=author)]

    editor.post(bulk_url("delete", *drafts))

    assert not NewsPage.objects.filter(pk__in=[draft.pk for draft in drafts]).exists()


def test_bulk_view__of_all_in_a_list_asks_about_all_that_are_public(superuser):
    pages = [NewsPageFactory(), NewsPageFactory()]

    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id=all"
    response = superuser.post(f"{url}&childOf={pages[0].get_parent().pk}")

    assert response["Location"] == ask_path("unpublish", PAGE, *(page.pk for page in pages))


def test_bulk_publishing__is_refused(superuser):
    draft = NewsPageFactory(live=False)

    response = superuser.post(bulk_url("publish", draft), follow=True)

    assert "hãy gửi duyệt từng trang" in text_of(response)
    assert not is_public(draft)


# --- Units and categories -----------------------------------------------------------------------------------------


def snippet_url(item, name, *args):
    return reverse(item.snippet_viewset.get_url_name(name), args=[item.pk, *args])


@pytest.mark.parametrize("factory", [UnitFactory, CategoryFactory])
@pytest.mark.parametrize(("view", "wish"), [("unpublish", "unpublish"), ("delete", "delete")])
def test_view_of_a_public_snippet__leads_to_the_request(superuser, factory, view, wish):
    item = factory()

    response = superuser.post(snippet_url(item, view))

    assert response["Location"] == ask_path(wish, kind_of(item), item.pk)
    assert is_public(item)


@pytest.mark.parametrize(("factory", "model"), [(UnitFactory, "plans/unit"), (CategoryFactory, "news/category")])
def test_bulk_deletion_of_snippets__leads_to_the_request(superuser, factory, model):
    items = [factory(name="Mục A"), factory(name="Mục B")]  # in the order of their names, as they are asked about

    response = superuser.post(bulk_url("delete", *items, model=model))

    assert response["Location"] == ask_path("delete", kind_of(items[0]), *(item.pk for item in items))
    assert all(is_public(item) for item in items)


def test_deleting__of_a_draft_snippet_works_as_ever(superuser):
    category = CategoryFactory(live=False)

    superuser.post(snippet_url(category, "delete"))

    assert not Category.objects.filter(pk=category.pk).exists()


def test_publishing__of_a_snippet_by_a_superusers_button_saves_a_draft(superuser):
    category = CategoryFactory(name="Tin trường")

    superuser.post(
        snippet_url(category, "edit"), {"name": "Tin lén", "slug": category.slug, "position": 1, "action-publish": "x"}
    )

    category = Category.objects.get(pk=category.pk)
    assert (category.name, category.get_latest_revision_as_object().name) == ("Tin trường", "Tin lén")


@pytest.mark.parametrize("model", [Unit, Category])
def test_snippets__have_no_order_to_be_changed_by_hand(model):
    with pytest.raises(NoReverseMatch):
        reverse(model.snippet_viewset.get_url_name("reorder"), args=[1])


# --- What people are offered --------------------------------------------------------------------------------------


def offered(client, url):
    return set(re.findall(r'href="(/admin/[^"#]*)"', client.get(url).content.decode()))


def places_of(page):
    return [page_url("edit", page.pk), reverse("wagtailadmin_explore", args=[page.get_parent().pk])]


def test_buttons__of_a_public_page_lead_to_requests_only(somebody):
    page = NewsPageFactory()

    for place in places_of(page):
        links = offered(somebody, place)

        assert {ask_path(wish, PAGE, page.pk) for wish in ("unpublish", "move", "delete")} <= links
        assert not {link.partition("?")[0] for link in links} & {
            page_url(view, page.pk) for view in ("unpublish", "move", "delete")
        }


def test_buttons__of_a_page_that_was_taken_down_offer_it_back(editor):
    page = take_down(NewsPageFactory())

    links = offered(editor, page_url("edit", page.pk))

    assert {ask_path(wish, PAGE, page.pk) for wish in ("restore", "delete")} <= links
    assert ask_path("unpublish", PAGE, page.pk) not in links


def test_buttons__of_what_is_planned_offer_to_stop_it(editor):
    page = NewsPageFactory(live=False)
    planned(page)

    assert ask_path("unschedule", PAGE, page.pk) in offered(editor, page_url("edit", page.pk))


def test_buttons__of_a_draft_are_wagtails_own(editor, author):
    page = NewsPageFactory(live=False, owner=author)

    links = {link.partition("?")[0] for link in offered(editor, page_url("edit", page.pk))}

    assert {page_url("move", page.pk), page_url("delete", page.pk)} <= links
    assert not any("/request/" in link and link.endswith(f"/{page.pk}/") for link in links)


def test_buttons__of_the_front_page_offer_nothing_of_this(somebody, school):
    links = offered(somebody, page_url("edit", school.pk))

    assert not any(f"/{PAGE}/{school.pk}/" in link for link in links)


@pytest.mark.parametrize("factory", [NewsPageFactory, UnitFactory])
def test_buttons__publish_and_unpublish_nothing(superuser, factory):
    item = factory()
    url = page_url("edit", item.pk) if isinstance(item, Page) else snippet_url(item, "edit")

    content = superuser.get(url).content.decode()

    assert 'name="action-publish"' not in content
    assert "/unpublish/" not in content.replace(ask_path("unpublish", kind_of(item), item.pk), "")


def test_buttons__of_a_unit_lead_to_requests(principal):
    unit = UnitFactory()
    client = signed_in(make_user(Role.WEB_OFFICER))

    for place in (snippet_url(unit, "edit"), reverse(Unit.snippet_viewset.get_url_name("list"))):
        assert {ask_path(wish, "plans.unit", unit.pk) for wish in ("unpublish", "delete")} <= offered(client, place)


def test_lists__offer_no_publishing_of_many(somebody):
    page = NewsPageFactory()

    content = somebody.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()

    assert "/admin/bulk/wagtailcore/page/publish/" not in content
    assert "Xin gỡ các trang đã chọn" in content


def test_editor__offers_no_privacy(superuser):
    content = superuser.get(page_url("edit", NewsPageFactory().pk)).content.decode()

    assert 'data-a11y-dialog-show="set-privacy"' not in content


@pytest.mark.parametrize("role", list(Role))
def test_menu__shows_no_school_role_what_is_wagtails_own(principal, role):
    links = offered(signed_in(make_user(role)), reverse("wagtailadmin_home"))
    content = signed_in(make_user(role)).get(reverse("wagtailadmin_home")).content.decode()

    for hidden in ("/admin/redirects/", "/admin/sites/", "/admin/collections/", "/admin/workflows/list"):
        assert not any(link.startswith(hidden) for link in links)
        assert f'"{hidden}' not in content


# --- What only a superuser reaches --------------------------------------------------------------------------------


def test_redirects__are_refused_to_a_superuser_with_a_sentence(superuser):
    fields = {"old_path": "/cu/", "is_permanent": "on", "redirect_link": "https://example.org/", "site": ""}

    response = superuser.post(reverse("wagtailredirects:add"), fields, follow=True)

    assert "Chỉ thay đổi được sau khi Hiệu trưởng duyệt" in text_of(response)
    assert not Redirect.objects.exists()


def test_redirects__that_are_there_are_neither_changed_nor_deleted_by_a_superuser(superuser):
    publishing.move(StandardPageFactory(), StandardPageFactory(), Decision(Act.MOVED))
    redirect = Redirect.objects.get()
    fields = {"old_path": redirect.old_path, "redirect_link": "https://example.org/", "redirect_page": "", "site": ""}

    changed = superuser.post(reverse("wagtailredirects:edit", args=[redirect.pk]), fields, follow=True)
    deleted = superuser.post(reverse("wagtailredirects:delete", args=[redirect.pk]), follow=True)

    assert Redirect.objects.get().redirect_link == ""
    assert changed.status_code == deleted.status_code == 200


def test_first_page_of_the_site__is_not_changed_by_a_superuser(superuser, school):
    other = StandardPageFactory()
    site = Site.objects.get()
    fields = {"hostname": site.hostname, "port": site.port, "site_name": "x", "root_page": other.pk}

    response = superuser.post(
        reverse("wagtailsites:edit", args=[site.pk]), fields | {"is_default_site": "on"}, follow=True
    )

    assert response.status_code == 200
    assert Site.objects.get().root_page_id == school.pk


def test_address_of_the_site__is_the_operators_business(superuser, school):
    site = Site.objects.get()
    fields = {"hostname": "truong.example.edu.vn", "port": 443, "site_name": "x", "root_page": school.pk}

    superuser.post(reverse("wagtailsites:edit", args=[site.pk]), fields | {"is_default_site": "on"})

    assert Site.objects.get().hostname == "truong.example.edu.vn"


def test_privacy_of_a_collection__is_refused_with_a_sentence(superuser):
    collection = Collection.get_first_root_node().add_child(name="Riêng")

    response = superuser.post(
        reverse("wagtailadmin_collections:set_privacy", args=[collection.pk]),
        {"restriction_type": "login"},
        follow=True,
    )

    assert "không tuỳ vào bộ sưu tập" in text_of(response)
    assert not CollectionViewRestriction.objects.exists()


@pytest.mark.parametrize("model", [Unit, Category])
def test_chooser__makes_nothing_public(superuser, model):
    url = reverse(model.snippet_viewset.chooser_viewset.get_url_name("create"))

    response = superuser.post(url, {"name": "Lén", "slug": "len", "position": 1}, follow=True)

    assert "Không tạo mới ngay trong hộp chọn" in text_of(response)
    assert not model.objects.filter(name="Lén").exists()


def test_requests__are_left_by_none_of_these_doors(superuser):
    page = NewsPageFactory()

    superuser.post(page_url("unpublish", page.pk))

    assert not Request.objects.exists()
