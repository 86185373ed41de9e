"""The core as a process of its own, for the window."""
