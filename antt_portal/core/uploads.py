"""Taking uploads in: no more of a file reaches the disk than it takes to see that it is too large."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from antt_portal.core.inspection import MAX_BYTES


class UpToTheLimit(FileUploadHandler):
    """Stands before Django's own handlers. What comes after the limit is read from the wire and dropped.

    The file arrives a little longer than it may be, so that the inspection refuses it by name, and those sent with it
    arrive whole.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        return None
