"""What one page may hold before it is parsed. Figures: selectolax 1.0, one core."""

from __future__ import annotations

MOST_MARKS = 400_000
"""Signs `<` of one page: a tag takes some 10 microseconds, and a report of 2,000 pages has 100,000."""

MOST_PARSED_MARKS = 200_000
"""Signs `<` of a page that is parsed as a browser does it: 350 bytes of tree for each."""

MOST_ATTRIBUTES = 200
"""Of one tag: the parser compares each with all others (40,000 took 2.7 s)."""

MOST_ALL_ATTRIBUTES = 600_000
"""Of all tags of a page: each takes 250 bytes in the parser's tree."""

MOST_NAME_CHARACTERS = 2_000_000
"""Of the classes and ids of a page's blocks that are asked what they tell: each new one takes some 30 us."""

MOST_DEPTH = 500
"""Elements within each other: from some thousands on, the parser drops the page's whole text in silence."""

MOST_REPEATED = 500_000
"""Formatting elements that are never closed are made anew in every paragraph: all the copies together."""

MOST_ATTRIBUTE_CHARACTERS = 1 << 16
"""Of one tag's attributes, where they are read by our own tokeniser; pictures stand in them as text."""

SLACK = 400
"""Characters that may differ between two ways of reading a page before text counts as lost."""
