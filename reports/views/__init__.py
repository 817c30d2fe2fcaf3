"""Pages of the yearly filing, by theme."""
