"""The settings of a member."""
