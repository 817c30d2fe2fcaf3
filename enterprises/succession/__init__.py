"""Who follows whom: previewed, confirmed as it was seen, carried out in one transaction (decision 119)."""
