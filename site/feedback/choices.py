"""What feedback is about, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What somebody writes about."""

    TEACHING = "teaching", _("Teaching and learning")
    SAFETY = "safety", _("Safety, conduct, bullying")
    HEALTH = "health", _("Health and school meals")
    FEES = "fees", _("Fees and contributions")
    FACILITIES = "facilities", _("Classrooms and equipment")
    ADMISSION = "admission", _("Admission and school records")
    WEBSITE = "website", _("Information on this site")
    CONSENT = "consent", _("Withdrawing consent to a picture")
    COMMENT = "comment", _("Comment on a plan or document")
    OTHER = "other", _("Something else")


# What has a form of its own, and what the general form offers.
APART = (Topic.CONSENT, Topic.COMMENT)
GENERAL_TOPICS = [(value, label) for value, label in Topic.choices if value not in APART]


class Relation(models.TextChoices):
    """Who withdraws consent."""

    PARENT = "parent", _("father or mother")
    GUARDIAN = "guardian", _("guardian")
    CHILD = "child", _("the pupil")


class Channel(models.TextChoices):
    """By which way it came."""

    PUBLIC = "public", _("by the form on the site")
    STAFF = "staff", _("from the staff")
    PRESS = "press", _("from the press")


class State(models.TextChoices):
    """Whose turn it is."""

    WITH_UNIT = "unit", _("with the unit")
    WITH_LEADERSHIP = "leadership", _("with the school's leadership")
    ESCALATED = "escalated", _("with the higher authority")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without an answer")


IN_THE_HOUSE = (State.WITH_UNIT, State.WITH_LEADERSHIP)
OPEN = (*IN_THE_HOUSE, State.ESCALATED)


class Act(models.TextChoices):
    """What was done about it."""

    RECEIVED = "received", _("received")
    PASSED_ON = "passed_on", _("passed on")
    REPORTED = "reported", _("reported to the school's leadership")
    ESCALATED = "escalated", _("reported to the higher authority")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without an answer")
    TAKEN_DOWN = "taken_down", _("taken off the site")
    ERASED = "erased", _("personal data removed")
