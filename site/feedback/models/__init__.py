"""What was written to the school and what became of it; what keeps floods out."""

from feedback.models.consultation import Consultation, ConsultationPoint
from feedback.models.feedback import CONCERNED, LONGEST_TEXT, PERSONAL, Feedback, Step
from feedback.models.published import QuestionAnswer
from feedback.models.rating import FEWEST, Rating, Satisfaction
from feedback.models.sending import Salt, Sending, SpentToken
from feedback.models.spokesperson import Spokesperson

__all__ = [
    "CONCERNED",
    "FEWEST",
    "LONGEST_TEXT",
    "PERSONAL",
    "Consultation",
    "ConsultationPoint",
    "Feedback",
    "QuestionAnswer",
    "Rating",
    "Salt",
    "Satisfaction",
    "Sending",
    "SpentToken",
    "Spokesperson",
    "Step",
]
