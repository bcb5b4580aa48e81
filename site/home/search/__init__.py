"""The visitors' search: what can be found, how it is asked for, and the page that answers."""
