"""Infrastructure investors pass a directive on to the tenants of their zones."""
