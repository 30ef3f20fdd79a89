"""Answers to nudges, and the member's journal."""
