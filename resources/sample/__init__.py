"""The sample archive: invented statements with which Muniment can be tried out (see README.md)."""
