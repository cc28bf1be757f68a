"""Requirements, assumptions and the verdicts on them."""
