"""The demo school in the database: people, units, plans, pages, articles and galleries, approved as in life."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db.models import Max
from django.utils.translation import gettext
from post_office.models import Email
from wagtail.models import Page

from common.models import User
from home.demo import acts, answers, consultations, content, events
from home.demo.markup import to_blocks
from home.demo.pictures import SCENES
from home.demo.promises import Promises
from home.demo.reports import Reports
from home.models import HomePage, MenuEntry, QuickLink, StandardPage
from media.models import Consent, GalleryIndexPage, GalleryPage, GalleryPhoto, Photo
from moderation import appointments
from moderation.models import Act, Delegation
from moderation.publishing import Decision
from moderation.roles import APPROVERS, ROLE_BY_KEY, Role
from news.models import Category, NewsIndexPage, NewsPage
from news.models.tag import tags_of
from plans.importing import create_draft
from plans.models import (
    OfficialDocument,
    PlanIndexPage,
    PlanItem,
    PlanPage,
    Replacement,
    ResponsibilityPage,
    Unit,
)
from plans.reader import read_plan

PASSWORD = "sen-hong-2026"  # noqa: S105 - printed by `make run`; the demo school only listens on this machine

DOCUMENT_FIELDS = [
    "kind",
    "number",
    "issuer",
    "signer",
    "issued_on",
    "in_force_from",
    "in_force_until",
    "field",
    "summary",
]
BEGINNING = datetime.date(2025, 9, 1)  # the school's website is older than what the demo shows


class DemoSchool:
    """Builds the demo school on a site that `setup_school` has prepared. Run inside one transaction."""

    def __init__(self, home: HomePage, pictures: Path) -> None:
        self.home = home
        self.pictures = pictures
        self.people: dict[str, User] = {}
        self.photos: dict[str, Photo] = {}
        self.plans: dict[str, PlanPage] = {}
        self.documents: dict[str, OfficialDocument] = {}

    def build(self) -> None:
        """Make everything, in the order in which a school would."""
        with acts.on(BEGINNING):
            self._people()
            self._delegations()
            self._units()
            self._categories()
            self._standing_pages()
            self._identity()
            self.promises = Promises(self.plans, self.people, self.principal)
        for _day, make in sorted(self._history(), key=itemgetter(0)):
            make()
        Email.objects.all().delete()  # nobody is to get mail about an approval of last year

    def _people(self) -> None:
        for entry in content.load("people")["person"]:
            user = User.objects.create_user(
                entry["username"],
                entry["email"],
                PASSWORD,
                last_name=entry["last_name"],
                first_name=entry["first_name"],
            )
            self.people[user.username] = user
        self.principal = self.people["hieutruong"]
        self.office = self.people["vanphong"]
        appointments.appoint(self.principal, Role.PRINCIPAL, Decision(Act.APPOINTED))
        for entry in content.load("people")["person"]:
            self._give_role(self.people[entry["username"]], ROLE_BY_KEY[entry["role"]])

    def _give_role(self, user: User, role: Role) -> None:
        if role is Role.DEPUTY_PRINCIPAL:
            appointments.appoint(user, role, Decision(Act.APPOINTED, by=self.principal))
        elif role not in APPROVERS:
            user.groups.add(Group.objects.get(name=role.value))

    def _delegations(self) -> None:
        for entry in content.load("people")["delegation"]:
            Delegation.objects.create(
                deputy=self.people[entry["deputy"]],
                given_by=self.principal,
                section=self.home.get_children().get(slug=entry["section"]),
                starts_on=BEGINNING,
                document=entry["document"],
            )

    def _history(self) -> Iterator[tuple[datetime.date, Callable[[], None]]]:
        """Yield what was approved on which day: plans, documents, articles, galleries, promises, events."""
        for entry in content.load("plans")["plan"]:
            yield entry["approved_on"], partial(self._plan, entry)
        for entry in content.load("documents")["document"]:
            yield entry["approved_on"], partial(self._document, entry)
        for entry in content.articles():
            yield entry["date"], partial(self._article, entry)
        for entry in content.load("galleries")["gallery"]:
            yield entry["date"], partial(self._gallery, entry)
        yield from self.promises.history(self._items)
        yield from events.history(self.people, self.principal)
        yield from answers.history(self.office, self.principal)
        yield from consultations.history(self.office, self.principal)
        yield from Reports(self.plans, self.people, self.principal).history()

    def _units(self) -> None:
        members: dict[str, list[User]] = {}
        for entry in content.load("people")["person"]:
            for slug in entry["units"]:
                members.setdefault(slug, []).append(self.people[entry["username"]])
        for entry in content.load("units")["unit"]:
            unit = Unit.objects.get(slug=entry["slug"])
            for field in ("introduction", "contact_name", "contact_title", "phone", "email"):
                setattr(unit, field, entry.get(field, ""))
            unit.members = members.get(unit.slug, [])
            self._publish(unit, self.office)
        self.units = {unit.slug: unit for unit in Unit.objects.all()}

    def _categories(self) -> None:
        entries = content.load("categories")["category"]
        for position, entry in enumerate(entries, start=1):
            category = Category(**entry, position=position * 10, live=False)
            category.save()
            self._publish(category, self.office)
        self.categories = {category.slug: category for category in Category.objects.all()}

    def _identity(self) -> None:
        for field, value in content.load("school").items():
            setattr(self.home, field, value.strip())
        self.home.title = self.home.school_name
        self._publish(self.home, self.office)

    def _plan(self, entry: dict[str, Any]) -> None:
        parent = PlanIndexPage.objects.child_of(self.home).get()
        author = self.people[entry["submitted_by"]]
        reading = read_plan(content.plan_text(entry["file"])).as_dict(translate=gettext)
        with acts.on(entry["approved_on"]):
            plan = create_draft(reading, parent, author)
            plan = PlanPage.objects.get(pk=plan.pk)
            plan.slug = entry["slug"]
            self.promises.complete_plan(plan, entry["slug"])
            self._publish(plan, author)
            for page in ResponsibilityPage.objects.child_of(plan):
                self.promises.complete_duties(page, entry["slug"])
                self._publish(page, author)
        self.plans[entry["slug"]] = plan

    def _document(self, entry: dict[str, Any]) -> None:
        """Put a document into the register; those that it names are there already."""
        said = {name: entry[name] for name in DOCUMENT_FIELDS if name in entry}
        document = OfficialDocument(**said, carries_out=self.documents.get(entry.get("carries_out", "")), live=False)
        document.replacements = [Replacement(replaced=self.documents[number]) for number in entry.get("replaces", [])]
        document.save()
        with acts.on(entry["approved_on"]):
            self._publish(document, self.office)
        self.documents[document.number] = document

    def _standing_pages(self) -> None:
        """Make the pages that stay; those that belong there come into the menu, after the lists, or the quick links."""
        for entry in content.load("pages")["page"]:
            page = StandardPage(title=entry["title"], slug=entry["slug"], lead=entry["lead"], live=False)
            page.body = self._body(entry["body"])
            self._add(self.home, page)
            self._publish(page, self.office)
            if entry.get("show_in_menu"):
                self.home.menu_entries.add(MenuEntry(page=page, sort_order=self.home.menu_entries.count()))
            if entry.get("quick_link"):
                place = self.home.quick_links.count()
                self.home.quick_links.add(QuickLink(page=page, label=entry["quick_link"], sort_order=place))

    def _article(self, entry: dict[str, Any]) -> None:
        parent = NewsIndexPage.objects.child_of(self.home).get()
        author = self.people[entry["author"]]
        page = NewsPage(
            title=entry["title"],
            slug=entry["slug"],
            lead=entry["lead"],
            date=entry["date"],
            author=author.get_full_name(),
            unit=self.units.get(entry["unit"]),
            category=self.categories[entry["category"]],
            source=entry.get("source", ""),
            cover=self._photo(entry["cover"]),
            live=False,
        )
        page.owner = author
        page.tags = tags_of(entry["tags"])
        page.body = self._body(entry["body"])
        page.serves = [*self._items(entry["serves"]), *self.promises.items(entry.get("keeps", []))]
        self._add(parent, page)
        self._decide(page, entry, author)

    def _decide(self, page: Page, entry: dict[str, Any], author: User) -> None:
        """Bring the page to the state in which the demo shows it."""
        state = entry.get("state", "approved")
        with acts.on(entry["date"]):
            if state == "approved":
                self._publish(page, author, comment=entry.get("comment", ""))
            elif state == "draft":
                page.save_revision(user=author)
            else:
                acts.submit(page, author)
                if state == "returned":
                    acts.give_back(page, self.principal, entry["comment"])

    def _gallery(self, entry: dict[str, Any]) -> None:
        parent = GalleryIndexPage.objects.child_of(self.home).get()
        author = self.people[entry["author"]]
        page = GalleryPage(title=entry["title"], slug=entry["slug"], lead=entry["lead"], date=entry["date"])
        page.live = False
        page.owner = author
        page.unit = self.units.get(entry["unit"])
        page.serves = [*self._items(entry["serves"]), *self.promises.items(entry.get("keeps", []))]
        page.photos = [
            GalleryPhoto(image=self._photo(photo["picture"]), caption=photo["caption"], sort_order=order)
            for order, photo in enumerate(entry["photos"])
        ]
        self._add(parent, page)
        with acts.on(entry["date"]):
            self._publish(page, author)

    def _add(self, parent: Page, page: Page) -> None:
        page.has_unpublished_changes = True
        parent.add_child(instance=page)

    def _publish(self, item: Any, author: User, comment: str = "") -> None:
        acts.submit(item, author)
        acts.approve(item, self.principal, comment)

    def _body(self, text: str) -> list[dict[str, Any]]:
        return NewsPage.body.field.to_python(to_blocks(text, lambda key: self._photo(key).pk))

    def _photo(self, key: str) -> Photo:
        """Return the photo of a picture, uploaded at its first use."""
        if key not in self.photos:
            scene = SCENES[key]
            photo = Photo(title=scene.title, description=scene.alt, credit="Minh hoạ của Cổng Trường")
            photo.consent = Consent.NOT_NEEDED  # drawn
            photo.uploaded_by_user = self.office
            with (self.pictures / f"{key}.jpg").open("rb") as file:
                photo.file.save(f"{key}.jpg", ImageFile(file), save=False)
                photo.save()
            self.photos[key] = photo
        return self.photos[key]

    def _items(self, serves: list[dict[str, Any]]) -> list[PlanItem]:
        """Return the areas that an entry names: [{plan, area}]."""
        return [
            PlanItem.objects.promised().get(plan=self.plans[each["plan"]], kind="area", number=str(each["area"]))
            for each in serves
        ]


def pictures_needed() -> list[str]:
    """Return the keys of all pictures that the demo school shows."""
    return sorted(SCENES)


def is_built() -> bool:
    """Say whether the demo school, or any school with people of its own, is there already."""
    return bool(User.objects.aggregate(last=Max("pk"))["last"])
