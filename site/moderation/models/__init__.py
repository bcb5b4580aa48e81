"""The ledger and what stands, the guard's grants, the step in which the principal decides, and who decides instead."""

from moderation.models.delegation import Delegation
from moderation.models.former_address import FormerAddress
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
from moderation.models.watch import Notice, VerificationRun

__all__ = [
    "ISSUE_OWN",
    "ISSUE_OWN_LOGGED",
    "Act",
    "Approval",
    "Delegation",
    "FirstReadingTask",
    "FormerAddress",
    "Grant",
    "Notice",
    "PrincipalApprovalTask",
    "PublicUse",
    "Request",
    "Standing",
    "VerificationRun",
    "authors_of",
    "wrote_part_of",
]
