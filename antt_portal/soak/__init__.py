"""Long runs under faults: a module named NAME has ``run() -> Iterator[Figure]`` and is run by ``script/soak NAME``.

As a bench it starts on an empty migrated database of its own and prints one JSON line per figure. Its short form is a
test of the suite.
"""
