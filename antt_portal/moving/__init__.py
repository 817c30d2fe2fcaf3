"""Moving in: what a board already keeps in Excel, taken in whole or not at all."""
