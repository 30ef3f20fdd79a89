"""Read permissions, retention periods, and detection of distress."""
