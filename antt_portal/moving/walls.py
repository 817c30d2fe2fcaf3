"""What the portal's own job writes of imports (decision 115)."""

from antt_portal.core.walling.declared import CHANGE, DELETE, portal_writes
from antt_portal.moving.models import ImportFinding, ImportRun

portal_writes(ImportRun, CHANGE, because="continue-imports takes the next one; what it does is its board's")
portal_writes(ImportFinding, DELETE, because="delete-old forgets what was wrong with a file")
