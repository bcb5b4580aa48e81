"""Which of Wagtail's and Django's models the public sees, and which it never does."""

from types import ModuleType

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Revision, Site

from common.models import User
from moderation.models import FormerAddress


def register(registry: ModuleType) -> None:
    """Put redirects, privacy and the choice of the front page under approval. Called once, when the app is ready."""
    registry.register(Redirect, live="")
    registry.register(PageViewRestriction, live="")
    # Where the site is found is the operator's business; what it shows first is not.
    registry.register(Site, live="", private=("hostname", "port", "site_name"))
    registry.beside(User, "public pages show written names, never an account's")
    registry.beside(Group, "roles of the admin")
    registry.beside(Page, "covered by its types")
    registry.beside(Revision, "drafts; guarded once somebody reads them")
    registry.beside(Collection, "plays no role in what is public")
    registry.beside(Locale, "the site has one language")
    registry.beside(FormerAddress, "an address that was public once, of which it is said that nothing is there now")
    registry.beside(ContentType, "Django's own")
