"""What people may do to a page in Wagtail's admin. The app of approvals gives other answers than Wagtail would."""

from typing import Any

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

_answering: list[type[PagePermissionTester]] = [PagePermissionTester]


def answer_with(tester: type[PagePermissionTester]) -> None:
    """Let `tester` say what people may do to pages."""
    _answering[:] = [tester]


def of(user: Any, page: Page) -> PagePermissionTester:
    """Return what `user` may do to `page`."""
    return _answering[0](user, page)
