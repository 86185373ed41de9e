"""One module a format, one registry."""
