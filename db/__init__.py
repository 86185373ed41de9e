"""The headless core. Never imports Qt or the window."""
