"""Untrusted bytes to `RawDocument`: one module a format, one registry, one sandbox."""
