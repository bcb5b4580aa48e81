"""Feedback as the staff sees it: what waits, one at a time, and what may be done about it."""
