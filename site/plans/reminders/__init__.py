"""Mails before and after a due date: `stages` counts days, `people` finds whom to tell, `sweep` writes."""
