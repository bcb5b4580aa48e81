"""Keeping an eye on things: reminders, the morning digest, the daily verification, how fast decisions come."""
