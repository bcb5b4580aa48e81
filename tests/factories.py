"""Pages, units and people as tests need them: public, draft, submitted."""

import datetime
import itertools
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth.models import Group
from wagtail.models import Page

from common.models import User
from home.models import HomePage, StandardPage
from media.models import Consent, GalleryIndexPage, GalleryPage, Photo
from moderation import appointments, publishing
from moderation.models import Act
from moderation.publishing import Decision
from moderation.roles import APPROVERS, Role, people_with
from news.models import Category, NewsIndexPage, NewsPage
from plans.models import FocusArea, OfficialDocument, PlanIndexPage, PlanPage, ResponsibilityPage, Unit

_numbers = itertools.count(1)
PASSWORD = "mat-khau-thu"


def make_user(role: Role | None = None, **fields: Any) -> User:
    """Return an active user; with `role`, a member of that role's group (made by `setup_school`)."""
    fields.setdefault("username", f"nguoi-dung-{next(_numbers)}")
    user = User.objects.create_user(password=PASSWORD, **fields)
    if role in APPROVERS:
        decision = Decision(Act.APPOINTED, by=people_with(Role.PRINCIPAL).first())
        appointments.appoint(user, role, decision)
    elif role:
        user.groups.add(Group.objects.get(name=role.value))
    return user


class _Approved:
    """Makes drafts and lets the ledger approve them, unless told `live=False`."""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        live = kwargs.pop("live", True)
        item = super()._create(model_class, *args, live=False, **kwargs)
        return approve(item) if live else item


class _PageFactory(_Approved, wagtail_factories.PageFactory):
    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Trang số {number}")
    slug = ""


class NewsPageFactory(_PageFactory):
    """A live article below the list of news, unless told otherwise."""

    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda number: f"Bài viết số {number}")
    lead = "Chuyện xảy ra ở sân trường sáng nay."
    parent = factory.LazyFunction(NewsIndexPage.objects.first)


class GalleryPageFactory(_PageFactory):
    """A live gallery below the photo library."""

    class Meta:
        model = GalleryPage

    title = factory.Sequence(lambda number: f"Thư viện ảnh số {number}")
    parent = factory.LazyFunction(GalleryIndexPage.objects.first)


class StandardPageFactory(_PageFactory):
    """A live standing page below the front page."""

    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(HomePage.objects.first)


class CategoryFactory(_Approved, factory.django.DjangoModelFactory):
    """A category of news."""

    class Meta:
        model = Category

    name = factory.Sequence(lambda number: f"Chuyên mục {number}")


class UnitFactory(_Approved, factory.django.DjangoModelFactory):
    """A live unit."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"Tổ số {number}")


class OfficialDocumentFactory(_Approved, factory.django.DjangoModelFactory):
    """A document of the register."""

    class Meta:
        model = OfficialDocument

    kind = "Quyết định"
    number = factory.Sequence(lambda number: f"{number}/QĐ-UBND")
    issuer = "UBND xã Cồn Sen"
    issued_on = datetime.date(2026, 1, 5)
    summary = "Về việc tổ chức dạy học"


class PhotoFactory(wagtail_factories.ImageFactory):
    """A photo of one colour, on which nobody can be recognised."""

    class Meta:
        model = Photo

    title = "Sân trường"
    description = "Sân trường buổi sáng"
    consent = Consent.NOT_NEEDED


def make_plan(*area_titles: str, live: bool = True, **fields: Any) -> PlanPage:
    """Return a plan below the list of plans with one focus area for each title; published through Wagtail if live."""
    plan = PlanPage(title=fields.pop("title", f"Kế hoạch số {next(_numbers)}"), live=False, **fields)
    plan.focus_areas = [FocusArea(title=title) for title in area_titles or ["Về giáo dục tiểu học"]]
    PlanIndexPage.objects.first().add_child(instance=plan)
    return publish(plan) if live else plan


def make_responsibility(plan: PlanPage, unit: Unit, *duties: str, live: bool = True) -> ResponsibilityPage:
    """Return a unit's duties under `plan`."""
    from plans.models import Duty

    page = ResponsibilityPage(title=unit.name, unit=unit, live=False)
    page.duties = [Duty(text=text) for text in duties]
    plan.add_child(instance=page)
    return publish(page) if live else page


def publish(page: Page) -> Any:
    """Publish `page` as an approval does and return it as it is in the database."""
    approve(page)
    return type(page).objects.get(pk=page.pk)


def approve(item: Any) -> Any:
    """Let the ledger approve `item` as it is now, and bring it up to date with what is public."""
    publishing.publish(item.save_revision(), Decision(Act.APPROVED))
    item.refresh_from_db()
    return item


def take_down(item: Any) -> Any:
    """Let the ledger take `item` off the public site."""
    publishing.unpublish(item, Decision(Act.UNPUBLISHED))
    item.refresh_from_db()
    return item
