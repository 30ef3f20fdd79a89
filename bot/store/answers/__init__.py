"""Answers, the nudge each belongs to, and the journal made of them."""
