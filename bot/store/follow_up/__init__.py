"""The coach's queue, notes, messages, digests and Home."""
