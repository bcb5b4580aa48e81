"""One module for each kind of file that a plan may come in."""
