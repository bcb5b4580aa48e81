"""What keeps floods out: who sends (nobody is known), how often, and a little work or a question first."""
