"""How a letter is written, checked, signed, numbered, sealed and issued."""
