"""An answer for everybody: written anew beside the feedback that it comes of, and sent to the approver."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from common.models import User
from feedback.access import Desk, desk_of
from feedback.choices import Act, State
from feedback.forms import check_length
from feedback.models import Feedback, QuestionAnswer
from feedback.plain import one_line, plain
from moderation.roles import writes
from plans.models import Unit

UNPROCESSABLE = 422
WORDS_OF_A_NAME = 2  # one alone is in many sentences
DIGITS_OF_A_PHONE = 7


class PublishForm(forms.ModelForm):
    """Question and answer in general words. What the writer told about themselves may not stand in either."""

    class Meta:
        model = QuestionAnswer
        fields = ("question", "answer", "topic", "unit")
        widgets = {"question": forms.Textarea(attrs={"rows": 2}), "answer": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, feedback: Feedback, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feedback = feedback
        self.fields["unit"].queryset = Unit.objects.public().on_site(desk.site)

    def clean_question(self) -> str:
        """Return it on one line, without who asked."""
        return self._without_person(one_line(self.cleaned_data["question"]))

    def clean_answer(self) -> str:
        """Return it as plain text, without who asked."""
        text = plain(self.cleaned_data["answer"])
        check_length(text)
        return self._without_person(text)

    def _without_person(self, text: str) -> str:
        name, phone, email = self.feedback.name, self.feedback.phone, self.feedback.email
        digits = re.sub(r"\D", "", phone)
        named = len(name.split()) >= WORDS_OF_A_NAME and name.casefold() in text.casefold()
        called = len(digits) >= DIGITS_OF_A_PHONE and digits in re.sub(r"\D", "", text)
        written_to = email and email.casefold() in text.casefold()
        if named or called or written_to:
            raise ValidationError(_("This says who asked. Leave name, telephone and mail out: everybody reads it."))
        return text


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a question and answer in general words, and send them to the approver."""
    desk = desk_of(request)
    feedback = get_object_or_404(desk.visible().select_related("unit"), pk=pk)
    if feedback.state != State.ANSWERED or feedback.withdraws_consent or feedback.consultation_id:
        raise Http404
    answers = [step for step in feedback.steps.select_related("unit") if step.act == Act.ANSWERED]
    initial = {"topic": feedback.topic, "answer": answers[-1].text, "unit": answers[-1].unit_id}
    data = request.POST if request.method == "POST" else None
    form = PublishForm(data, feedback=feedback, desk=desk, initial=initial, instance=QuestionAnswer(site=desk.site))
    if form.is_valid():
        submit(form.instance, request.user)
        messages.success(
            request, _("Sent for approval. Once it is approved, it stands among the questions and answers.")
        )
        return redirect("feedback_item", pk)
    context = {"feedback": feedback, "form": form}
    return render(request, "feedback/desk/publish.html", context, status=UNPROCESSABLE if form.errors else 200)


@transaction.atomic
def submit(entry: QuestionAnswer, user: User) -> None:
    """Save a draft, and start the workflow that ends with an approval."""
    entry.live, entry.has_unpublished_changes = False, True
    entry.save()
    entry.save_revision(user=user)
    entry.get_workflow().start(entry, user)


class WritersPolicy(ModelPermissionPolicy):
    """Whoever writes for the school may write an answer for everybody. Approving is another matter."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Return whether `user` may add, change or view."""
        return action in {"add", "change", "view"} and (user.is_superuser or writes(user))


class WritersViewSet(SnippetViewSet):
    """What whoever writes for the school may prepare: by role, not by a permission that groups need be given."""

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Ask for the role."""
        return WritersPolicy(self.model)


class QuestionAnswerViewSet(WritersViewSet):
    """The questions and answers for everybody."""

    model = QuestionAnswer
    icon = "help"
    menu_label = gettext_lazy("Questions and answers")
    list_display = ["question", "topic", "answered_on"]
    list_filter = ["topic"]
    ordering = ["-answered_on", "-pk"]
