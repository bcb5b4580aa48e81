"""Plans and the people who carry them out."""

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
from plans.models.report import ReportMaking, ReportPage, ReportRemark
from plans.models.responsibility import Duty, ResponsibilityPage
from plans.models.school_year import Holiday, SchoolYear
from plans.models.source import PlanSource, RememberedName
from plans.models.unit import Unit

__all__ = [
    "AreaParty",
    "Attachment",
    "Commitment",
    "Duty",
    "ExternalRecord",
    "FocusArea",
    "Holiday",
    "LegalBasis",
    "Occasion",
    "OtherSection",
    "PlanIndexPage",
    "PlanItem",
    "PlanPage",
    "PlanPeriod",
    "PlanSource",
    "Purpose",
    "Recipient",
    "RememberedName",
    "ReportMaking",
    "ReportPage",
    "ReportRemark",
    "Requirement",
    "ResponsibilityPage",
    "SchoolYear",
    "Unit",
]
