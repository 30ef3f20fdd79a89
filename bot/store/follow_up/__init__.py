"""The coach's queue, notes, promises, messages, digests and Home tab."""
