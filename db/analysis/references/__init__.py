"""What a text cites of the ILO and the UN: tokenise, find, resolve, annotate."""
