"""The work calendar: events, what falls due and holidays, by day; on the public site, for the staff, and on phones.

`spans` reads addresses and knows no database, `entries` gathers what there is, `feeds` and `ical` write iCalendar.
"""
