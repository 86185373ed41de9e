"""Keeps the index in step with the store: the stamped follower."""

from db.indexing.choosing import chosen
from db.indexing.documents import document_of, search_text_of, searched
from db.indexing.follower import Follower, IndexState, Standing, Step

__all__ = [
    "Follower",
    "IndexState",
    "Standing",
    "Step",
    "chosen",
    "document_of",
    "search_text_of",
    "searched",
]
