"""A parent's question, its answer, its escalation: the room is reserved here so that imports keep their order."""
