"""Enrolment: assign, move, undo, and introduce members to their coach."""
