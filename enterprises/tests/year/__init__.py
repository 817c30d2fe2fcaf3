"""A year of two boards lived day by day: what a scheduler told, against what a few plain rules say it has to."""
