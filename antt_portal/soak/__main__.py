"""Run one soak by name: exit status and lines are those of a bench."""

import sys

from antt_portal.bench.__main__ import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], "soak"))
