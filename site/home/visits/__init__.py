"""How often the public pages are opened: numbers by site, day and page, and nothing about who opened them.

`counting` says what counts and adds one, `figures` reads the numbers, `folding` makes months of old days, and `views`
has the page that shows them and the address that the pages' own script calls, so that a page from a cache counts too.
"""
