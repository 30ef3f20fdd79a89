"""Enrolments, orders, cohorts, and changes of coach."""
