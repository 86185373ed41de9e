"""The pipeline: read, analyse, store; duplicates and the report."""
