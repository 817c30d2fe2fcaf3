"""The register of incoming documents, as the clerk keeps it."""

from antt_portal.core.formats import vn_date
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.pages.answer import file
from antt_portal.tests.journeys.visit import Visit
from directives.incoming import Columns


class ArrivalPage:
    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    def write(self, columns: Columns) -> None:
        """A whole row of the register, and the document itself."""
        page = self.page
        page.get_by_label("Tác giả").fill(columns.agency)
        page.get_by_label("Số", exact=True).fill(columns.number)
        page.get_by_label("Ký hiệu").fill(columns.symbol)
        page.get_by_label("Tên loại và trích yếu").fill(columns.title)
        page.get_by_label("Ngày tháng văn bản").fill(vn_date(columns.dated_on))
        page.get_by_label("Ngày đến").fill(vn_date(columns.arrived_on))
        page.get_by_label("Hạn báo cáo lại").fill(vn_date(columns.answer_due_on))
        page.get_by_label("Tệp văn bản").set_input_files(file("8184-VP-NCKTGS.pdf", pdf()))
        page.get_by_role("button", name="Ghi vào sổ").click()
