"""Tax codes for invented enterprises."""

from antt_portal.core.tax_code import check_digit

# No province has this prefix, so that no code made here is a real enterprise's.
UNASSIGNED_PREFIX = "99"


def make_tax_code(seed: int) -> str:
    """A valid code that no real enterprise has; another for every seed below five million."""
    for number in (2 * seed, 2 * seed + 1):
        body = f"{UNASSIGNED_PREFIX}{number:07d}"
        digit = check_digit(body)
        if digit is not None:
            return body + digit
    raise AssertionError("the next number always has a check digit: its sum differs by 3")
