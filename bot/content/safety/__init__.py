"""The lists of phrases that signal distress."""
