"""The coach's queue, roster, conversations, notes, digest and Home tab."""
