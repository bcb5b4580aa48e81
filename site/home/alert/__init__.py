"""What has to stand above everything: a storm, a school that stays closed. It is approved, and ends by itself."""
