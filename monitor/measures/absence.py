"""Why there is no figure, in words: the same on pages, in files and in their descriptions."""

from monitor.measures.citation import Wording
from monitor.measures.quality import Missing


def missing_word(missing: Missing, _: Wording) -> str:
    """Why there is no figure."""
    return {
        Missing.NOT_STATED: _("not stated"),
        Missing.NOT_APPLICABLE: _("not applicable"),
        Missing.NOT_AVAILABLE: _("not available"),
        Missing.CONFIDENTIAL: _("hidden by the source"),
        Missing.HIDDEN: _("hidden to protect persons"),
    }[missing]
