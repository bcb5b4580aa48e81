"""What things cost. `make bench` runs all; nothing here is part of a timed test."""
