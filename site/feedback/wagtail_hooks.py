"""Feedback in the admin."""

from feedback.desk import hooks as desk_hooks  # noqa: F401
