"""The wall between boards as the database keeps it: roles, policies, grants (decision 115)."""
