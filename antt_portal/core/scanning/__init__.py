"""Looking for malware with ClamAV, where ``CLAMAV_SOCKET`` names one: ``clamd`` asks it, ``sweeping`` asks about files
that came while it was silent (docs/decisions/0100-quarantined-until-scanned.md)."""
