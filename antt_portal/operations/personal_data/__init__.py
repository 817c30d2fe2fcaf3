"""What the portal keeps about one person: handed over on request, erased on request as far as the law lets it."""
