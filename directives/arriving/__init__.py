"""What becomes of a directive at each organisation: sent, delivered, opened, acknowledged, reported."""
