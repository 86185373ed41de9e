"""Looking after an archive: verification, backup and restoring, giving space back."""

from db.custody.backups import backup, compact, restore
from db.custody.verifying import verify

__all__ = ["backup", "compact", "restore", "verify"]
