"""Hostile files made anew: small honest files of every format, damaged copies of them, and bombs."""
