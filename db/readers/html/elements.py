"""What the elements of HTML are for."""

from __future__ import annotations


def words(written: str) -> frozenset[str]:
    """A set of words, written with spaces between them."""
    return frozenset(written.split())


VOID = words(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
"""Elements without an inside."""

BLOCK = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav noscript ol"
    " p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
)
"""Elements that begin and end a line."""

FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
"""Elements a browser opens again in the next paragraph when they were not closed."""

DROPPED = words(
    "applet area audio base canvas col colgroup datalist embed frame head iframe input keygen link map meta"
    " meter noembed noframes object option optgroup param progress rp script select source style svg"
    " template textarea title track video"
)
"""Elements whose inside is not read as text: controls, scripts, pictures, and other files in a frame."""

LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
ITEMS = frozenset({"li", "dt", "dd"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
