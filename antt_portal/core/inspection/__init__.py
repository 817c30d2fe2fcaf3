"""The inspection of uploaded evidence: ``inspect`` decides what may be stored, ``preview`` draws it small.

The portal's own process only measures, hashes and reads names; ``quarantine`` opens the content in another.
"""

from antt_portal.core.inspection.inspector import MAX_BYTES, Inspected, inspect

__all__ = ["MAX_BYTES", "Inspected", "inspect"]
