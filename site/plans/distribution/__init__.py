"""What is public is handed to the staff, by mail or at a meeting, and each says with one tap that it was read."""
