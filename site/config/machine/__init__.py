"""Makes the machine ready: Debian's packages, the virtual environment, compiled catalogues. Standard library only."""
