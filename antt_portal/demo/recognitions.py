"""Lists of accepted enterprises on their way to a decision."""

from collections.abc import Callable
from datetime import datetime

from antt_portal.core import blobs
from antt_portal.core.clock import local_date
from antt_portal.demo.evidence import decision
from antt_portal.demo.files import Letterhead
from antt_portal.demo.people import Office
from antt_portal.demo.places import Place
from reports.deciding import Decision, record_decision
from reports.models import Recognition, RecognitionBatch, Report
from reports.recognising import approve, create_batch, propose, revoke

INVENTED_NUMBER = 9999
INVENTED_SIGNER = "Nguyễn Văn Giả Định"
REFUSAL = "Cơ quan công nhận chưa thống nhất: đang xác minh đơn phản ánh về trật tự tại cổng."
REVOCATION = "Số liệu kê khai về lực lượng bảo vệ không đúng thực tế, phát hiện khi kiểm tra lại."


class Listing:
    """One list, made by the unit head, approved by the leader, decided by the recogniser."""

    def __init__(self, place: Place, office: Office, reports: list[Report], *, year: int, at: datetime) -> None:
        self.place, self.office, self.year = place, office, year
        self.batch: RecognitionBatch = create_batch(reports, place.recogniser, year=year, by=office.unit_head, at=at)

    def _seen(self) -> int:
        self.batch.refresh_from_db()
        return self.batch.version

    def propose(self, *, at: datetime) -> "Listing":
        propose(self.batch, by=self.office.unit_head, at=at, seen=self._seen())
        return self

    def approve(self, *, at: datetime) -> "Listing":
        approve(self.batch, by=self.office.leader, at=at, seen=self._seen())
        return self

    def decide(self, *, at: datetime, refuses: Callable[[Recognition], bool] = lambda _entry: False) -> "Listing":
        """Recorded by the clerk; one that a board took itself before it wrote letters here, by its leader."""
        seen = self._seen()
        on, recogniser = local_date(at), self.batch.recogniser
        by = self.office.leader if self.batch.decided_by_board else self.office.clerk
        number = f"{INVENTED_NUMBER}/QĐ-{recogniser.name_on(on).abbreviation}"
        signer = by.user.full_name if self.batch.decided_by_board else INVENTED_SIGNER
        head = Letterhead(recogniser.name_on(on).name, on, signer)
        paper = decision(number, head=head, year=self.year)
        file = blobs.keep_bytes(
            paper.content, media_type=paper.inspected.media_type, board_id=self.batch.board_id, at=at
        )
        refused = {entry.pk: REFUSAL for entry in self.batch.recognitions.all() if refuses(entry)}
        office = "Trưởng ban" if self.batch.decided_by_board else "Phó Chủ tịch"
        told = Decision(number, on, signer, file, paper.file_name, office)
        record_decision(self.batch, told, refused=refused, by=by, at=at, seen=seen)
        return self

    def revoke(self, report: Report, *, at: datetime) -> None:
        entry = self.batch.recognitions.select_related("organisation", "report", "batch").get(report=report)
        document = f"MH-07/QĐ-{self.batch.recogniser.name_on(local_date(at)).abbreviation}"
        on = local_date(at)
        revoke(entry, reason=REVOCATION, document=document, on=on, by=self.office.leader, at=at, seen=entry.version)
