"""What nobody may do, whoever they are: ways around the desk that must raise and leave everything as it is."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from common.models import User
from home.models import HomePage, MenuEntry
from media.models import GalleryPage, GalleryPhoto, Photo
from moderation.models import Approval, PublicUse, Standing
from news.models import Category, NewsIndexPage, NewsPage
from plans.models import Unit

LATER = datetime.timedelta(days=1)


def ways(user: User, word: str) -> list[Callable[[], Any]]:
    """Return the ways that there are now: most need something public to be tried on."""
    found: list[Callable[[], Any]] = [
        lambda: MenuEntry.objects.all().delete(),
        lambda: Site.objects.update(root_page=NewsIndexPage.objects.get()),
        lambda: HomePage.objects.update(school_name=word),
        lambda: Page.objects.bulk_update([_renamed(Page.objects.get(slug="tin-tuc"), word)], ["title"]),
        lambda: Redirect.objects.create(old_path=f"/{word}", redirect_link="/"),
        lambda: PageViewRestriction.objects.create(page=Page.objects.get(slug="tin-tuc"), restriction_type="login"),
        lambda: _add(NewsPage(title=word, lead=word, live=True)),
        lambda: Category.objects.bulk_create([Category(site=Site.objects.get(), name=word, slug=word)]),
        lambda: Approval.objects.update(comment=word),
        lambda: Approval.objects.order_by("-number")[:1].get().delete(),
        lambda: Standing.objects.all().delete(),
        lambda: Approval(number=10**6, act="approved", kind="news.category", key=1, hash=word, previous=word).save(),
        _raw(f"UPDATE wagtailcore_page SET url_path = '/{word}/' WHERE live"),
    ]
    for model in (NewsPage, GalleryPage):
        found += _to_a_page(model.objects.filter(live=True).order_by("pk").first(), user, word)
    for model in (Unit, Category):
        found += _to_a_snippet(model.objects.filter(live=True).order_by("pk").first(), word)
    return found + _to_files(word)


def _to_a_page(page: Any, user: User, word: str) -> list[Callable[[], Any]]:
    if page is None:
        return []
    model = type(page)
    return [
        lambda: _renamed(page, word).save(),
        lambda: model.objects.filter(pk=page.pk).update(lead=word),
        lambda: model.objects.filter(pk=page.pk).update(slug=word),
        lambda: model.objects.filter(pk=page.pk).update(live=False),
        lambda: model.objects.filter(pk=page.pk).update(expire_at=timezone.now() + LATER),
        lambda: _renamed(page, word).save_revision(user=user).publish(user=user, skip_permission_checks=True),
        lambda: page.live_revision.publish(user=None),
        lambda: page.unpublish(user=user),
        page.delete,
        lambda: page.move(HomePage.objects.get(), pos="last-child"),
        lambda: page.create_alias(update_slug=word),
        lambda: page.copy(update_attrs={"slug": word}, keep_live=True, user=user),
        lambda: _rewritten(page.live_revision, word),
        page.live_revision.delete,
    ]


def _to_a_snippet(item: Any, word: str) -> list[Callable[[], Any]]:
    if item is None:
        return []
    model = type(item)
    return [
        lambda: _renamed(item, word).save(),
        lambda: model.objects.filter(pk=item.pk).update(name=word),
        lambda: model.objects.filter(pk=item.pk).update(position=1000),
        item.unpublish,
        item.delete,
        lambda: _renamed(item, word).save_revision().publish(),
    ]


def _to_files(word: str) -> list[Callable[[], Any]]:
    use = PublicUse.objects.filter(kind="media.photo").order_by("pk").first()
    if use is None:
        return []
    photo = Photo.objects.get(pk=use.key)
    shown = GalleryPhoto.objects.filter(page__live=True).order_by("pk").first()
    found = [
        lambda: Photo.objects.filter(pk=photo.pk).update(title=word),
        lambda: Photo.objects.filter(pk=photo.pk).update(focal_point_x=1, focal_point_y=1),
        lambda: Photo.objects.filter(pk=photo.pk).update(withdrawn_at=timezone.now()),
        photo.delete,
        lambda: PublicUse.objects.filter(pk=use.pk).delete(),
    ]
    if shown:
        found += [
            lambda: GalleryPhoto.objects.filter(pk=shown.pk).update(caption=word),
            lambda: GalleryPhoto.objects.create(page=shown.page, image=photo, caption=word),
            shown.delete,
        ]
    return found


@transaction.atomic  # for the tree counts its children before it writes one
def _add(page: Page) -> None:
    NewsIndexPage.objects.get().add_child(instance=page)


def _renamed(item: Any, word: str) -> Any:
    setattr(item, "title" if isinstance(item, Page) else "name", word)
    return item


def _rewritten(revision: Any, word: str) -> None:
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content | {"title": word})


def _raw(statement: str) -> Callable[[], None]:
    def execute() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return execute
