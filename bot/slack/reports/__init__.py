"""Coaches' reports, as text, picture and table, and the member's monthly overview."""
