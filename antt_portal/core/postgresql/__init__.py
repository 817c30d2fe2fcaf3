"""PostgreSQL for Django, with the wall between boards (decision 115)."""
