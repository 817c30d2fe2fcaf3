"""Campaigns (đợt cao điểm): their verbs, and next year's copied from last year's."""
