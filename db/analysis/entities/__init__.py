"""Persons, roles, organisations, countries, places and dates by gazetteers and rules."""
