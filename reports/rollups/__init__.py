"""Roll-ups: figures of what is asked as of one moment, frozen, told in words, and issued as an official report."""
