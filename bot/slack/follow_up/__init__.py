"""The coach's queue, conversation, notes and digest."""
