"""Promises with a rhythm: when something falls due, and what has become of it.

`calendar`, `schedule` and `reckoning` count days and know no database; `renewal` writes what falls due, `states` says
how it stands, `acts` lets people tick and waive.
"""
