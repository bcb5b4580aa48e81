"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """What parents write to the school, and what becomes of it."""

    name = "feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        """What was written is never public, its writer reads it at a secret address; answers for everybody are."""
        from common import worker
        from feedback import asking_after, mails, notices, summing_up, sweeps
        from feedback.models import (
            Consultation,
            Feedback,
            QuestionAnswer,
            Rating,
            Salt,
            Sending,
            SpentToken,
            Spokesperson,
            Step,
        )
        from moderation import registry

        registry.register(QuestionAnswer)
        registry.register(Consultation)
        notices.connect()
        registry.beside(Feedback, "what somebody wrote to the school, for that person and who answers")
        registry.beside(Step, "what became of it, shown to the same people")
        registry.beside(Rating, "how satisfied people were; nothing leads from it to anybody")
        registry.beside(Spokesperson, "who answers the press, named by the leadership")
        registry.beside(Salt, "a secret of one day, which keeps addresses from being known again")
        registry.beside(Sending, "how often somebody unknown has sent something within an hour")
        registry.beside(SpentToken, "proofs of work that were used")
        worker.register("feedback mails", every=5, run=mails.tell)
        worker.register("feedback due", every=300, run=mails.remind)
        worker.register("feedback escalated", every=300, run=asking_after.ask_after)
        worker.register("consent withdrawn", every=60, run=mails.remind_of_consent)
        worker.register("comments answered", every=60, run=summing_up.answer)
        worker.register("feedback data", every=3600, run=sweeps.forget)
