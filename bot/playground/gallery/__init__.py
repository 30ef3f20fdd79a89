"""The gallery: every message, Home tab and modal that Baton can build, in one place."""
