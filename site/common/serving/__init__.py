"""What `manage.py serve` is made of. `parent` and `catalogues` need the standard library only: `make` uses them too."""
