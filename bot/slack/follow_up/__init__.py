"""The coach's queue, conversations, notes and digest."""
