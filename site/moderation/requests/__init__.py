"""What somebody asks the principal to do to something that is public: take it down, delete, move or put it back."""
