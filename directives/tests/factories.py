"""Situations of what is asked, for tests: small instruments with few fields."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from antt_portal.core.folding import search_key
from directives.models import Instrument, InstrumentStatus, Obligation, ObligationKind, Source
from enterprises.tests.factories import BoardFactory

CAMERAS = {
    "version": 1,
    "groups": [
        {
            "key": "cameras",
            "title": {"vi": "Camera", "en": "Cameras"},
            "fields": [
                {
                    "key": "installed",
                    "type": "integer",
                    "label": {"vi": "Camera đã lắp", "en": "Cameras installed"},
                    "required": True,
                }
            ],
        }
    ],
}
NOTHING: dict[str, Any] = {"version": 1, "groups": []}


class InstrumentFactory(DjangoModelFactory[Instrument]):
    """In force since 2020."""

    class Meta:
        model = Instrument

    board = factory.SubFactory(BoardFactory)
    code = factory.Sequence(lambda n: f"bo-noi-dung-{n}")
    source = Source.BOARD
    title = "Bộ nội dung thử nghiệm"
    citation = "Văn bản thử nghiệm"
    status = InstrumentStatus.IN_FORCE
    valid_from = date(2020, 1, 1)


class ObligationFactory(DjangoModelFactory[Obligation]):
    class Meta:
        model = Obligation

    instrument = factory.SubFactory(InstrumentFactory)
    board = factory.LazyAttribute(lambda o: o.instrument.board)
    kind = ObligationKind.STANDING
    code = factory.Sequence(lambda n: f"noi-dung-{n}")
    number = factory.Sequence(str)
    position = factory.Sequence(lambda n: n)
    text = "Lắp đặt camera tại khu vực trọng điểm."
    title = "Camera"
    short_title = "Camera"
    search_key = factory.LazyAttribute(lambda o: search_key(f"{o.title} {o.text}"))
    fields = CAMERAS
    evidence_wanted = False
    valid_from = date(2020, 1, 1)


def instrument_with_criterion(board: Any) -> Instrument:
    """Two obligations, a registration item, a criterion and its barring event ``event_a`` — all that a year needs."""
    instrument = InstrumentFactory(board=board)
    for position in (1, 2):
        ObligationFactory(instrument=instrument, position=position, number=str(position))
    ObligationFactory(instrument=instrument, kind=ObligationKind.REGISTRATION, position=3, fields=NOTHING)
    yes_no = {
        "version": 1,
        "groups": [
            {
                "key": "events",
                "title": "Sự việc",
                "fields": [{"key": "event_a", "type": "yes_no", "label": "Có xảy ra", "required": True}],
            }
        ],
    }
    criterion = ObligationFactory(
        instrument=instrument, kind=ObligationKind.CRITERION, position=4, fields=yes_no, title="Tiêu chí"
    )
    ObligationFactory(
        instrument=instrument,
        kind=ObligationKind.BARRING_EVENT,
        position=5,
        code="event_a",
        parent=criterion,
        fields=NOTHING,
        title="Sự việc a",
    )
    return instrument
