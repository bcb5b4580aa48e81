"""Pages whose children evidence can point to."""

from typing import Any

from wagtail.models import Page

from common.models import BasePage
from plans.choices import ItemKind
from plans.keys import mint_keys


class KeyedPage(BasePage):
    """A page that gives its keyed children their keys before they are first written, however it was made."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Mint keys for pages that no form made (import, tests); a draft is saved without full_clean."""
        self.mint()
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Mint keys before a revision is frozen."""
        self.mint()
        super().full_clean(*args, **kwargs)

    def mint(self) -> None:
        """Give every keyed child a key of its own."""
        for parts in self.keyed_parts().values():
            mint_keys(parts)

    def keyed_parts(self) -> dict[ItemKind, list]:
        """Return the children that evidence can point to, by kind, in order."""
        raise NotImplementedError

    @property
    def items_plan(self) -> Page:
        """The plan that this page's items belong to."""
        raise NotImplementedError
