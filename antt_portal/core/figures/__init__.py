"""Figures as data: a field schema stored as JSON makes form, difference, export and papers."""
