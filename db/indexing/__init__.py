"""Keeps the index in step with the store (the stamped follower)."""
