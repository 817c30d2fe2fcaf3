"""``manage.py record_bounces < report``: a mail server's pipe for mail that came back."""

import sys
from typing import Any

from django.core.management.base import CommandError

from antt_portal.core import clock, outbox
from antt_portal.core.delivery_report import LONGEST, NoReport, read_report
from antt_portal.core.models import Notice
from antt_portal.core.walling.commands import PortalCommand


class Command(PortalCommand):
    help = "Đọc một báo cáo không gửi được (RFC 3464) từ đầu vào chuẩn và ghi vào thư đã gửi."

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(LONGEST + 1)
        if len(raw) > LONGEST:
            raise CommandError("Báo cáo quá dài. Chưa ghi gì.")
        try:
            report = read_report(raw)
        except NoReport as wrong:
            raise CommandError(f"Không phải báo cáo về việc gửi thư: {wrong}. Chưa ghi gì.") from wrong
        notice = Notice.objects.filter(public_id=report.notice).first() if report.notice else None
        if notice is None:
            self.stdout.write("Báo cáo về một thư không có trong hệ thống này. Không ghi gì.")
        elif not report.failed:
            self.stdout.write(f"{notice.public_id}: thư đến chậm, chưa bị trả lại. Không ghi gì.")
        elif outbox.record_bounce(notice, report.reason, clock.now()):
            self.stdout.write(f"{notice.public_id}: đã ghi là bị trả lại. {report.reason}")
        else:
            self.stdout.write(f"{notice.public_id}: đã ghi là bị trả lại từ trước.")
