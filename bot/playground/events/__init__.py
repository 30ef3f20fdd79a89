"""Events and interactions, and their delivery to the app."""
