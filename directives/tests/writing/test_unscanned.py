"""What nobody has looked at for malware does not leave the portal."""

import pytest

from antt_portal.core.blobs import Quarantined
from antt_portal.core.models import Blob, ScanState
from directives.models import LetterStatus
from directives.tests.office import a_letter, carry, staffed_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "scanner"), [("waiting", "127.0.0.1:1"), ("infected", "")])
def test_a_letter_is_issued_only_when_its_scan_may_be_opened(state, scanner, settings):
    office = staffed_office()
    letter = a_letter(office, LetterStatus.SEALED)
    Blob.objects.update(scan=state)
    settings.CLAMAV_SOCKET = scanner
    with pytest.raises(Quarantined, match="mã độc"):
        carry(office, letter, "issue")
    letter.refresh_from_db()
    assert letter.status == LetterStatus.SEALED
    Blob.objects.update(scan=ScanState.CLEAN)
    carry(office, letter, "issue")
    assert letter.status == LetterStatus.ISSUED
