"""Events and interactions, and how they reach the app."""
