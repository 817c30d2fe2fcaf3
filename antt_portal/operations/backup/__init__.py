"""Everything there is to lose as one file, and back: the database, and every stored file that it names."""


class Damaged(Exception):
    """The archive is not what was written: cut short, altered, or of a kind this portal does not know."""
