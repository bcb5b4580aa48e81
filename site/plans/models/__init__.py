"""Plans and the people who carry them out."""

from plans.models.distribution import Distribution, Receipt
from plans.models.event import CalendarAddress, Event, ReminderWish
from plans.models.items import PlanItem
from plans.models.occasion import Occasion
from plans.models.parts import (
    AreaParty,
    Attachment,
    Commitment,
    FocusArea,
    LegalBasis,
    OtherSection,
    PlanPeriod,
    Purpose,
    Recipient,
    Requirement,
)
from plans.models.plan import PlanIndexPage, PlanPage
from plans.models.record import ExternalRecord
from plans.models.register import OfficialDocument, Replacement
from plans.models.report import ReportMaking, ReportPage, ReportRemark
from plans.models.responsibility import Duty, ResponsibilityPage
from plans.models.school_year import Holiday, SchoolYear
from plans.models.source import PlanSource, RememberedName
from plans.models.unit import Unit

__all__ = [
    "AreaParty",
    "Attachment",
    "CalendarAddress",
    "Commitment",
    "Distribution",
    "Duty",
    "Event",
    "ExternalRecord",
    "FocusArea",
    "Holiday",
    "LegalBasis",
    "Occasion",
    "OfficialDocument",
    "OtherSection",
    "PlanIndexPage",
    "PlanItem",
    "PlanPage",
    "PlanPeriod",
    "PlanSource",
    "Purpose",
    "Receipt",
    "Recipient",
    "RememberedName",
    "ReminderWish",
    "Replacement",
    "ReportMaking",
    "ReportPage",
    "ReportRemark",
    "Requirement",
    "ResponsibilityPage",
    "SchoolYear",
    "Unit",
]
