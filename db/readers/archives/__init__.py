"""Files that hold other files: ZIP, gzip and its like, web archives."""
