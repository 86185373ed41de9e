"""Repositories: each reads or writes one kind of thing over one connection; frozen dataclasses leave it."""
