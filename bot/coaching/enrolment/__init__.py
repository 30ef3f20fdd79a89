"""Assign, move, undo, and tell a member who coaches them."""
