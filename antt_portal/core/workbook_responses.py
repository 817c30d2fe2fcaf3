"""Handing an Excel file that is made for this request to a browser."""

import io

from django.http import FileResponse

from antt_portal.core.folding import ascii_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(content: bytes, name: str) -> FileResponse:
    file_name = f"{ascii_name(name)}.xlsx"
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=file_name, content_type=XLSX)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
