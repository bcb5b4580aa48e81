"""The ledger and what stands, the guard's grants, the step in which the principal decides, and who decides instead."""

from moderation.models.delegation import Delegation
from moderation.models.ledger import Act, Approval, Grant, PublicUse, Standing
from moderation.models.request import Request
from moderation.models.task import (
    ISSUE_OWN,
    ISSUE_OWN_LOGGED,
    FirstReadingTask,
    PrincipalApprovalTask,
    authors_of,
    wrote_part_of,
)

__all__ = [
    "ISSUE_OWN",
    "ISSUE_OWN_LOGGED",
    "Act",
    "Approval",
    "Delegation",
    "FirstReadingTask",
    "Grant",
    "PrincipalApprovalTask",
    "PublicUse",
    "Request",
    "Standing",
    "authors_of",
    "wrote_part_of",
]
