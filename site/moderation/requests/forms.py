"""What is written when something is asked for or decided."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from common.models import public_pages
from moderation.requests.wishes import Wish

APPROVE, REFUSE, TAKE_BACK = "approve", "refuse", "take_back"


class AskForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason: it is kept with the decision.")},
    )

    def data_of_request(self) -> dict[str, Any]:
        """Return what the request holds beside its reason."""
        return {}


class PlaceField(forms.ModelChoiceField):
    """Pages of the tree, each indented below the one that it lies under."""

    def label_from_instance(self, page: Page) -> str:
        """Return "— — Tin tức" for a page two levels below the front page."""
        return f"{'— ' * max(page.depth - 2, 0)}{page.title}"


class MoveForm(AskForm):
    """A reason, and the page below which it is to lie."""

    target = PlaceField(
        label=_("Below which page"),
        queryset=Page.objects.none(),
        empty_label=_("Choose a page"),
        error_messages={
            "required": _("Choose the page below which it is to lie."),
            "invalid_choice": _("It cannot lie there. Choose one of the pages in the list."),
        },
    )
    field_order = ["target", "reason"]

    def __init__(self, *args: Any, wish: Wish, pages: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wish, self.pages = wish, pages
        self.fields["target"].queryset = places_for(pages)

    def clean_target(self) -> Page:
        """Say at the field why one of the pages cannot go there."""
        target = self.cleaned_data["target"]
        for page in self.pages:
            obstacle = self.wish.obstacle(page, {"target": target.pk})
            if obstacle:
                raise forms.ValidationError(obstacle)
        return target

    def data_of_request(self) -> dict[str, Any]:
        """Return where it is to go."""
        return {"target": self.cleaned_data["target"].pk}


class DecisionForm(forms.Form):
    """What becomes of a request, and what the asker is told about it."""

    action = forms.ChoiceField(choices=[(name, name) for name in (APPROVE, REFUSE, TAKE_BACK)])
    comment = forms.CharField(
        label=_("What the asker is told"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, possible: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = possible

    def clean(self) -> dict[str, Any]:
        """Whoever refuses something that could be done says why."""
        cleaned = super().clean()
        if self.possible and cleaned.get("action") == REFUSE and not cleaned.get("comment"):
            self.add_error("comment", _("Write why not, so that the asker knows."))
        return cleaned


def places_for(pages: list[Page]) -> QuerySet[Page]:
    """Return the public pages below which all of `pages` may lie, in the order of the tree."""
    kinds = set.intersection(*(set(page.specific_class.allowed_parent_page_models()) for page in pages))
    places = public_pages().type(tuple(kinds)) if kinds else Page.objects.none()
    for page in pages:
        places = places.not_descendant_of(page, inclusive=True)
    if len({page.get_parent().pk for page in pages}) == 1:
        places = places.exclude(pk=pages[0].get_parent().pk)
    return places.order_by("path")
