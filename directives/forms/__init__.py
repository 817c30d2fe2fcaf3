"""Forms of instruments and letters."""
