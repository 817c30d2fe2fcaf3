"""How a deadline says that its day was counted in working days after its anchor: "workdays:3"."""

PREFIX = "workdays:"


def workdays_rule(days: int) -> str:
    return f"{PREFIX}{days}"


def workdays_of(rule: str) -> int | None:
    """How many working days; None for a deadline that came to its day in another way."""
    head, _colon, days = rule.partition(":")
    return int(days) if f"{head}:" == PREFIX and days.lstrip("-").isdecimal() else None
