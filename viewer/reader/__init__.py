"""The release itself, its layers painted over the text."""
