"""Number and date as text, with a blank for what is still open."""

from antt_portal.core.documents import PaperDate, PaperNumber

# No-break spaces keep their width (0.25 em) in Word and in LibreOffice; whoever finishes there types over them.
BLANK = "\u00a0" * 9  # 10 mm
SHORT_BLANK = "\u00a0" * 5


def number_text(number: PaperNumber, blank: str = BLANK) -> str:
    return (number.number_text or blank) + (f"/{number.symbol}" if number.symbol else "")


def date_text(date: PaperDate, blank: str = BLANK) -> str:
    return f"ngày {date.day_text or blank} tháng {date.month_text or blank} năm {date.year}"
