"""Pages of who is there."""
