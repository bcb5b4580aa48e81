"""Feedback, and the answers for everybody, in the admin."""

from wagtail.snippets.models import register_snippet

from feedback.desk import hooks as desk_hooks  # noqa: F401
from feedback.desk.publishing import QuestionAnswerViewSet

register_snippet(QuestionAnswerViewSet)
