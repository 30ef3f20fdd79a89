"""The coach's queue, roster, conversation, notes, digest and Home."""
