import io
import logging

import pytest

from antt_portal.core.inspection import Inspected, inspect
from antt_portal.core.refusal import Refused


@pytest.fixture
def refusal_of(caplog):
    """The code of the refusal, and never because a parser broke down: that would be the right word by accident."""

    def refuse(content: bytes, file_name: str, *, title: str = "") -> str:
        caplog.set_level(logging.ERROR)
        with pytest.raises(Refused) as refusal:
            inspect(io.BytesIO(content), file_name, title=title)
        assert caplog.records == []
        return refusal.value.code

    return refuse


@pytest.fixture
def accepted():
    def accept(content: bytes, file_name: str, *, title: str = "") -> Inspected:
        return inspect(io.BytesIO(content), file_name, title=title)

    return accept
