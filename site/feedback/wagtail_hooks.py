"""Feedback, the answers for everybody and the consultations in the admin."""

from wagtail.snippets.models import register_snippet

from feedback.desk import hooks as desk_hooks  # noqa: F401
from feedback.desk.consulting import ConsultationViewSet
from feedback.desk.publishing import QuestionAnswerViewSet

register_snippet(QuestionAnswerViewSet)
register_snippet(ConsultationViewSet)
