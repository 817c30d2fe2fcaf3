"""Roman numerals, as annexes are numbered."""

SIGNS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """``number`` from 1 up; hundreds are written as so many C."""
    written = ""
    for value, sign in SIGNS:
        count, number = divmod(number, value)
        written += sign * count
    return written
