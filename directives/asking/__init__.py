"""What a directive asks, of whom and by when, up to the moment it goes out."""
