"""A school with public content of every kind, and drafts beside it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from home.models import HomePage, QuickLink, StandardPage
from media.models import GalleryPage, GalleryPhoto, Photo, SchoolDocument
from moderation import publishing
from moderation.models import Act
from moderation.publishing import Decision
from news.models import Category, NewsPage
from news.models.tag import tags_of
from plans.models import (
    AreaParty,
    Commitment,
    FocusArea,
    LegalBasis,
    OfficialDocument,
    PlanItem,
    PlanPage,
    PlanPeriod,
    Purpose,
    Recipient,
    Replacement,
    ReportPage,
    ReportRemark,
    ResponsibilityPage,
    Unit,
)
from plans.models.parts import Attachment, OtherSection, Requirement
from plans.report import making
from tests.factories import (
    CategoryFactory,
    GalleryPageFactory,
    NewsPageFactory,
    OfficialDocumentFactory,
    StandardPageFactory,
    UnitFactory,
    approve,
    make_plan,
    make_responsibility,
    publish,
)
from tests.media.factories import make_photo

OLD_ADDRESS = "/dia-chi-cu"


@dataclass
class Everything:
    """What is there, by what it is."""

    home: HomePage
    article: NewsPage
    gallery: GalleryPage
    standing: StandardPage
    below: StandardPage
    plan: PlanPage
    responsibility: ResponsibilityPage
    report: ReportPage
    alias: StandardPage
    draft: NewsPage
    category: Category
    unit: Unit
    draft_unit: Unit
    official: OfficialDocument
    redirect: Redirect
    site: Site
    photo: Photo
    cover: Photo
    unused_photo: Photo
    document: SchoolDocument
    unused_document: SchoolDocument
    item: PlanItem

    def public_pages(self) -> list[Any]:
        """Return the public pages."""
        return [
            *(self.home, self.article, self.gallery, self.standing, self.below),
            *(self.plan, self.responsibility, self.report, self.alias),
        ]


@contextmanager
def built(folder: Path, django_db_blocker: Any) -> Iterator[Everything]:
    """Make everything once for many tests, with uploads in `folder`. Each test's own transaction is within this one."""
    uploads = override_settings(MEDIA_ROOT=str(folder / "private"), PUBLIC_ROOT=str(folder / "public"))
    cache.clear()  # Wagtail would offer the renditions of an earlier test's photo
    with uploads, django_db_blocker.unblock(), transaction.atomic():
        yield make_everything()
        transaction.set_rollback(True)


def make_document(title: str = "Mẫu đơn", content: bytes = b"%PDF-1.4 mau don") -> SchoolDocument:
    """Return a stored document that nothing uses."""
    return SchoolDocument.objects.create(title=title, file=ContentFile(content, name="mau-don.pdf"))


def make_everything() -> Everything:
    """Make one public object of every kind, one draft, and files in use and not."""
    photo, cover, document = make_photo("Hội chợ"), make_photo("Khai giảng", credit="Cô Mai"), make_document()
    unit, category = UnitFactory(name="Tổ Bốn"), CategoryFactory(name="Hoạt động")
    plan = publish(_plan(unit, document))
    responsibility = make_responsibility(plan, unit, "Tuyên truyền", "Báo cáo", live=False)
    responsibility.title = "Nhiệm vụ của Tổ Bốn"
    responsibility = publish(responsibility)
    item = PlanItem.objects.promised().filter(plan=plan, kind="area").get()
    article = NewsPageFactory(
        title="Ngày hội đọc sách",
        slug="ngay-hoi-doc-sach",
        cover=cover,
        category=category,
        unit=unit,
        serves=[item],
        body=_body(photo, document),
        expire_at=timezone.now() + datetime.timedelta(days=30),
        live=False,
    )
    article.tags = tags_of("Đọc sách, thư viện")
    article = publish(article)
    gallery = GalleryPageFactory(title="Hội chợ quê", unit=unit, serves=[item], live=False)
    gallery.photos = [GalleryPhoto(image=each, sort_order=place) for place, each in enumerate((photo, cover))]
    gallery = publish(gallery)
    standing = StandardPageFactory(title="Giới thiệu", slug="gioi-thieu", live=False)
    alias = standing.create_alias(update_slug="gioi-thieu-2")
    standing = publish(standing)
    below = StandardPageFactory(title="Lịch sử trường", slug="lich-su", parent=standing)
    home = HomePage.objects.get()
    home.lead_story, home.featured_gallery, home.logo = article, gallery, cover
    home.quick_links = [QuickLink(page=standing, label="Trường ở đâu?")]
    return Everything(
        home=publish(home),
        article=article,
        gallery=gallery,
        standing=standing,
        below=below,
        plan=plan,
        responsibility=responsibility,
        report=_report(plan, document),
        alias=StandardPage.objects.get(pk=alias.pk),
        draft=NewsPageFactory(title="Bài đang viết", slug="bai-dang-viet", live=False),
        category=category,
        unit=unit,
        draft_unit=UnitFactory(name="Tổ Năm", live=False),
        official=_official(document),
        redirect=_redirect(article),
        site=Site.objects.get(),
        photo=photo,
        cover=cover,
        unused_photo=make_photo("Chưa dùng"),
        document=document,
        unused_document=make_document("Chưa dùng", b"%PDF-1.4 chua dung"),
        item=item,
    )


def _plan(unit: Unit, document: SchoolDocument) -> PlanPage:
    plan = make_plan("Về an toàn giao thông", title="Kế hoạch tuyên truyền", live=False)
    plan.focus_areas = [FocusArea(title="Về an toàn giao thông")]
    plan.focus_areas.first().parties = [AreaParty(unit=unit, raw="Tổ Bốn thực hiện")]
    plan.periods = [PlanPeriod(from_year=2026, to_year=2027)]
    plan.bases = [LegalBasis(kind="Luật", subject="Luật Trẻ em", document=document)]
    plan.purposes = [Purpose(text="Mục đích")]
    plan.requirements = [Requirement(text="Yêu cầu")]
    plan.commitments = [Commitment(text="Mỗi tháng một bài", unit=unit)]
    plan.recipients = [Recipient(text="Các tổ")]
    plan.attachments = [Attachment(url="https://example.org/phu-luc.pdf")]
    plan.other_sections = [OtherSection(title="Kinh phí", text="Không.")]
    plan.scan = document
    plan.save()
    return plan


def _official(file: SchoolDocument) -> OfficialDocument:
    older = OfficialDocumentFactory(number="08/QĐ-UBND")
    newer = OfficialDocumentFactory(number="09/QĐ-UBND", carries_out=older, file=file, live=False)
    newer.replacements = [Replacement(replaced=older)]
    return approve(newer)


def _report(plan: PlanPage, document: SchoolDocument) -> ReportPage:
    asked = making.ask(plan, (datetime.date(2026, 9, 1), datetime.date(2026, 12, 31)), None)
    making.make(asked)
    report = ReportPage.objects.get()
    report.remarks = [ReportRemark(about=f"area:{report.figures['areas'][0]['key']}", text="Làm tốt.")]
    report.scan = document
    return publish(report)


def _body(photo: Photo, document: SchoolDocument) -> list[dict[str, Any]]:
    return [
        {"type": "rich_text", "value": "<p>Sáng nay các em đọc sách.</p>"},
        {"type": "photo", "value": {"image": photo.pk, "alt_text": "Các em đọc sách", "caption": ""}},
        {"type": "document", "value": {"file": document.pk, "label": "Mẫu đơn"}},
    ]


def _redirect(article: NewsPage) -> Redirect:
    redirect = Redirect(old_path=OLD_ADDRESS, site=Site.objects.get(), redirect_page=article)
    publishing.record_row(redirect, Decision(Act.SETUP))
    return redirect


__all__ = ["OLD_ADDRESS", "Everything", "approve", "make_document", "make_everything"]
