"""Wagtail's own forms, where they ask for what a teacher may not have, or change what was typed."""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput


class DateInput(AdminDateInput):
    """A date with a calendar that leaves alone what was typed: left to itself it makes 3 March of 31 February."""

    def get_config(self) -> dict[str, Any]:
        """Return the calendar's settings."""
        return super().get_config() | {"validateOnBlur": False}


def adapt() -> None:
    """Change the forms. Called once, from AppConfig.ready()."""
    from wagtail.admin.forms.account import NameEmailForm
    from wagtail.users.forms import UserCreationForm, UserEditForm

    # Without this somebody who has no mail address could change nothing in the account, the password included.
    for form in (NameEmailForm, UserCreationForm, UserEditForm):
        form.base_fields["email"].required = False
    # As Vietnamese names are written.
    fields = NameEmailForm.base_fields
    NameEmailForm.base_fields = {name: fields[name] for name in ("last_name", "first_name", "email")}
    register_form_field_override(models.DateField, override={"widget": DateInput})
