"""E-mail: single messages with what is attached to them, and mailboxes."""

from __future__ import annotations

from db.readers.mail.eml import Eml
from db.readers.mail.mbox import Mbox

__all__ = ["Eml", "Mbox"]
