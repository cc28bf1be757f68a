"""Reads, checks and lists the French Gherkin of the house, without Behave."""
