"""Pages of what is asked: instruments, letters, registers."""
