"""The words that plans use, as closed lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartyRole(models.TextChoices):
    """What a party does for a focus area."""

    LEAD = "lead", pgettext_lazy("role", "takes the lead")
    JOINT = "joint", pgettext_lazy("role", "carries out jointly")
    FOCAL_POINT = "focal_point", pgettext_lazy("role", "is the focal point")
    IMPLEMENT = "implement", pgettext_lazy("role", "carries out")
    ASSIGNED = "assigned", pgettext_lazy("role", "is assigned")


class Rhythm(models.TextChoices):
    """How often something was promised."""

    ONCE = "once", pgettext_lazy("rhythm", "once")
    WEEKLY = "weekly", pgettext_lazy("rhythm", "every week")
    MONTHLY = "monthly", pgettext_lazy("rhythm", "every month")
    QUARTERLY = "quarterly", pgettext_lazy("rhythm", "every quarter")
    TERMLY = "termly", pgettext_lazy("rhythm", "every term")
    YEARLY = "yearly", pgettext_lazy("rhythm", "every year")


class Proof(models.TextChoices):
    """By what a duty is known to be done."""

    TICK = "tick", pgettext_lazy("proof", "a tick of the unit")
    EVIDENCE = "evidence", pgettext_lazy("proof", "something that is published")


class RecordKind(models.TextChoices):
    """What happens outside this site and still keeps a promise."""

    TELEVISION = "television", _("television feature")
    RADIO = "radio", _("radio programme")
    NEWSPAPER = "newspaper", _("newspaper article")
    MEETING = "meeting", _("meeting")
    EVENT = "event", _("event elsewhere")


class Audience(models.TextChoices):
    """To whom something was promised. What is internal never shows outside."""

    PUBLIC = "public", pgettext_lazy("audience", "the public")
    INTERNAL = "internal", pgettext_lazy("audience", "the staff only")


class PeriodKind(models.TextChoices):
    """A span of years, or one school year."""

    RANGE = "range", _("span of years")
    SCHOOL_YEAR = "school_year", _("school year")


class UnitKind(models.TextChoices):
    """The parts of a school, in the order in which they are shown."""

    LEADERSHIP = "leadership", _("School leadership")
    PROFESSIONAL = "professional", _("Teaching")
    MASS_ORGANISATION = "mass_organisation", _("Union, youth and pupils' organisations")
    SERVICE = "service", _("Services")
    COMMITTEE = "committee", _("Committees")


class ItemKind(models.TextChoices):
    """What evidence can point to."""

    AREA = "area", _("focus area")
    DUTY = "duty", _("duty")
    COMMITMENT = "commitment", _("commitment")


class SigningAuthority(models.TextChoices):
    """On whose behalf a document is signed (NĐ 30/2020, Phụ lục I)."""

    OWN = "", _("in one's own right")
    KT = "KT.", _("KT. (deputy for the head)")
    TM = "TM.", _("TM. (on behalf of the body)")
    TL = "TL.", _("TL. (by order of the head)")
    TUQ = "TUQ.", _("TUQ. (by delegation)")
    Q = "Q.", _("Q. (acting head)")
