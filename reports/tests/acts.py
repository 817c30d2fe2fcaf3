"""Asking what the record says, in tests."""

from antt_portal.core.models import AuditEntry


def acts_on(subject, verb):
    """The audit rows of ``verb`` about ``subject``, newest first."""
    return AuditEntry.objects.about(subject._meta.label_lower, subject.public_id).filter(verb=verb)
