"""Tables whose rows are statements: CSV, TSV, JSON Lines and JSON."""
