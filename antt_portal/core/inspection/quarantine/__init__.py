"""Everything that opens a foreign file. It runs in a process of its own, with limits and without secrets.

Nothing here imports Django or another part of the portal, and imports among themselves are relative: the
programs that ``isolated`` starts have no settings, no environment, no database, and start fast.
"""
