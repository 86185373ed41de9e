"""Item models, without windows."""
