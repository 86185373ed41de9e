"""Pure: text to layers. No input, no output, no database."""
