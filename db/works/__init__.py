"""Works, their versions and languages: found, proposed, decided, compared."""

from db.works.comparing import compare, diff
from db.works.works import Works, decide, find_groups, separate

__all__ = ["Works", "compare", "decide", "diff", "find_groups", "separate"]
